/** The dialogs are fetched when they are first opened. */
import { lazy } from 'react';

export const ColumnFilter = lazy(() =>
  import('./ColumnFilter').then((part) => ({ default: part.ColumnFilter })),
);
export const FilterBuilder = lazy(() =>
  import('./FilterBuilder').then((part) => ({ default: part.FilterBuilder })),
);
export { FilterSummary } from './FilterSummary';
export { both, countOf, type FilterTree, fieldsOf, isTree } from './tree';
