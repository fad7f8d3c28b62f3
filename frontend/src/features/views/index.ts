export { viewQuery, viewsChanged } from './queries';
export { type CurrentView, ViewsBar } from './ViewsBar';
export { viewsWords } from './words';
