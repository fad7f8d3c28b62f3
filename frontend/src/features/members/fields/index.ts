export { NewFieldDialog } from './NewFieldDialog';
