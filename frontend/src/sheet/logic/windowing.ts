/** What of the sheet is on the screen. Rows have one height, so this is arithmetic. */
import type { Arrangement, Placed } from './layout';
import type { Position } from './selection';

export interface Pane {
  scrollTop: number;
  scrollLeft: number;
  width: number;
  height: number;
}

/** Both included; empty if `to < from`. */
export interface Span {
  from: number;
  to: number;
}

export function visibleRows(pane: Pane, rowHeight: number, head: number, total: number, spare: number): Span {
  const first = Math.floor(pane.scrollTop / rowHeight);
  const last = Math.ceil((pane.scrollTop + Math.max(0, pane.height - head)) / rowHeight) - 1;
  return { from: Math.max(0, first - spare), to: Math.min(total - 1, last + spare) };
}

/** Among the columns that scroll. */
export function visibleColumns(pane: Pane, arrangement: Arrangement, spare: number): Span {
  const from = pane.scrollLeft + arrangement.frozenWidth - spare;
  const to = pane.scrollLeft + pane.width + spare;
  const { shown, frozen } = arrangement;
  let first = frozen;
  while (first < shown.length) {
    const column = shown[first];
    if (column && column.left + column.width > from) break;
    first++;
  }
  let last = first;
  while (last + 1 < shown.length && (shown[last + 1]?.left ?? 0) < to) last++;
  return { from: first, to: Math.min(last, shown.length - 1) };
}

/** The least scrolling that brings a cell out from under the headers and the frozen columns. */
export function scrolledTo(
  { row, column }: Position,
  pane: Pane,
  arrangement: Arrangement,
  rowHeight: number,
  head: number,
): { top: number; left: number } {
  let { scrollTop: top, scrollLeft: left } = pane;
  if (row >= 0) {
    const cellTop = row * rowHeight;
    const room = pane.height - head;
    if (cellTop < top) top = cellTop;
    else if (cellTop + rowHeight > top + room) top = cellTop + rowHeight - room;
  }
  const place = arrangement.shown[column];
  if (place && !place.frozen) {
    const room = pane.width;
    if (place.left - arrangement.frozenWidth < left) left = place.left - arrangement.frozenWidth;
    else if (place.left + place.width > left + room) {
      // A column wider than the room shows its beginning.
      left = Math.min(place.left + place.width - room, place.left - arrangement.frozenWidth);
    }
  }
  return { top: Math.max(0, top), left: Math.max(0, left) };
}

/** The row and column under a point of the sheet's own space (scrolling included). */
export function cellUnder(
  x: number,
  y: number,
  pane: Pane,
  arrangement: Arrangement,
  rowHeight: number,
  head: number,
  total: number,
): Position {
  const { shown, frozen, frozenWidth } = arrangement;
  const inFrozen = x < frozenWidth;
  const wanted = inFrozen ? x : x + pane.scrollLeft;
  const group = inFrozen ? shown.slice(0, frozen) : shown.slice(frozen);
  const inGroup = group.findIndex((place) => wanted < place.left + place.width);
  const column = inGroup < 0 ? shown.length - 1 : inGroup + (inFrozen ? 0 : frozen);
  const row = Math.floor((y - head + pane.scrollTop) / rowHeight);
  return { row: Math.max(0, Math.min(total - 1, row)), column: Math.max(0, column) };
}

export interface Room {
  /** Hang it above the cell, not below. */
  above: boolean;
  /** Align it with the right edge of the cell, not the left. */
  far: boolean;
  /** Pixels under the headers. */
  height: number;
}

/** What hangs from a cell (a list, a menu, a sentence) is about this large. */
const HANGING = { width: 345, height: 300 };

export function roomAt(offset: number, place: Placed, pane: Pane, rowHeight: number, head: number): Room {
  const top = offset * rowHeight - pane.scrollTop;
  const height = pane.height - head;
  const below = height - top - rowHeight;
  const left = place.frozen ? place.left : place.left - pane.scrollLeft;
  return {
    above: offset >= 0 && below < HANGING.height && top > below,
    far: left + HANGING.width > pane.width && left + place.width > HANGING.width,
    height,
  };
}
