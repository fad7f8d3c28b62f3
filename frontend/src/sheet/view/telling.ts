/** Sentences about cells, made of the sheet's words. */
import { daysIn } from '@/language';
import type { Engine } from '../engine/engine';
import type { Mark } from '../engine/marks';
import { isSingle, rectOf, sizeOf } from '../logic/selection';
import { type Speech, showCell } from '../logic/values';

export function clashTold(mark: Extract<Mark, { kind: 'clash' }>, { words, language }: Speech): string {
  return words.issues.clash(
    mark.by ?? words.issues.someone,
    mark.at ? daysIn(language).instant(mark.at) : '',
  );
}

/** « De Barr, ligne 2 à … » for the ear, when more than one cell is selected. */
export function rangeTold(engine: Engine): string {
  if (isSingle(engine.selection)) return '';
  const rect = rectOf(engine.selection);
  const name = (row: number, column: number) =>
    engine.words.status.position(row + 1, engine.column(column)?.title ?? '');
  const { cells } = sizeOf(rect);
  return `${engine.words.status.cells(cells)}. ${engine.words.status.range(name(rect.top, rect.left), name(rect.bottom, rect.right))}`;
}

/** The name of a row: its primary cell, or its number. */
export function rowTold(engine: Engine, id: string): string {
  const row = engine.rows.get(id);
  const primary = engine.config.columns.find((column) => column.primary);
  const name = row && primary ? showCell(primary, engine.value(row, primary.key), engine.speech) : '';
  const offset = engine.rows.offsetOf(id);
  return name || (offset === undefined ? engine.words.issues.unseen : engine.words.row(offset + 1));
}
