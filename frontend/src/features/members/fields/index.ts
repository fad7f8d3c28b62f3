import { lazy } from 'react';

/** Fetched when it is first opened. */
export const FieldDialog = lazy(() =>
  import('./FieldDialog').then((part) => ({ default: part.FieldDialog })),
);
export { CustomFacts } from './CustomFacts';
export { CustomField, CustomFields } from './CustomFields';
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
