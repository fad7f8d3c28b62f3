import { describe, expect, it } from 'vitest';
import type { Candidate, Import, ImportRow } from '@/api';
import {
  another,
  answersForCertain,
  decisionsBefore,
  isSettled,
  sameAs,
  skipped,
  stillApplies,
  withCellAsWritten,
  withCorrection,
  withoutCell,
} from './decisions';

const twin: Candidate = { row: 100, name: 'Ludothèque', commune: 'Barr', reason: 'identifier', score: 1 };
const known: Candidate = { member_id: 'm1', name: 'Ludothèque', commune: 'Barr', reason: 'name', score: 0.8 };

function row(number: number, candidates: Candidate[], over: Partial<ImportRow> = {}): ImportRow {
  return {
    number,
    sheet: 'Membres',
    outcome: 'doubt',
    name: 'X',
    hidden: false,
    kept: false,
    member: null,
    candidates,
    differences: [],
    repairs: [],
    problems: [],
    decision: null,
    cells: [],
    ...over,
  };
}

describe('whose row it is', () => {
  it('joins a row of the file or a member, and only adds', () => {
    expect(sameAs(twin, null)).toEqual({ do: 'merge', row: 100 });
    expect(sameAs(known, null)).toEqual({ do: 'merge', member_id: 'm1' });
  });
  it('keeps what was decided about cells', () => {
    const cells = withCorrection(withoutCell(null, 3), 9, 'atelier@orange.fr');
    expect(another(cells)).toEqual({ do: 'create', columns: [3], corrections: { 9: 'atelier@orange.fr' } });
    expect(skipped(null)).toEqual({ do: 'skip' });
  });
});

describe('cells', () => {
  it('are left out once each, in the order of the file', () => {
    expect(withoutCell(withoutCell(withoutCell(null, 7), 3), 7)).toEqual({
      do: 'leave_out',
      columns: [3, 7],
    });
  });
  it('are either left out or corrected', () => {
    expect(withCorrection(withoutCell(null, 3), 3, 'W999000123')).toEqual({
      do: 'leave_out',
      corrections: { 3: 'W999000123' },
    });
    expect(withoutCell(withCorrection(null, 3, 'W999000123'), 3)).toEqual({ do: 'leave_out', columns: [3] });
  });
  it('taken back leave no decision, and never undo whose row it is', () => {
    expect(withCellAsWritten(withoutCell(null, 3), 3)).toBeNull();
    expect(withCellAsWritten(withoutCell(sameAs(twin, null), 3), 3)).toEqual({ do: 'merge', row: 100 });
  });
  it('settle nothing by themselves', () => {
    expect(isSettled(withoutCell(null, 3))).toBe(false);
    expect(isSettled(skipped(null))).toBe(true);
  });
});

describe('the same answer for all', () => {
  it('is only for rows with one candidate of the same number', () => {
    const rows = [
      row(117, [twin]),
      row(118, [known]),
      row(119, [twin, known]),
      row(120, [twin], { outcome: 'create' }),
      row(121, [twin], { decision: { do: 'skip' } }),
    ];
    expect(answersForCertain(rows)).toEqual({ 117: { do: 'merge', row: 100 } });
  });
  it('can be taken back', () => {
    expect(
      decisionsBefore([row(117, [twin]), row(118, [known], { decision: { do: 'skip' } })], ['117', '118']),
    ).toEqual({
      117: null,
      118: { do: 'skip' },
    });
  });
});

describe('a change that comes too late', () => {
  const seen = {
    state: 'ready',
    sheets: [{ name: 'A', rows: 3, header_row: 4, chosen: true }],
    columns: [{ field: 'name' }],
  } as unknown as Import;
  const decisions = { decisions: { 117: { do: 'skip' as const } } };
  it('applies when the table is read the same way', () => {
    expect(stillApplies(seen, { ...seen, revision: 9 }, decisions)).toBe(true);
  });
  it('does not when a column means something else, or when it is about the columns', () => {
    const other = { ...seen, columns: [{ field: 'commune' }] } as unknown as Import;
    expect(stillApplies(seen, other, decisions)).toBe(false);
    expect(stillApplies(seen, seen, { mapping: { 0: 'name' } })).toBe(false);
    expect(stillApplies(seen, { ...seen, state: 'committed' }, decisions)).toBe(false);
  });
});
