export type {
  CellValue,
  Change,
  Column,
  Current,
  Density,
  FieldRefusal,
  Kind,
  Layout,
  Option,
  Outcome,
  Parsed,
  Row,
  RowSource,
  RowWindow,
  Save,
  Saved,
  SelectionTold,
  SheetHandle,
  SheetProps,
  Shelf,
  SortKey,
  Suggestion,
  Values,
} from './contract';
export { layoutOf } from './logic/layout';
export { type Speech, same, showCell } from './logic/values';
export { Sheet } from './Sheet';
export { sheetWords } from './words';
