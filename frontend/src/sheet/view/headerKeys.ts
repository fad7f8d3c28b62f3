/** Keys on a header: sort, menu, move, resize. True if it was one. */
import type { KeyboardEvent } from 'react';
import type { Desk } from '../engine/desk';
import { at, HEADER } from '../logic/selection';

export function headerKey(desk: Desk, event: KeyboardEvent): boolean {
  const { engine, columns } = desk;
  const { key, shiftKey, altKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const column = engine.column(engine.selection.active.column);
  if (!column) return false;
  const side = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : null;
  if ((key === 'ArrowDown' && altKey) || key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    desk.setMenu(column.key);
  } else if (side !== null && ctrl && shiftKey) {
    columns.step(column.key, side);
    // The focus goes where the column went.
    engine.select(at(HEADER, engine.indexOf(column.key)));
  } else if (side !== null && altKey && shiftKey) columns.widen(column.key, side * 16);
  else if ((key === 'Enter' || key === ' ') && !ctrl && !shiftKey) {
    if (column.sortable !== false) columns.toggleSort(column.key);
  } else return false;
  return true;
}
