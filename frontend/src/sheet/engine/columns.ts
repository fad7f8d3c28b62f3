/** What a person does to columns: each is a step that can be undone, and is told. */
import type { Layout, SortKey } from '../contract';
import {
  layoutOf,
  sameLayout,
  widthOf,
  withFrozen,
  withHidden,
  withMoved,
  withStep,
  withWidth,
} from '../logic/layout';
import type { Engine } from './engine';

export class Columns {
  constructor(private readonly engine: Engine) {}

  private change(layout: Layout, told: string): void {
    const { engine } = this;
    const before = engine.layout;
    if (sameLayout(before, layout)) return;
    engine.history.push({ kind: 'layout', before, after: layout });
    engine.signals.tell('history');
    engine.setLayout(layout);
    if (told) engine.say(told);
  }

  private title(key: string): string {
    return this.engine.config.columns.find((column) => column.key === key)?.title ?? key;
  }

  resize(key: string, px: number): void {
    const next = withWidth(this.engine.layout, key, px);
    this.change(next, this.engine.words.column.width(this.title(key), next.widths[key] ?? 0));
  }

  /** By `px` more or less. */
  widen(key: string, px: number): void {
    const column = this.engine.config.columns.find((one) => one.key === key);
    if (column) this.resize(key, widthOf(column, this.engine.layout) + px);
  }

  hide(key: string, hidden: boolean): void {
    const { engine } = this;
    const { column } = engine.words;
    const alone = engine.arrangement.shown.length === 1 && engine.indexOf(key) === 0;
    if (hidden && alone) {
      engine.say(column.last, 'warn');
      return;
    }
    const told = hidden ? column.hiddenNow(this.title(key)) : column.shownNow(this.title(key));
    this.change(withHidden(engine.layout, key, hidden), told);
  }

  showAll(): void {
    this.change({ ...this.engine.layout, hidden: [] }, '');
  }

  reset(): void {
    this.change(layoutOf(this.engine.config.columns), '');
  }

  step(key: string, by: -1 | 1): void {
    const { engine } = this;
    this.change(withStep(engine.config.columns, engine.layout, key, by), '');
    engine.say(engine.words.column.moved(this.title(key), engine.indexOf(key) + 1));
  }

  move(key: string, before: string | null): void {
    const { engine } = this;
    this.change(withMoved(engine.config.columns, engine.layout, key, before), '');
    engine.say(engine.words.column.moved(this.title(key), engine.indexOf(key) + 1));
  }

  freeze(upTo: string | null): void {
    const { engine } = this;
    const next = withFrozen(engine.config.columns, engine.layout, upTo);
    this.change(next, engine.words.column.frozenNow(next.frozen.length));
  }

  /** None, ascending, descending, none; the caller sorts. */
  toggleSort(key: string): void {
    const now = this.engine.sort.find((one) => one.key === key)?.direction;
    this.sort(key, now === 'asc' ? 'desc' : now === 'desc' ? null : 'asc');
  }

  sort(key: string, direction: SortKey['direction'] | null): void {
    const { engine } = this;
    const before = engine.sort;
    const after = direction ? [{ key, direction }] : [];
    if (!engine.config.onSort) return;
    engine.history.push({ kind: 'sort', before, after });
    engine.signals.tell('history');
    engine.config.onSort(after);
    engine.say(direction ? engine.words.sorted[direction](this.title(key)) : engine.words.sorted.none);
  }
}
