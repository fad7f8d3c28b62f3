export { MergePage } from './MergePage';
export { MergeWithButton } from './MergeWith';
export { PairsPage } from './PairsPage';
export { PastMerges } from './PastMerges';
export { mergeWords } from './words';
