export { MergePage } from './MergePage';
export { MergeWithButton } from './MergeWith';
export { PairsPage } from './PairsPage';
export { mergeWords } from './words';
