export { ColumnFilter } from './ColumnFilter';
export { FilterBuilder } from './FilterBuilder';
export { FilterSummary } from './FilterSummary';
export { both, countOf, type FilterTree, fieldsOf, isTree } from './tree';
