export { openLog, useLogAbout } from './logDoor';
export { MemberTimeline } from './MemberTimeline';
export { QuickLog } from './QuickLog';
export { followUpCountsQuery, POSTPONED } from './queries';
export { LATE, WeekPage } from './WeekPage';
export { followUpWords } from './words';
