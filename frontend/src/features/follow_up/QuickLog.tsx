import { lazy } from 'react';
import { Part, useReadyFor } from '@/ui';
import { useLogSubject } from './logDoor';

const fetchDialog = () => import('./LogDialog');
const LogDialog = lazy(() => fetchDialog().then((part) => ({ default: part.LogDialog })));

/** The quick log, on every page of staff: fetched as soon as somebody stirs, so that it opens at once. */
export function QuickLog() {
  const subject = useLogSubject();
  useReadyFor(fetchDialog);
  return <Part>{subject && <LogDialog subject={subject} />}</Part>;
}
