import { describe, expect, it } from 'vitest';
import type { Import, ImportColumn, ImportProblem, ImportRow } from '@/api';
import {
  briefOf,
  bringsPeople,
  neighbour,
  nextDoubt,
  pollAfter,
  problemsByCell,
  progressOf,
  reasonsOf,
  rowsShown,
  shownFilters,
} from './rows';

function row(number: number, over: Partial<ImportRow> = {}): ImportRow {
  return {
    number,
    sheet: 'Membres',
    outcome: 'create',
    name: 'X',
    hidden: false,
    kept: false,
    member: null,
    candidates: [],
    differences: [],
    repairs: [],
    problems: [],
    decision: null,
    cells: [],
    ...over,
  };
}
const problem = (
  letter: string | null,
  severity: string,
  suggestion: string | null = null,
): ImportProblem => ({
  row: 1,
  column: null,
  letter,
  code: 'x',
  detail: severity,
  severity,
  suggestion,
});

describe('filters', () => {
  it('show what there is, and the absence of doubts and refusals', () => {
    const counts = {
      rows: 3,
      create: 3,
      update: 0,
      unchanged: 0,
      doubt: 0,
      refused: 0,
      ignored: 2,
      warning: 0,
      repaired: 0,
      kept: 0,
    };
    expect(shownFilters(counts, undefined)).toEqual(['doubt', 'refused', 'create', 'ignored']);
    expect(shownFilters(counts, 'update')).toContain('update');
    expect(shownFilters({ ...counts, kept: 1 }, undefined)[0]).toBe('kept');
    // Titles and totals are listed too: all that is listed is counted.
    expect(rowsShown({ counts, reasons: [] }, undefined, undefined)).toBe(5);
  });
  it('count the rows of the reason that is chosen', () => {
    const reasons = [
      { code: 'charter.unclear', outcome: 'warning', label: 'Charte', rows: 45 },
      { code: 'cell.error', outcome: 'refused', label: 'Erreur', rows: 2 },
    ];
    const data = { counts: { warning: 136, refused: 7 } as Import['counts'], reasons };
    expect(reasonsOf(data, 'warning').map(({ code }) => code)).toEqual(['charter.unclear']);
    expect(reasonsOf(data, undefined)).toEqual([]);
    expect(rowsShown(data, 'warning', 'charter.unclear')).toBe(45);
    expect(rowsShown(data, 'warning', 'cell.error')).toBe(136);
  });
});

describe('a row in brief', () => {
  it('says why it is refused first, and counts what it does not say', () => {
    const brief = briefOf(
      row(3, {
        outcome: 'refused',
        problems: [problem('B', 'notice', 'Y'), problem('A', 'warning'), problem('C', 'refused')],
      }),
    );
    expect(brief).toMatchObject({ told: ['refused', 'warning'], others: 0, suggestions: 1 });
    const repair = { code: 'r', letter: 'A', column: '', before: '', after: '', detail: 'Zéro rétabli.' };
    const repaired = row(4, { problems: [problem('A', 'warning')], repairs: [repair, repair] });
    expect(briefOf(repaired)).toMatchObject({ told: ['warning', 'Zéro rétabli'], others: 0 });
    // What one has filtered by stands first.
    expect(briefOf(repaired, 'r').told[0]).toBe('Zéro rétabli');
  });
  it('does not count the fields of a new member as differences', () => {
    const differences = [{ field: 'name', before: null, after: 'X' }];
    expect(briefOf(row(3, { differences })).differences).toBe(0);
    expect(briefOf(row(3, { differences, outcome: 'update' })).differences).toBe(1);
  });
});

describe('problems of a row', () => {
  it('stand by cell, the worst first', () => {
    const columns = [{ letter: 'A' }, { letter: 'C' }] as ImportColumn[];
    const groups = problemsByCell(
      row(3, {
        problems: [
          problem('A', 'notice'),
          problem('C', 'warning'),
          problem(null, 'refused'),
          problem('A', 'warning'),
        ],
      }),
      columns,
    );
    expect(groups.map((group) => [group.column?.letter ?? null, group.problems.length])).toEqual([
      [null, 1],
      ['C', 1],
      ['A', 2],
    ]);
  });
});

describe('walking the rows', () => {
  const rows = [row(5), row(7), row(9)];
  it('starts at the first and stops at both ends', () => {
    expect(neighbour(rows, undefined, 1)?.number).toBe(5);
    expect(neighbour(rows, 7, -1)?.number).toBe(5);
    expect(neighbour(rows, 9, 1)?.number).toBe(9);
  });
  it('goes to the next doubt, then to those above', () => {
    const doubts = [
      row(97, { outcome: 'doubt' }),
      row(117, { outcome: 'doubt', decision: { do: 'skip' } }),
      row(123, { outcome: 'doubt' }),
    ];
    expect(nextDoubt(doubts, 97)?.number).toBe(123);
    expect(nextDoubt(doubts, 123)?.number).toBe(97);
  });
});

describe('long work', () => {
  it('is told as so many of so many', () => {
    expect(progressOf(null)).toEqual({ done: null, total: 1 });
    expect(progressOf({ done: 3, total: 309 })).toEqual({ done: 3, total: 309 });
  });
  it('is asked about less and less often', () => {
    expect(pollAfter(0)).toBe(500);
    expect(pollAfter(6000)).toBe(2000);
    expect(pollAfter(600_000)).toBe(5000);
  });
});

describe('people in a file', () => {
  it('come with a column that becomes something of theirs', () => {
    const fields = [
      { name: 'name', label: 'Organisation', group: 'member' },
      { name: 'person_name', label: 'Nom de la personne', group: 'contact' },
    ];
    const column = (field: string | null) => ({ field }) as ImportColumn;
    expect(bringsPeople({ fields, columns: [column('name'), column(null)] })).toBe(false);
    expect(bringsPeople({ fields, columns: [column('name'), column('person_name')] })).toBe(true);
  });
});
