/** Selection, movement, windows, layout: the geometry of the sheet. */
import { describe, expect, it } from 'vitest';
import type { Column } from '../contract';
import { arranged, layoutOf, ordered, withFrozen, withHidden, withMoved, withStep } from './layout';
import { advance, type Ground, moved } from './movement';
import { placed } from './placing';
import { at, extend, HEADER, readSlice, rectOf, sliceOf } from './selection';
import { cellUnder, scrolledTo, visibleColumns, visibleRows } from './windowing';

const bounds = { rows: 100, columns: 5 };

describe('selection', () => {
  it('extends around the active cell, within the sheet', () => {
    const far = extend(at(4, 2), { row: 400, column: -3 }, bounds);
    expect(rectOf(far)).toEqual({ top: 4, bottom: 99, left: 0, right: 2 });
    expect(far.active).toEqual({ row: 4, column: 2 });
  });
  it('tells each row its own part', () => {
    const block = extend(at(2, 1), { row: 4, column: 3 }, bounds);
    expect(sliceOf(block, 1)).toBe('');
    expect(readSlice(sliceOf(block, 2))).toEqual({
      left: 1,
      right: 3,
      active: 1,
      top: true,
      bottom: false,
      single: false,
    });
    expect(sliceOf(block, 3)).toBe(sliceOf(extend(at(2, 1), { row: 9, column: 3 }, bounds), 3));
  });
});

describe('movement', () => {
  const column = [1, 1, 0, 0, 1, 1, 1, 0];
  const ground: Ground = {
    bounds: { rows: 8, columns: 2 },
    page: 3,
    header: true,
    filled: ({ row }) => Boolean(column[row]),
  };
  const ctrl = (row: number, key: string, filled = ground.filled) =>
    moved({ row, column: 0 }, { key, ctrl: true }, { ...ground, filled })?.row;
  it('stops at edges and enters the headers', () => {
    expect(moved({ row: 0, column: 0 }, { key: 'ArrowUp', ctrl: false }, ground)?.row).toBe(HEADER);
    expect(moved({ row: HEADER, column: 0 }, { key: 'ArrowDown', ctrl: false }, ground)?.row).toBe(0);
    expect(moved({ row: 7, column: 1 }, { key: 'ArrowDown', ctrl: false }, ground)).toEqual({
      row: 7,
      column: 1,
    });
    expect(moved({ row: 5, column: 1 }, { key: 'PageDown', ctrl: false }, ground)?.row).toBe(7);
    expect(moved({ row: 5, column: 1 }, { key: 'Home', ctrl: true }, ground)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 5, column: 1 }, { key: 'a', ctrl: false }, ground)).toBeNull();
  });
  it('jumps with Ctrl to the end of a run, over a gap, to the edge', () => {
    expect(ctrl(0, 'ArrowDown')).toBe(1);
    expect(ctrl(1, 'ArrowDown')).toBe(4);
    expect(ctrl(4, 'ArrowDown')).toBe(6);
    expect(ctrl(6, 'ArrowDown')).toBe(7);
    expect(ctrl(4, 'ArrowUp')).toBe(1);
    expect(ctrl(0, 'ArrowDown', ({ row }) => (row > 3 ? undefined : true))).toBe(7);
  });
  it('goes on at the next row with Tab, and ends at the last cell', () => {
    expect(advance({ row: 1, column: 4 }, 'Tab', false, bounds)).toEqual({ row: 2, column: 0 });
    expect(advance({ row: 1, column: 0 }, 'Tab', true, bounds)).toEqual({ row: 0, column: 4 });
    expect(advance({ row: 99, column: 4 }, 'Tab', false, bounds)).toBeNull();
    expect(advance({ row: 99, column: 4 }, 'Enter', false, bounds)).toEqual({ row: 99, column: 4 });
  });
});

describe('a pasted block', () => {
  const one = { top: 98, bottom: 98, left: 3, right: 3 };
  it('keeps its size and tells what lies beyond', () => {
    const block = [['a', 'b', 'c'], ['d'], ['e', 'f', 'g']];
    const { rect, textAt, beyondRows, beyondColumns } = placed(block, one, bounds);
    expect(rect).toEqual({ top: 98, bottom: 99, left: 3, right: 4 });
    expect([beyondRows, beyondColumns]).toEqual([1, 1]);
    expect([textAt(98, 4), textAt(99, 3), textAt(99, 4)]).toEqual(['b', 'd', undefined]);
  });
  it('fills a selection that it divides', () => {
    const selected = { top: 0, bottom: 3, left: 0, right: 1 };
    expect(placed([['x']], selected, bounds).rect).toEqual(selected);
    const tiled = placed([['a'], ['b']], selected, bounds);
    expect([tiled.textAt(2, 1), tiled.textAt(3, 0)]).toEqual(['a', 'b']);
    expect(placed([['a'], ['b'], ['c']], selected, bounds).rect.bottom).toBe(2);
  });
});

const columns: Column[] = ['a', 'b', 'c', 'd'].map((key) => ({ key, title: key, kind: 'text', width: 100 }));
const keys = (layout: ReturnType<typeof layoutOf>) =>
  ordered(columns, layout)
    .map(({ key }) => key)
    .join('');

describe('columns', () => {
  const start = layoutOf(columns);
  it('move one before the other', () => {
    expect(keys(withMoved(columns, start, 'd', 'b'))).toBe('adbc');
    expect(keys(withMoved(columns, start, 'a', null))).toBe('bcda');
    expect(keys(withStep(columns, start, 'b', 1))).toBe('acbd');
    expect(keys(withStep(columns, withHidden(start, 'c', true), 'b', 1))).toBe('acdb');
    expect(withStep(columns, start, 'a', -1)).toBe(start);
  });
  it('freeze from the left and become frozen when dropped among the frozen', () => {
    const frozen = withFrozen(columns, start, 'b');
    expect(frozen.frozen).toEqual(['a', 'b']);
    expect(withMoved(columns, frozen, 'd', 'b').frozen).toContain('d');
    expect(withMoved(columns, frozen, 'a', 'd').frozen).toEqual(['b']);
    const { shown, frozenWidth } = arranged(columns, frozen, 50, 1000);
    expect(shown.map(({ left, frozen }) => [left, frozen])).toEqual([
      [50, true],
      [150, true],
      [250, false],
      [350, false],
    ]);
    expect(frozenWidth).toBe(250);
  });
  it('are not frozen beyond the room there is', () => {
    expect(arranged(columns, withFrozen(columns, start, 'c'), 50, 260).frozen).toBe(2);
  });
  it('that the layout does not know come last, and lost ones are left out', () => {
    expect(keys({ ...start, order: ['z', 'c'] })).toBe('cabd');
  });
});

describe('windows', () => {
  const arrangement = arranged(columns, withFrozen(columns, layoutOf(columns), 'a'), 50, 1000);
  const pane = { scrollTop: 4000, scrollLeft: 100, width: 300, height: 440 };
  it('show what is on the screen', () => {
    expect(visibleRows(pane, 40, 40, 100_000, 0)).toEqual({ from: 100, to: 109 });
    expect(visibleRows(pane, 40, 40, 103, 5)).toEqual({ from: 95, to: 102 });
    expect(visibleColumns(pane, arrangement, 0)).toEqual({ from: 2, to: 3 });
  });
  it('scroll as little as brings a cell out', () => {
    expect(scrolledTo({ row: 100, column: 3 }, pane, arrangement, 40, 40)).toEqual({ top: 4000, left: 150 });
    expect(scrolledTo({ row: 110, column: 1 }, pane, arrangement, 40, 40)).toEqual({ top: 4040, left: 0 });
    expect(scrolledTo({ row: 0, column: 0 }, pane, arrangement, 40, 40)).toEqual({ top: 0, left: 100 });
  });
  it('know the cell under the pointer', () => {
    expect(cellUnder(60, 50, pane, arrangement, 40, 40, 1000)).toEqual({ row: 100, column: 0 });
    expect(cellUnder(160, 90, pane, arrangement, 40, 40, 1000)).toEqual({ row: 101, column: 2 });
  });
});
