import { describe, expect, it } from 'vitest';
import type { Row } from '../contract';
import { split } from './clash';
import { continued } from './fill';
import { History } from './history';
import { summarise } from './summary';

describe('a fill', () => {
  it('repeats what begins no series', () => {
    expect(continued(['a', 'b'], 'text', 3)).toEqual(['a', 'b', 'a']);
    expect(continued([5], 'number', 2)).toEqual([5, 5]);
    expect(continued([1, null], 'number', 2)).toEqual([1, null]);
  });
  it('goes on with even numbers, both ways', () => {
    expect(continued([1, 3], 'number', 2)).toEqual([5, 7]);
    expect(continued([0.1, 0.2], 'number', 2)).toEqual([0.3, 0.4]);
    expect(continued([10, 20], 'number', 2, true)).toEqual([0, -10]);
    expect(continued([1, 2, 4], 'number', 1)).toEqual([1]);
  });
  it('goes on with days and months', () => {
    expect(continued(['2026-02-27', '2026-02-28'], 'date', 1)).toEqual(['2026-03-01']);
    expect(continued(['2026-10-31', '2026-12-31'], 'date', 1)).toEqual(['2027-02-28']);
  });
});

describe('two people at one row', () => {
  const known: Row = { id: '1', revision: 1, values: { name: 'a', town: 'Barr', kind: 'x' } };
  it('are told apart by field', () => {
    const theirs = { revision: 2, values: { name: 'b', town: 'Barr', kind: 'y' } };
    expect(split(known, { name: 'c', town: 'Sélestat', kind: 'y' }, theirs)).toEqual({
      again: { town: 'Sélestat' },
      clashing: ['name'],
      agreed: ['kind'],
    });
  });
});

describe('history', () => {
  const cells = (id: string) => ({
    kind: 'cells' as const,
    rows: [{ id, before: { a: 1 }, after: { a: 2 } }],
  });
  it('goes back and forth, and forgets the future after a new step', () => {
    const history = new History();
    const [one, two, three] = [cells('1'), cells('2'), cells('3')];
    history.push(one);
    history.push(two);
    expect([history.undo(), history.redo(), history.undo()]).toEqual([two, two, two]);
    history.push(three);
    expect(history.canRedo).toBe(false);
    expect([history.undo(), history.undo(), history.undo()]).toEqual([three, one, null]);
  });
  it('takes the widths of one drag as one step', () => {
    const history = new History();
    const layout = (width: number) => ({
      order: base.order,
      hidden: base.hidden,
      frozen: base.frozen,
      widths: { a: width },
    });
    const base = { order: ['a'], hidden: [], frozen: [], widths: {} };
    const steps = [base, layout(100), layout(110), layout(120)];
    for (const [at, after] of steps.slice(1).entries()) {
      const before = steps[at];
      if (before) history.push({ kind: 'layout', before, after });
    }
    const step = history.undo();
    expect(step?.kind === 'layout' && step.before).toBe(base);
    expect(history.canUndo).toBe(false);
  });
});

describe('the summary', () => {
  it('counts what is filled and adds up numbers', () => {
    const rows = [
      { n: 0.1, t: 'a' },
      { n: 0.2, t: null },
    ];
    const columns = [
      { key: 'n', title: 'N', kind: 'number' as const },
      { key: 't', title: 'T', kind: 'text' as const },
    ];
    const valueAt = (row: number, key: string) => rows[row]?.[key as 'n' | 't'];
    expect(summarise(columns, 0, 1, valueAt)).toEqual({ filled: 3, numbers: 2, sum: 0.3, partial: false });
    expect(summarise(columns, 0, 2, valueAt).partial).toBe(true);
  });
});
