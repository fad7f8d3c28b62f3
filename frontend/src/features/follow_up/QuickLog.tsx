import { lazy, Suspense } from 'react';
import { useReadyFor } from '@/ui';
import { useLogSubject } from './logDoor';

const fetchDialog = () => import('./LogDialog');
const LogDialog = lazy(() => fetchDialog().then((part) => ({ default: part.LogDialog })));

/** The quick log, on every page of staff: fetched as soon as somebody stirs, so that it opens at once. */
export function QuickLog() {
  const subject = useLogSubject();
  useReadyFor(fetchDialog);
  return <Suspense fallback={null}>{subject && <LogDialog subject={subject} />}</Suspense>;
}
