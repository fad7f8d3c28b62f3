/** Where a key leads. Pure: the sheet says whether a cell is filled, `undefined` while its row is not read yet. */
import { type Bounds, clamp, HEADER, type Position } from './selection';

export interface Press {
  key: string;
  ctrl: boolean;
}

export type Filled = (position: Position) => boolean | undefined;

export interface Ground {
  bounds: Bounds;
  /** Rows of one screen. */
  page: number;
  filled: Filled;
  /** Whether the line of headers can be entered. */
  header: boolean;
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell that the key leads to, or `null` if it is no key of movement. */
export function moved(from: Position, { key, ctrl }: Press, ground: Ground): Position | null {
  const { bounds, page } = ground;
  const step = STEPS[key];
  if (bounds.rows === 0 && !step?.[1]) return step ? from : null;
  if (step) {
    if (ctrl) return jump(from, step, ground);
    if (from.row === 0 && key === 'ArrowUp' && ground.header) return { ...from, row: HEADER };
    if (from.row === HEADER && key === 'ArrowDown') return clamp({ ...from, row: 0 }, bounds);
    if (from.row === HEADER && key === 'ArrowUp') return from;
    return clamp(
      {
        row: from.row === 0 ? Math.max(0, from.row + step[0]) : from.row + step[0],
        column: from.column + step[1],
      },
      bounds,
    );
  }
  switch (key) {
    case 'Home':
      return ctrl ? { row: 0, column: 0 } : { ...from, column: 0 };
    case 'End':
      return clamp({ row: ctrl ? bounds.rows - 1 : from.row, column: bounds.columns - 1 }, bounds);
    case 'PageUp':
      return clamp({ ...from, row: Math.max(0, from.row - page) }, bounds);
    case 'PageDown':
      return clamp({ ...from, row: Math.max(0, from.row) + page }, bounds);
    default:
      return null;
  }
}

/** Ctrl and an arrow, as in a spreadsheet: to the end of the filled run, or over the gap to the next filled cell. */
function jump(
  from: Position,
  [down, right]: readonly [number, number],
  { bounds, filled }: Ground,
): Position {
  const edge = clamp(
    {
      row: down === 0 ? from.row : down < 0 ? 0 : bounds.rows - 1,
      column: right === 0 ? from.column : right < 0 ? 0 : bounds.columns - 1,
    },
    bounds,
  );
  if (from.row === HEADER) return down > 0 ? { ...from, row: 0 } : down < 0 ? from : edge;
  const inside = (p: Position) =>
    p.row >= 0 && p.column >= 0 && p.row < bounds.rows && p.column < bounds.columns;
  const next = (p: Position) => ({ row: p.row + down, column: p.column + right });
  let here = next(from);
  if (!inside(here)) return from;
  const inRun = filled(from) === true && filled(here) === true;
  for (;;) {
    const state = filled(here);
    // Rows that are not read yet are not read for a jump: it goes on to the edge.
    if (state === undefined) return edge;
    if (!inRun && state) return here;
    const after = next(here);
    if (!inside(after)) return here;
    if (inRun && filled(after) === false) return here;
    here = after;
  }
}

/** Tab and Enter after an edit: right or down, backwards with Shift; Tab goes on at the next row. */
export function advance(
  from: Position,
  key: 'Tab' | 'Enter',
  back: boolean,
  bounds: Bounds,
): Position | null {
  const by = back ? -1 : 1;
  if (key === 'Enter') return clamp({ ...from, row: Math.max(0, from.row + by) }, bounds);
  const column = from.column + by;
  if (column >= 0 && column < bounds.columns) return { ...from, column };
  const row = from.row + by;
  if (row < 0 || row >= bounds.rows) return null;
  return { row, column: back ? bounds.columns - 1 : 0 };
}
