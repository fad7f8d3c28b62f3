export { CustomFacts } from './CustomFacts';
export { CustomField, CustomFields } from './CustomFields';
export { FieldDialog } from './door';
export { FieldSettings } from './FieldSettings';
export {
  type CustomName,
  customName,
  useFieldNames,
  useFieldNamesEver,
  useGoneNames,
} from './names';
export { memberFieldsQuery } from './queries';
export { useToldValue, writtenValues } from './values';
