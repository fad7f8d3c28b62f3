export { ArchivedView } from './ArchivedView';
export { asItHolds } from './missing';
export { segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
export { type CurrentView, ViewsBar } from './ViewsBar';
export { viewsWords } from './words';
