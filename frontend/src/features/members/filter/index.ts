/** The dialogs are fetched when they are first opened. */
import { lazyPart } from '@/ui';

export const ColumnFilter = lazyPart(() => import('./ColumnFilter').then((part) => part.ColumnFilter));
export const FilterSummary = lazyPart(() => import('./FilterSummary').then((part) => part.FilterSummary));
export const FilterBuilder = lazyPart(() => import('./FilterBuilder').then((part) => part.FilterBuilder));
export { both, countOf, type FilterTree, fieldsOf, isTree, withoutFields } from './tree';
