export { openLog } from './logDoor';
export { MemberTimeline } from './MemberTimeline';
export { QuickLog } from './QuickLog';
export { followUpCountsQuery } from './queries';
export { LATE, WeekPage } from './WeekPage';
export { followUpWords } from './words';
