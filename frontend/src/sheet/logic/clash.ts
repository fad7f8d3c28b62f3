/** Two people at one row: which of our fields nobody else touched, and which are to be decided. */
import type { Current, Row, Values } from '../contract';
import { same } from './values';

export interface Split {
  /** Fields to send again on the new revision. */
  again: Values;
  /** Fields both changed, to different values. */
  clashing: string[];
  /** Fields both changed to the same value: nothing left to do. */
  agreed: string[];
}

/** `known` is the row as it was when our change was based on it. */
export function split(known: Row, set: Values, current: Current): Split {
  const result: Split = { again: {}, clashing: [], agreed: [] };
  for (const [field, mine] of Object.entries(set)) {
    const theirs = current.values[field];
    if (same(theirs, mine)) result.agreed.push(field);
    else if (!(field in current.values) || same(theirs, known.values[field])) result.again[field] = mine;
    else result.clashing.push(field);
  }
  return result;
}
