/**
 * Everything that changes cells: typing, pasting, filling, emptying, undoing, deciding a clash. All of it is the same
 * road: read the rows it needs, say for each cell what it becomes, show it at once, remember it for undo, save it.
 * Large ones work in slices of a few milliseconds, so that the page answers and the person can stop them.
 */
import type { Cause, CellValue, Column, Row, Values } from '../contract';
import type { RowEdit, Step } from '../logic/history';
import { checked, parseCell } from '../logic/parsing';
import { type Rect, sizeOf } from '../logic/selection';
import { same } from '../logic/values';
import { handsWordsIn } from '../words/hands';
import type { Engine } from './engine';
import type { Mark } from './marks';
import { renamed } from './renamed';
import type { Job, Saving } from './saving';

export type NewCell = { text: string } | { value: CellValue } | undefined;

export type CellOf = (offset: number, column: number, row: Row) => NewCell;

export interface Plan {
  rect: Rect;
  cause: Cause;
  /** Asked for once the rows are read. */
  cells: () => CellOf;
  /** Sentences to add to what is told at the end. */
  notes?: string[];
}

export interface Tally {
  changed: number;
  readOnly: number;
  invalid: number;
  /** Why the last of them can't stand. */
  reason: string;
  rows: { id: string; set: Values; edit: RowEdit }[];
  /** The marks that stood where it put others. */
  stood: { id: string; field: string; mark: Mark | undefined }[];
}

/** What a page can hold, show, save and take back; beyond it, a bulk change on the server is the way. */
const MOST_CHANGED = 1_000_000;
/** Rows that get another name at once without a question: more of them is more often a slip than a wish. */
const MOST_RENAMED = 100;
/** One slice of work; the screen gets its turn between two. */
const SLICE_MS = 9;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export class Edits {
  /** The saving of each step, to be stopped if it is taken back before its end. */
  readonly jobs = new WeakMap<Step, Job>();

  constructor(
    private readonly engine: Engine,
    private readonly saving: Saving,
  ) {}

  get words() {
    return handsWordsIn(this.engine.speech.language);
  }

  async run(plan: Plan): Promise<void> {
    const { engine } = this;
    const { cells } = sizeOf(plan.rect);
    if (cells > MOST_CHANGED) {
      engine.say(this.words.work.tooMuch(cells), 'warn');
      return;
    }
    const done = engine.rows.keep();
    try {
      await this.runKept(plan);
    } finally {
      done();
    }
  }

  private async runKept({ rect, cause, cells, notes = [] }: Plan): Promise<void> {
    const { engine, words } = this;
    if (engine.work || engine.asking.question) {
      engine.say(words.work.busy, 'warn');
      return;
    }
    const total = sizeOf(rect).rows;
    const stop = new AbortController();
    if (!engine.rows.isRead(rect.top, rect.bottom)) {
      const tell = (done: number) => engine.setWork({ phase: 'reading', done, total, stop });
      tell(0);
      const read = await engine.rows.load(rect.top, rect.bottom, stop.signal, tell);
      engine.setWork(null);
      if (!read) {
        engine.say(stop.signal.aborted ? words.work.stopped(0) : words.done.unread, 'warn');
        return;
      }
    }
    const columns = engine.arrangement.shown.slice(rect.left, rect.right + 1).map(({ column }) => column);
    const cellOf = cells();
    const names = cause === 'paste' ? renamed(engine, rect, cellOf) : 0;
    if (names > MOST_RENAMED && !(await engine.asking.rename(names))) {
      engine.say(words.done.notPasted, 'warn');
      return;
    }
    const ids: string[] = [];
    for (let offset = rect.top; offset <= rect.bottom; offset++) ids.push(engine.rows.idAt(offset) ?? '');
    await this.apply(cause, ids, stop, notes, (id, tally, edit) => {
      const row = engine.rows.get(id);
      if (!row) return;
      const offset = engine.rows.offsetOf(id) ?? rect.top;
      for (const [at, column] of columns.entries()) {
        const cell = cellOf(offset, rect.left + at, row);
        if (cell) this.become(row, column, cell, tally, edit);
      }
    });
  }

  /** One cell, by its row's id: the row may have moved while it was edited. `base` is what the cell held then. */
  commit(id: string, column: Column, cell: Exclude<NewCell, undefined>, base?: CellValue): void {
    const { engine } = this;
    const row = engine.rows.get(id);
    if (!row) {
      engine.say(this.words.issues.gone, 'err');
      return;
    }
    const now = engine.value(row, column.key);
    if (base !== undefined && !same(now, base) && !engine.marks.get(id, column.key)) {
      // Read again with someone else's value while the editor stood open.
      const parsed =
        'text' in cell
          ? parseCell(column, cell.text, engine.speech)
          : ({ ok: true, value: cell.value } as const);
      if (parsed.ok && !same(parsed.value, now)) {
        engine.marks.set(id, column.key, {
          kind: 'clash',
          value: parsed.value,
          theirs: now,
          by: null,
          at: null,
        });
        engine.touch([id]);
        return;
      }
    }
    void this.apply(
      'edit',
      [id],
      new AbortController(),
      [],
      (_, tally, edit) => {
        this.become(row, column, cell, tally, edit);
      },
      column.title,
    );
  }

  toggle(row: Row, column: Column): void {
    this.commit(row.id, column, { value: this.engine.value(row, column.key) !== true });
  }

  clear(rect: Rect): void {
    void this.run({ rect, cause: 'clear', cells: () => () => ({ text: '' }) });
  }

  /** What a cell becomes: refused, left, or a value. */
  private become(
    row: Row,
    column: Column,
    cell: Exclude<NewCell, undefined>,
    tally: Tally,
    edit: RowEdit,
  ): void {
    const { engine } = this;
    if (engine.lockOf(row, column) !== null) {
      tally.readOnly++;
      return;
    }
    const { speech } = engine;
    const parsed =
      'text' in cell ? parseCell(column, cell.text, speech) : checked(column, cell.value, speech);
    if (parsed.ok) {
      this.assign(row, column.key, parsed.value, tally, edit);
      return;
    }
    tally.invalid++;
    tally.reason = parsed.reason;
    const mark = engine.marks.get(row.id, column.key);
    const value = mark?.kind === 'pending' ? mark.value : (row.values[column.key] ?? null);
    edit.before[column.key] = value;
    const text = 'text' in cell ? cell.text : '';
    this.mark(row.id, column.key, { kind: 'refused', value, text, reason: parsed.reason }, tally);
  }

  assign(row: Row, field: string, value: CellValue, tally: Tally, edit: RowEdit): void {
    const mark = this.engine.marks.get(row.id, field);
    const saved = row.values[field] ?? null;
    const before = mark?.kind === 'pending' ? mark.value : saved;
    if (same(before, value)) {
      if (mark && mark.kind !== 'pending') {
        this.mark(row.id, field, null, tally);
        tally.changed++;
      }
      return;
    }
    edit.before[field] = before;
    edit.after[field] = value;
    tally.changed++;
    this.mark(row.id, field, { kind: 'pending', value }, tally);
  }

  private mark(id: string, field: string, mark: Mark | null, tally: Tally): void {
    const { marks } = this.engine;
    tally.stood.push({ id, field, mark: marks.get(id, field) });
    if (mark) marks.set(id, field, mark);
    else marks.drop(id, field);
  }

  private unmark({ stood }: Tally): void {
    const { marks } = this.engine;
    for (const { id, field, mark } of stood.reverse()) {
      // What was on its way then may have arrived.
      const stands = mark && (mark.kind !== 'pending' || this.saving.touches(id));
      if (stands) marks.set(id, field, mark);
      else marks.drop(id, field);
    }
    this.engine.touch(stood.map(({ id }) => id));
  }

  async apply(
    cause: Cause,
    ids: readonly string[],
    stop: AbortController,
    notes: string[],
    each: (id: string, tally: Tally, edit: RowEdit) => void,
    title?: string,
    record = cause !== 'undo' && cause !== 'redo',
  ): Promise<void> {
    const { engine } = this;
    const tally: Tally = { changed: 0, readOnly: 0, invalid: 0, reason: '', rows: [], stood: [] };
    const step: Step = { kind: 'cells', rows: [] };
    let begun = performance.now();
    let touched: string[] = [];
    let shown = false;
    for (const [at, id] of ids.entries()) {
      const edit: RowEdit = { id, before: {}, after: {} };
      each(id, tally, edit);
      if (Object.keys(edit.before).length > 0) step.rows.push(edit);
      if (Object.keys(edit.after).length > 0) tally.rows.push({ id, set: edit.after, edit });
      touched.push(id);
      if (performance.now() - begun < SLICE_MS) continue;
      engine.touch(touched);
      touched = [];
      engine.setWork({ phase: 'preparing', done: at + 1, total: ids.length, stop });
      shown = true;
      await turn();
      if (stop.signal.aborted) break;
      begun = performance.now();
    }
    if (shown) engine.setWork(null);
    engine.touch(touched);
    if (stop.signal.aborted) {
      this.unmark(tally);
      engine.say(this.words.work.stopped(0), 'warn');
      return;
    }
    tally.stood = [];
    if (record && step.rows.length > 0) engine.history.push(step);
    engine.signals.tell('history');
    const warns = tally.invalid > 0 || tally.readOnly > 0 || notes.length > 0;
    if (tally.rows.length === 0) {
      engine.say(this.told(cause, tally, notes, title), warns ? 'warn' : 'plain');
      return;
    }
    const job = this.saving.add(cause, tally.rows, (ended) => {
      const { work, issues } = this.words;
      const left = { ...tally, changed: tally.changed - ended.troubled };
      const told = this.told(cause, left, notes, title);
      if (ended.stopped) engine.say(work.stopped(ended.done), 'warn');
      else if (ended.troubled === 0) engine.say(told, warns ? 'warn' : 'plain');
      else
        engine.say(
          [left.changed > 0 ? told : '', issues.appeared(ended.troubled)].filter(Boolean).join('\u00a0· '),
          'warn',
        );
    });
    this.jobs.set(step, job);
  }

  private told(
    cause: Cause,
    { changed, readOnly, invalid, reason }: Tally,
    notes: readonly string[],
    title?: string,
  ): string {
    const { done } = this.words;
    const parts: string[] = [];
    if (title !== undefined && changed > 0) parts.push(done.edit(title));
    else if (changed > 0 && cause !== 'edit') parts.push(done[cause](changed));
    else if (cause !== 'edit' && invalid === 0) parts.push(done.nothing);
    if (readOnly > 0) parts.push(done.readOnly(readOnly));
    if (invalid > 0) parts.push(title === undefined ? done.invalid(invalid) : done.because(title, reason));
    return [...parts, ...notes].join('\u00a0· ');
  }
}
