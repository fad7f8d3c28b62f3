export { ArchivedView } from './ArchivedView';
export { type CurrentView, type Opened, opening } from './current';
export { asItHolds } from './missing';
export { segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
export { SaveView } from './SaveView';
export { ViewsBar } from './ViewsBar';
export { viewsWords } from './words';
