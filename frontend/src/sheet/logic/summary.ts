/** The line under the sheet: how much is selected, how much of it filled, and what its numbers come to. */
import type { CellValue, Column } from '../contract';
import { isBlank } from './values';

export interface Summary {
  filled: number;
  numbers: number;
  sum: number;
  /** Some rows of the selection are not read yet, or there are too many to count at each move. */
  partial: boolean;
}

const MOST_CELLS = 40_000;

export function summarise(
  columns: readonly Column[],
  from: number,
  to: number,
  valueAt: (row: number, key: string) => CellValue | undefined,
): Summary {
  const result: Summary = { filled: 0, numbers: 0, sum: 0, partial: false };
  const rows = Math.floor(MOST_CELLS / Math.max(1, columns.length));
  const last = Math.min(to, from + rows - 1);
  result.partial = last < to;
  for (let row = from; row <= last; row++) {
    for (const { key, kind } of columns) {
      const value = valueAt(row, key);
      if (value === undefined) result.partial = true;
      else if (!isBlank(value)) {
        result.filled++;
        if (kind === 'number' && typeof value === 'number') {
          result.numbers++;
          result.sum += value;
        }
      }
    }
  }
  result.sum = Number(result.sum.toPrecision(14));
  return result;
}
