/**
 * The sheet without its screen: what is selected, edited, shown and in which order. Changing cells is in `edits.ts`,
 * the standing of columns in `columns.ts`.
 */
import type { CellValue, Column, Layout, Row, SelectionTold, SheetProps, SortKey } from '../contract';
import { History } from '../logic/history';
import { type Arrangement, arranged, layoutOf, sameLayout } from '../logic/layout';
import {
  at,
  type Bounds,
  clampSelection,
  HEADER,
  type Position,
  type Rect,
  rectOf,
  type Selection,
} from '../logic/selection';
import { isBlank, type Speech } from '../logic/values';
import { Asking } from './asking';
import { Marks, type RowMarks } from './marks';
import { Rows } from './rows';
import type { Sending } from './saving';
import { Signals } from './signals';

export interface RowView {
  row: Row;
  marks: RowMarks | undefined;
}

export interface Editing {
  id: string;
  column: Column;
  position: Position;
  /** `type`: the key that began it is on its way into the empty field. */
  mode: 'type' | 'edit' | 'list';
  /** What the cell held when it began. */
  base: CellValue;
}

/** A long operation before its saving begins. */
export interface Work {
  phase: 'reading' | 'preparing';
  done: number;
  total: number;
  stop: AbortController;
}

export interface Notice {
  text: string;
  tone: 'plain' | 'warn' | 'err';
}

export type Config = Pick<
  SheetProps,
  | 'columns'
  | 'source'
  | 'save'
  | 'blame'
  | 'chunk'
  | 'layout'
  | 'onLayout'
  | 'sort'
  | 'onSort'
  | 'onSelection'
  | 'newRows'
>;

/** How long one waits for answers before asking whether to leave without them. */
const PATIENCE_MS = 2000;

const NO_SORT: readonly SortKey[] = [];

export class Engine {
  readonly signals = new Signals();
  readonly marks = new Marks();
  readonly history = new History();
  readonly rows: Rows;
  selection: Selection = at(0, 0);
  follow: 'active' | 'far' = 'far';
  editing: Editing | null = null;
  /** Someone tried to edit the active cell, which is locked: its reason is shown. */
  tried = false;
  work: Work | null = null;
  readonly asking = new Asking(this.signals);
  /** Key of the column to go to once it is there. */
  private revealed: string | null = null;
  notice: Notice | null = null;
  layout: Layout;
  arrangement: Arrangement;
  /** Width of the row numbers, and how much of the screen frozen columns may take. */
  private lead = 56;
  private room = Number.POSITIVE_INFINITY;
  private views = new Map<string, RowView>();

  constructor(
    public config: Config,
    public speech: Speech,
    public saving: Sending,
  ) {
    this.layout = config.layout ?? layoutOf(config.columns);
    this.arrangement = this.arrange();
    this.rows = new Rows(config.source, {
      changed: (ids) => this.rowsChanged(ids),
      held: (id) => this.isHeld(id),
      based: (id) => this.marks.isPending(id) || this.saving.touches(id),
    });
  }

  get words() {
    return this.speech.words;
  }

  /** What would be lost with the page: changes that wait, and what was typed where it can't stand. */
  get atRisk(): number {
    return this.saving.waiting + this.marks.refusals + this.marks.clashes;
  }

  /** Rows whose changes don't get saved, once those on their way have had their time; `all`: whatever is at risk. */
  unsaved(all = false): Promise<number> {
    const isOver = () => this.saving.waiting === 0 || this.saving.failure !== null;
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(late);
        off();
        resolve(all ? this.atRisk : this.saving.waiting);
      };
      const off = this.signals.on('work')(() => isOver() && end());
      const late = setTimeout(end, isOver() ? 0 : PATIENCE_MS);
    });
  }

  get bounds(): Bounds {
    return { rows: this.rows.total ?? 0, columns: this.arrangement.shown.length };
  }

  get sort(): readonly SortKey[] {
    return this.config.sort ?? NO_SORT;
  }

  /** What hung on the screen that is gone. */
  stand(): void {
    this.work?.stop.abort();
    this.asking.question?.answer(false);
    this.editing = null;
    this.tried = false;
    this.notice = null;
  }

  /** Goes to a column of the active row, as soon as the layout shows it. */
  reveal(key: string): void {
    const column = this.indexOf(key);
    this.revealed = column < 0 ? key : null;
    if (column >= 0) this.select(at(this.selection.active.row, column));
  }

  /** Something was done beside the sheet that its undo takes back. */
  did(undo: () => Promise<void>): void {
    this.history.push({ kind: 'beside', undo });
    this.signals.tell('history');
  }

  configure(config: Config, speech: Speech): void {
    const before = this.config;
    const spoke = this.speech;
    this.config = config;
    this.speech = speech;
    const other = config.layout && config.layout !== before.layout && !sameLayout(config.layout, this.layout);
    if (other && config.layout) this.layout = config.layout;
    if (other || config.columns !== before.columns) this.rearrange();
    if (this.revealed !== null && this.indexOf(this.revealed) >= 0) this.reveal(this.revealed);
    if (config.sort !== before.sort) this.signals.tell('shape');
    if (config.source !== before.source) {
      this.editing = null;
      this.rows.begin(config.source);
      const { row, column } = this.selection.active;
      this.select(at(row === HEADER ? HEADER : 0, column));
    }
    if (speech.language !== spoke.language) this.rowsChanged(null);
  }

  /** The screen's measures: width of the row numbers, width that frozen columns may take. */
  measure(lead: number, room: number): void {
    if (lead === this.lead && room === this.room) return;
    this.lead = lead;
    this.room = room;
    this.rearrange();
  }

  setLayout(layout: Layout): void {
    this.layout = layout;
    this.rearrange();
    this.config.onLayout?.(layout);
  }

  private arrange(): Arrangement {
    return arranged(this.config.columns, this.layout, this.lead, this.room);
  }

  /** The selection stays on its columns wherever they went. */
  private rearrange(): void {
    const keys = this.arrangement.shown.map(({ column }) => column.key);
    this.arrangement = this.arrange();
    const where = ({ row, column }: Position): Position => {
      const now = this.arrangement.shown.findIndex((place) => place.column.key === keys[column]);
      return { row, column: now < 0 ? column : now };
    };
    const { active, far } = this.selection;
    const simple = active.column === far.column;
    this.selection = clampSelection(
      simple || this.arrangement.shown.length === keys.length
        ? { active: where(active), far: where(far) }
        : this.selection,
      this.bounds,
    );
    this.signals.tell('shape', 'selection');
  }

  column(index: number): Column | undefined {
    return this.arrangement.shown[index]?.column;
  }

  keysOf({ left, right }: Rect): string[] {
    return this.arrangement.shown.slice(left, right + 1).map(({ column }) => column.key);
  }

  indexOf(key: string): number {
    return this.arrangement.shown.findIndex(({ column }) => column.key === key);
  }

  view(offset: number): RowView | undefined {
    const row = this.rows.at(offset);
    if (!row) return undefined;
    const made = this.views.get(row.id);
    if (made) return made;
    if (this.views.size > 4000) this.views.clear();
    const view = { row, marks: this.marks.of(row.id) };
    this.views.set(row.id, view);
    return view;
  }

  /** What a cell shows: the value on its way, or the saved one. */
  value(row: Row, key: string): CellValue {
    return (
      this.marks.get(row.id, key)?.value ?? (this.marks.get(row.id, key) ? null : (row.values[key] ?? null))
    );
  }

  valueAt(offset: number, key: string): CellValue | undefined {
    const row = this.rows.at(offset);
    return row ? this.value(row, key) : undefined;
  }

  /** Why a cell can't be edited; `null` if it can. */
  lockOf(row: Row, column: Column): string | null {
    if (column.editable === false) return column.reason ?? this.words.readOnly;
    return row.locked?.[column.key] ?? null;
  }

  filled = ({ row, column }: Position): boolean | undefined => {
    const key = this.column(column)?.key;
    const value = key === undefined ? undefined : this.valueAt(row, key);
    return value === undefined ? undefined : !isBlank(value);
  };

  /** `follow` is the corner that the screen scrolls to. */
  select(selection: Selection, follow: 'active' | 'far' = 'far'): void {
    const next = clampSelection(selection, this.bounds);
    this.selection = next;
    this.follow = follow;
    if (this.tried) {
      this.tried = false;
      this.signals.tell('editing');
    }
    this.signals.tell('selection');
    const rect = rectOf(next);
    if (rect.top === HEADER) return;
    const told: SelectionTold = { from: rect.top, to: rect.bottom, columns: this.keysOf(rect) };
    this.config.onSelection?.(told);
  }

  beginEdit(mode: Editing['mode'], position = this.selection.active): boolean {
    const column = this.column(position.column);
    const row = this.rows.at(position.row);
    if (!column || !row) return false;
    const lock = this.lockOf(row, column);
    if (lock !== null) {
      this.explain(lock);
      return false;
    }
    this.select({ active: position, far: position });
    this.editing = { id: row.id, column, position, mode, base: this.value(row, column.key) };
    this.signals.tell('editing');
    return true;
  }

  /** Why the active cell can't be edited. */
  explain(reason: string): void {
    this.tried = true;
    this.say(reason, 'warn');
    this.signals.tell('editing');
  }

  endEdit(): void {
    if (!this.editing) return;
    this.editing = null;
    this.signals.tell('editing');
  }

  say(text: string, tone: Notice['tone'] = 'plain'): void {
    this.notice = text === '' ? null : { text, tone };
    this.signals.tell('work');
  }

  setWork(work: Work | null): void {
    this.work = work;
    this.signals.tell('work');
  }

  /** These rows look different now. */
  touch(ids: readonly string[]): void {
    this.rowsChanged(ids);
    this.signals.tell('issues');
  }

  private isHeld(id: string): boolean {
    return this.marks.has(id) || this.saving.touches(id) || this.history.ids().has(id);
  }

  private rowsChanged(ids: readonly string[] | null): void {
    if (ids === null) this.views.clear();
    else for (const id of ids) this.views.delete(id);
    // Without rows the headers are where the focus can be.
    if (this.rows.total === 0) this.selection = at(HEADER, this.selection.active.column);
    this.signals.tell('rows');
    if (ids === null) this.signals.tell('shape', 'selection');
  }
}
