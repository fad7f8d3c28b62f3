export { BulkEditDialog, type Target } from './BulkEditDialog';
