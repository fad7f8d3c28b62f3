import { parseCell } from '../logic/parsing';
import type { Rect } from '../logic/selection';
import { same } from '../logic/values';
import type { CellOf } from './edits';
import type { Engine } from './engine';

/** How many rows of the block a text would give another name. */
export function renamed(engine: Engine, { top, bottom, left, right }: Rect, cellOf: CellOf): number {
  const at = engine.arrangement.shown.findIndex(({ column }) => column.primary);
  const column = engine.column(at);
  if (!column || at < left || at > right) return 0;
  let count = 0;
  for (let offset = top; offset <= bottom; offset++) {
    const row = engine.rows.at(offset);
    const cell = row && cellOf(offset, at, row);
    if (!row || !cell || !('text' in cell) || engine.lockOf(row, column) !== null) continue;
    const parsed = parseCell(column, cell.text, engine.speech);
    if (parsed.ok && !same(parsed.value, engine.value(row, column.key))) count++;
  }
  return count;
}
