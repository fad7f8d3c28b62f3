import { lazy } from 'react';

export { type CurrentView, type Opened, opening } from './current';
export { asItHolds } from './missing';
export { segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
export { ViewsBar } from './ViewsBar';
export { viewsWords } from './words';

/** Shown to few: parts of their own. */
export const ArchivedView = lazy(() =>
  import('./ArchivedView').then((part) => ({ default: part.ArchivedView })),
);
export const SaveView = lazy(() => import('./SaveView').then((part) => ({ default: part.SaveView })));
