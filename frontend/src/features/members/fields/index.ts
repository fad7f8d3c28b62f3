export { FieldDialog } from './FieldDialog';
export { FieldSettings } from './FieldSettings';
