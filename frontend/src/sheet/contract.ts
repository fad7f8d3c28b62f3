/**
 * What the sheet and its caller say to each other. The sheet knows columns, rows and cells, and no word of the trade.
 *
 * - Rows are read by windows (`RowSource`), so that 100,000 of them cost what the screen shows.
 * - Every change, typed, pasted, filled, cleared or undone, goes through one `save`, row by row, in chunks. A row
 *   carries the revision it was read at; a row that someone else changed comes back `refused` with `current`, and the
 *   sheet tells fields apart: those nobody else touched are sent again, the others are put to the person.
 * - Sort and filters are the caller's (they live in the address and go to the server); the sheet asks for them.
 * - A browser lays out about 17 million pixels (Firefox), that is 400,000 rows at the largest density.
 * - Under about 700 px the caller shows cards instead.
 */
import type { ReactNode } from 'react';
import type { Desk } from './engine/desk';

/** `null` is an empty cell. A date is `YYYY-MM-DD`; `multi` is a list of option values. */
export type CellValue = string | number | boolean | readonly string[] | null;
export type Values = Record<string, CellValue>;

export type Kind = 'text' | 'long_text' | 'number' | 'date' | 'choice' | 'multi' | 'yes_no';

export interface Option {
  value: string;
  label: string;
  /** Colour of its mark; the label always stands beside it. */
  tone?: 'brand' | 'gres' | 'warn' | 'err' | 'ciel' | 'plain';
}

/** What may be meant by a text. */
export interface Suggestion {
  value: string;
  label: string;
  /** Tells it from its namesakes. */
  note?: string;
}

export type Parsed = { ok: true; value: CellValue } | { ok: false; reason: string };

export interface Column {
  key: string;
  title: string;
  kind: Kind;
  options?: readonly Option[];
  /** Of a choice: the values that its list offers for this row; all of them otherwise. Typed ones go to `save`. */
  offers?: (row: Row) => readonly string[];
  /** Of a text: what may be meant by the words typed so far. They can stand for themselves. */
  suggest?: (text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>;
  /** What words are that were not taken from the suggestions. */
  unlisted?: string;
  /** Pixels at 100 % zoom; a width by kind otherwise. */
  width?: number;
  /** Frozen unless the layout says otherwise. */
  frozen?: boolean;
  /** Hidden unless the layout says otherwise. */
  hidden?: boolean;
  /** `false` makes the whole column read only. */
  editable?: boolean;
  /** Why it can't be edited. */
  reason?: string;
  required?: boolean;
  /** Names the row: read aloud with each of its cells, shown in bold. */
  primary?: boolean;
  sortable?: boolean;
  filterable?: boolean;
  /** What the column means, shown in its menu. */
  hint?: string;
  /** Decimals shown for a number; as many as it has otherwise. */
  decimals?: number;
  /** Text of a value, in the cell and on the clipboard; by kind otherwise. */
  format?: (value: CellValue) => string;
  /** Value of a typed or pasted text; by kind otherwise. */
  parse?: (text: string) => Parsed;
  /** A sentence if the value can't stand; asked after `parse`. */
  check?: (value: CellValue) => string | null;
  /** Look of a filled cell (a status, a mark); its text must be in it. */
  render?: (value: CellValue, row: Row) => ReactNode;
}

export interface Row {
  id: string;
  revision: number;
  values: Values;
  /** Cells of this row that can't be edited, and why. */
  locked?: Readonly<Record<string, string>>;
}

export interface RowWindow {
  rows: readonly Row[];
  total: number;
}

/** A new function means other rows (another sort, another filter): the sheet starts again from the top. */
export type RowSource = (offset: number, limit: number, signal: AbortSignal) => Promise<RowWindow>;

export interface Change {
  id: string;
  revision: number;
  set: Values;
}

export interface FieldRefusal {
  /** `null`: the row as a whole. */
  field: string | null;
  detail: string;
  /** Values that may have been meant. */
  instead?: readonly Option[];
}

export interface Current {
  revision: number;
  values: Values;
  changed_by?: string | null;
  changed_at?: string | null;
}

export interface Outcome {
  id: string;
  outcome: 'changed' | 'unchanged' | 'refused';
  revision?: number;
  /** The row as it now stands, if the server made something else of what was sent. */
  values?: Values;
  locked?: Readonly<Record<string, string>>;
  errors?: readonly FieldRefusal[];
  /** The row as someone else left it. */
  current?: Current | null;
}

export interface Saved {
  rows: readonly Outcome[];
  change_set_id?: string | null;
}

export type Cause = 'edit' | 'paste' | 'fill' | 'clear' | 'undo' | 'redo' | 'choice';

/** One request for at most `chunk` rows. A rejected promise means that nothing is known to be saved (see `blame`). */
export type Save = (changes: readonly Change[], cause: Cause) => Promise<Saved>;

export interface SortKey {
  key: string;
  direction: 'asc' | 'desc';
}

/** How the columns stand; what a view remembers. */
export interface Layout {
  /** Keys in order; columns it doesn't name come last. */
  order: readonly string[];
  hidden: readonly string[];
  frozen: readonly string[];
  widths: Readonly<Record<string, number>>;
}

export type Density = 'comfort' | 'standard' | 'compact';

export interface SelectionTold {
  /** Rows by offset, both ends included. */
  from: number;
  to: number;
  columns: readonly string[];
}

export interface SheetProps {
  /** Says what the rows are: « Membres du club ». */
  label: string;
  columns: readonly Column[];
  source: RowSource;
  save: Save;
  shelf?: Shelf;
  /** Rows in one request of `save`; 200 unless told. */
  chunk?: number;
  layout?: Layout;
  onLayout?: (layout: Layout) => void;
  sort?: readonly SortKey[];
  onSort?: (sort: readonly SortKey[]) => void;
  /** Keys of the columns that a filter narrows. */
  filtered?: readonly string[];
  /** The filter button of a header was pressed; `anchor` is where to open. */
  onFilter?: (key: string, anchor: HTMLElement) => void;
  /** Opens the row's own page: the button on its number, and Ctrl Enter. */
  onOpen?: (row: Row) => void;
  onSelection?: (selection: SelectionTold) => void;
  density?: Density;
  onDensity?: (density: Density) => void;
  /** The caller's tools, left of the sheet's own. */
  tools?: ReactNode;
  /** Shown when the source has no row. */
  empty?: ReactNode;
  /** How rows are added, told after a paste that goes past the last one. */
  newRows?: string;
  /** Sentence of an error thrown by `source` or `save`. */
  tell?: (error: unknown) => string;
  /**
   * What an error thrown by `save` finds wrong with what was sent (too large, unreadable); null when the way to the
   * server is at fault, and the same may pass later. A request so blamed goes again in halves, down to the row that
   * can't pass.
   */
  blame?: (error: unknown) => readonly FieldRefusal[] | null;
}

/**
 * Keeps a sheet's marks and history while it is off the screen; the caller makes one, and forgets it when the person
 * signs out. Before that, and before the sheet is left, it asks `desk.engine.unsaved` and gives up what waits by
 * `desk.engine.saving.abandon`.
 */
export interface Shelf {
  desk?: Desk;
}

/** What a caller may ask of a sheet that stands, by `ref`. */
export interface SheetHandle {
  /** Reads again what is shown, keeping place and unsaved work. */
  refresh: () => void;
  focus: () => void;
  /** Brings the keyboard to a column of the active row, at once or when the layout has it. */
  reveal: (key: string) => void;
  /** Something was done beside the sheet (many rows at once); Ctrl Z calls `undo`, which tells how it went. */
  did: (undo: () => Promise<void>) => void;
  /** The rows from one offset to another, those that are read. */
  rows: (from: number, to: number) => readonly Row[];
}
