import { lazyPart } from '@/ui';

export { type CurrentView, type Opened, opening } from './current';
export { asItHolds } from './missing';
export { segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
export { ViewsBar } from './ViewsBar';
export { viewsWords } from './words';

/** Shown to few: parts of their own. */
export const ArchivedView = lazyPart(() => import('./ArchivedView').then((part) => part.ArchivedView));
export const SaveView = lazyPart(() => import('./SaveView').then((part) => part.SaveView));
