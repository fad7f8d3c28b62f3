import type { Engine } from '../engine/engine';
import { isSingle, rectOf, sizeOf } from '../logic/selection';

/** « De Barr, ligne 2 à … » for the ear, when more than one cell is selected. */
export function rangeTold(engine: Engine): string {
  if (isSingle(engine.selection)) return '';
  const rect = rectOf(engine.selection);
  const name = (row: number, column: number) =>
    engine.words.status.position(row + 1, engine.column(column)?.title ?? '');
  const { cells } = sizeOf(rect);
  return `${engine.words.status.cells(cells)}. ${engine.words.status.range(name(rect.top, rect.left), name(rect.bottom, rect.right))}`;
}
