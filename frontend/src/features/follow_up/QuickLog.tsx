import { lazy, Suspense } from 'react';
import { useIdle } from '@/ui';
import { useLogSubject } from './logDoor';

const fetchDialog = () => import('./LogDialog');
const LogDialog = lazy(() => fetchDialog().then((part) => ({ default: part.LogDialog })));

/** The quick log, on every page of staff: fetched once the page stands, so that it opens at once. */
export function QuickLog() {
  const subject = useLogSubject();
  useIdle(fetchDialog);
  return <Suspense fallback={null}>{subject && <LogDialog subject={subject} />}</Suspense>;
}
