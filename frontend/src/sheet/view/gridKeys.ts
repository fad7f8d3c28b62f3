/** The keys of the grid while no editor is open. */
import type { KeyboardEvent } from 'react';
import type { Column, Row } from '../contract';
import type { Desk } from '../engine/desk';
import { advance, moved } from '../logic/movement';
import { at, everything, extend, HEADER, isSingle, wholeColumns, wholeRows } from '../logic/selection';
import { begin } from './begin';
import { headerKey } from './headerKeys';

interface Ground {
  page: number;
  onOpen: ((row: Row) => void) | undefined;
}

/** True if the key was one of the grid's. */
export function gridKey(desk: Desk, event: KeyboardEvent, { page, onOpen }: Ground): boolean {
  const { engine } = desk;
  const { key, shiftKey, altKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const altGraph = event.getModifierState('AltGraph');
  const { active, far } = engine.selection;
  const letter = key.toLowerCase();

  if (key === 'Tab') return tab(desk, shiftKey);
  if (key === 'Escape') {
    desk.working = false;
    desk.runFrom = null;
    engine.select({ active, far: active });
    return true;
  }
  if (active.row === HEADER && headerKey(desk, event)) return true;

  const target = altKey ? null : moved(shiftKey ? far : active, { key, ctrl }, ground(desk, page, !shiftKey));
  if (target) {
    desk.working = true;
    desk.runFrom = null;
    engine.select(shiftKey ? extend(engine.selection, target, engine.bounds) : at(target.row, target.column));
    return true;
  }
  if (ctrl && !altGraph && !altKey) {
    if (letter === 'z') desk.change(({ back }) => (shiftKey ? back.redo() : back.undo()));
    else if (letter === 'y') desk.change(({ back }) => back.redo());
    else if (letter === 'a') engine.select(everything(engine.bounds));
    else if (letter === 'd') desk.changeBlock(({ ranges }, rect) => ranges.fillDown(rect));
    else if (letter === 'r') desk.changeBlock(({ ranges }, rect) => ranges.fillRight(rect));
    else if (key === ' ') engine.select(wholeColumns(far.column, active.column, engine.bounds));
    else if (key === 'Enter') {
      const row = engine.rows.at(active.row);
      if (row) onOpen?.(row);
    } else return false;
    return true;
  }
  if (active.row === HEADER) return false;
  if (key === ' ' && shiftKey) {
    engine.select(wholeRows(active.row, far.row, engine.bounds));
    return true;
  }
  return editKey(desk, event, altGraph);
}

function ground({ engine }: Desk, page: number, header: boolean) {
  return { bounds: engine.bounds, page, header, filled: engine.filled };
}

/** Leaves the grid unless one is working in it: no trap (WCAG 2.1.2), and the habits of a spreadsheet. */
function tab(desk: Desk, back: boolean): boolean {
  const { engine } = desk;
  const { active } = engine.selection;
  if (!desk.working || active.row === HEADER) return false;
  const next = advance(active, 'Tab', back, engine.bounds);
  if (!next) return false;
  desk.runFrom ??= active.column;
  engine.select(at(next.row, next.column));
  return true;
}

/** Keys that begin an edit or change the cell at once. */
function editKey(desk: Desk, event: KeyboardEvent, altGraph: boolean): boolean {
  const { engine } = desk;
  const { key, shiftKey, altKey } = event;
  const { active } = engine.selection;
  const column = engine.column(active.column);
  const row = engine.rows.at(active.row);
  if (!column || !row) return false;
  const listed = column.kind === 'choice' || column.kind === 'multi';
  const mark = engine.marks.get(row.id, column.key);
  const lock = engine.lockOf(row, column);
  if ((key === 'Delete' || key === 'Backspace') && lock !== null && isSingle(engine.selection)) {
    engine.explain(lock);
  } else if (key === 'Delete' || key === 'Backspace')
    desk.changeBlock(({ edits }, rect) => edits.clear(rect));
  else if (key === 'Enter' && mark?.kind === 'clash' && !shiftKey) decide(event);
  else if (key === 'Enter' && desk.runFrom !== null) run(desk, shiftKey);
  else if (key === 'Enter' && shiftKey) engine.select(at(Math.max(0, active.row - 1), active.column));
  else if (key === 'Enter' && column.kind === 'yes_no') run(desk, shiftKey);
  else if (key === 'F2' && column.kind === 'yes_no') toggle(desk, column, row);
  else if (key === 'Enter' || key === 'F2') begin(desk, listed ? 'list' : 'edit');
  else if (key === 'ArrowDown' && altKey) begin(desk, 'list');
  else if (key === ' ' && column.kind === 'yes_no') toggle(desk, column, row);
  else if (key === ' ' && listed) begin(desk, 'list');
  else return type(desk, event, column, row, altGraph);
  desk.working = true;
  return true;
}

/**
 * After a run of Tabs, Enter goes back under the cell where it began, as in a spreadsheet. In a yes or no, of which
 * one letter was the whole edit, it goes down: « oui, Enter, non, Enter » fills a column.
 */
function run(desk: Desk, back: boolean): void {
  const { engine } = desk;
  const { active } = engine.selection;
  const next = advance({ ...active, column: desk.runFrom ?? active.column }, 'Enter', back, engine.bounds);
  desk.runFrom = null;
  if (next) engine.select(at(next.row, next.column));
}

function toggle(desk: Desk, column: Column, row: Row): void {
  const lock = desk.engine.lockOf(row, column);
  if (lock !== null) desk.engine.explain(lock);
  else desk.change(({ edits }) => edits.toggle(row, column), row.id);
}

function decide(event: KeyboardEvent): void {
  event.currentTarget.querySelector<HTMLElement>('[data-decide] button')?.focus();
}

/**
 * A written character. The editor opens and takes the focus while the key is still on its way, so that the browser
 * itself writes it there: dead keys (^ then e) and other ways of composing work, and no letter is lost.
 */
function type(desk: Desk, event: KeyboardEvent, column: Column, row: Row, altGraph: boolean): boolean {
  const { key } = event;
  const composing = key === 'Dead' || key === 'Process' || event.nativeEvent.isComposing;
  const written =
    composing || (key.length === 1 && (altGraph || !(event.ctrlKey || event.metaKey || event.altKey)));
  if (!written) return false;
  desk.working = true;
  const lock = desk.engine.lockOf(row, column);
  if (lock !== null) {
    desk.engine.explain(lock);
    return true;
  }
  if (column.kind === 'yes_no') {
    const said = key.toLowerCase();
    const value = 'oy1x'.includes(said) ? true : 'n0'.includes(said) ? false : null;
    if (value !== null && desk.engine.lockOf(row, column) === null)
      desk.change(({ edits }) => edits.commit(row.id, column, { value }), row.id);
    return true;
  }
  // Not prevented: the browser still has to write it.
  return !begin(desk, 'type', event.nativeEvent);
}
