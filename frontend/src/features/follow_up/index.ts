export { openLog, useLogAbout } from './logDoor';
export { QuickLog } from './QuickLog';
export { followUpCountsQuery, POSTPONED, TO_CALL } from './queries';
export { fetchTimeline, MemberTimeline } from './timeline';
export { LATE, WeekPage } from './WeekPage';
export { followUpWords } from './words';
