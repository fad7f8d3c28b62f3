/** Sentences about what is to be settled. */
import { daysIn } from '@/language';
import type { Engine } from '../engine/engine';
import type { Mark } from '../engine/marks';
import { type Speech, showCell } from '../logic/values';
import { inCellWordsNow } from '../words/inCell';

export function clashTold(mark: Extract<Mark, { kind: 'clash' }>, { language }: Speech): string {
  const words = inCellWordsNow();
  return words.clash(mark.by ?? words.someone, mark.at ? daysIn(language).instant(mark.at) : '');
}

/** The name of a row: its primary cell, or its number. */
export function rowTold(engine: Engine, id: string): string {
  const row = engine.rows.get(id);
  const primary = engine.config.columns.find((column) => column.primary);
  const name = row && primary ? showCell(primary, engine.value(row, primary.key), engine.speech) : '';
  const offset = engine.rows.offsetOf(id);
  return name || (offset === undefined ? inCellWordsNow().unseen : engine.words.row(offset + 1));
}
