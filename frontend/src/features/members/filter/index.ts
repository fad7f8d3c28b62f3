/** The dialogs are fetched when they are first opened. */
import { lazy } from 'react';

export const ColumnFilter = lazy(() =>
  import('./ColumnFilter').then((part) => ({ default: part.ColumnFilter })),
);
export const FilterSummary = lazy(() =>
  import('./FilterSummary').then((part) => ({ default: part.FilterSummary })),
);
export const FilterBuilder = lazy(() =>
  import('./FilterBuilder').then((part) => ({ default: part.FilterBuilder })),
);
export { both, countOf, type FilterTree, fieldsOf, isTree, withoutFields } from './tree';
