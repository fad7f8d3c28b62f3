import { lazyPart, Part, useReadyFor } from '@/ui';
import { closeLog, useLogSubject } from './logDoor';

const fetchDialog = () => import('./LogDialog');
const LogDialog = lazyPart(() => fetchDialog().then((part) => part.LogDialog), closeLog);

/** The quick log, on every page of staff: fetched as soon as somebody stirs, so that it opens at once. */
export function QuickLog() {
  const subject = useLogSubject();
  useReadyFor(fetchDialog);
  return <Part>{subject && <LogDialog subject={subject} />}</Part>;
}
