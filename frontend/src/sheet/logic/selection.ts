/**
 * The selected rectangle. `active` is the cell with the focus, where typing goes; `far` is the opposite corner, which
 * moves while the selection is extended. Row -1 is the line of headers.
 */
export interface Position {
  row: number;
  column: number;
}

export interface Selection {
  active: Position;
  far: Position;
}

/** All four included. */
export interface Rect {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Bounds {
  rows: number;
  columns: number;
}

export const HEADER = -1;

export function at(row: number, column: number): Selection {
  const active = { row, column };
  return { active, far: active };
}

export function rectOf({ active, far }: Selection): Rect {
  return {
    top: Math.min(active.row, far.row),
    bottom: Math.max(active.row, far.row),
    left: Math.min(active.column, far.column),
    right: Math.max(active.column, far.column),
  };
}

export function isSingle({ active, far }: Selection): boolean {
  return active.row === far.row && active.column === far.column;
}

export function contains(rect: Rect, { row, column }: Position): boolean {
  return row >= rect.top && row <= rect.bottom && column >= rect.left && column <= rect.right;
}

export function sizeOf(rect: Rect): { rows: number; columns: number; cells: number } {
  const rows = rect.bottom - rect.top + 1;
  const columns = rect.right - rect.left + 1;
  return { rows, columns, cells: rows * columns };
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

export function clamp(position: Position, bounds: Bounds): Position {
  return {
    row: position.row === HEADER ? HEADER : within(position.row, 0, Math.max(0, bounds.rows - 1)),
    column: within(position.column, 0, Math.max(0, bounds.columns - 1)),
  };
}

export function clampSelection(selection: Selection, bounds: Bounds): Selection {
  return { active: clamp(selection.active, bounds), far: clamp(selection.far, bounds) };
}

export function extend(selection: Selection, to: Position, bounds: Bounds): Selection {
  const active = selection.active.row === HEADER ? { ...selection.active, row: 0 } : selection.active;
  return { active, far: clamp({ ...to, row: Math.max(0, to.row) }, bounds) };
}

export function wholeRows(from: number, to: number, bounds: Bounds): Selection {
  return { active: { row: from, column: 0 }, far: { row: to, column: Math.max(0, bounds.columns - 1) } };
}

export function wholeColumns(from: number, to: number, bounds: Bounds): Selection {
  return { active: { row: 0, column: from }, far: { row: Math.max(0, bounds.rows - 1), column: to } };
}

export function everything(bounds: Bounds): Selection {
  return wholeColumns(0, bounds.columns - 1, bounds);
}

/** Marks of one row, told as a short text so that a row redraws only when its own part changed. */
export function sliceOf(selection: Selection, row: number): string {
  const rect = rectOf(selection);
  if (row < rect.top || row > rect.bottom) return '';
  const active = selection.active.row === row ? selection.active.column : -1;
  const edges = (row === rect.top ? 't' : '') + (row === rect.bottom ? 'b' : '');
  return `${rect.left},${rect.right},${active},${edges},${isSingle(selection) ? 1 : 0}`;
}

export interface Slice {
  left: number;
  right: number;
  active: number;
  top: boolean;
  bottom: boolean;
  single: boolean;
}

export function readSlice(slice: string): Slice | null {
  if (slice === '') return null;
  const [left = '0', right = '0', active = '-1', edges = '', single = '0'] = slice.split(',');
  return {
    left: Number(left),
    right: Number(right),
    active: Number(active),
    top: edges.includes('t'),
    bottom: edges.includes('b'),
    single: single === '1',
  };
}
