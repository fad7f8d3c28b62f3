/** What works on the selected block: copy, paste, fill. */
import type { CellValue } from '../contract';
import { type Block, formatHtml, formatTsv, readClipboard } from '../logic/clipboard';
import { continued } from '../logic/fill';
import { placed } from '../logic/placing';
import { type Rect, rectOf, sizeOf } from '../logic/selection';
import { plainCell } from '../logic/values';
import type { Edits } from './edits';
import type { Engine } from './engine';

export interface Copied {
  text: string;
  html: string;
  cells: number;
}

export class Ranges {
  constructor(
    private readonly engine: Engine,
    private readonly edits: Edits,
  ) {}

  /** The selected block as text and table, `null` while some of its rows are not read. */
  copied(rect: Rect): Copied | null {
    const { engine } = this;
    if (!engine.rows.isRead(rect.top, rect.bottom)) return null;
    const columns = engine.arrangement.shown.slice(rect.left, rect.right + 1).map(({ column }) => column);
    const block: Block = [];
    for (let offset = rect.top; offset <= rect.bottom; offset++) {
      const row = engine.rows.at(offset);
      block.push(
        columns.map((column) => (row ? plainCell(column, engine.value(row, column.key), engine.speech) : '')),
      );
    }
    const plain = columns.map(({ kind }) => kind !== 'number' && kind !== 'date');
    return {
      text: formatTsv(block),
      html: formatHtml(block, (column) => plain[column] ?? true),
      cells: sizeOf(rect).cells,
    };
  }

  /** Reads what a copy needs, then makes it. */
  async readAndCopy(rect: Rect): Promise<Copied | null> {
    const { engine } = this;
    const there = this.copied(rect);
    if (there) return there;
    const stop = new AbortController();
    const total = sizeOf(rect).rows;
    const tell = (done: number) => engine.setWork({ phase: 'reading', done, total, stop });
    tell(0);
    const done = engine.rows.keep();
    const read = await engine.rows.load(rect.top, rect.bottom, stop.signal, tell);
    const copied = read ? this.copied(rect) : null;
    done();
    engine.setWork(null);
    return copied;
  }

  /** Some of its rows may still have to be read: the clipboard takes a promise. True once it has it. */
  async toClipboard(rect: Rect): Promise<boolean> {
    const { engine } = this;
    const copied = this.readAndCopy(rect);
    const blob = async (kind: 'text' | 'html') => {
      const text = (await copied)?.[kind];
      if (text === undefined) throw new Error('stopped');
      return new Blob([text], { type: kind === 'html' ? 'text/html' : 'text/plain' });
    };
    const item = { 'text/plain': blob('text'), 'text/html': blob('html') };
    const taken = await navigator.clipboard.write([new ClipboardItem(item)]).then(
      () => true,
      () => false,
    );
    const made = await copied;
    const { done, work } = this.edits.words;
    if (made && taken) engine.say(engine.words.copied.done(made.cells));
    else engine.say(made ? done.notCopied : work.stopped(0), 'warn');
    return made !== null && taken;
  }

  paste(plain: string, html: string, into: Rect): void {
    const { engine, edits } = this;
    const { done } = edits.words;
    const block = readClipboard(plain, html);
    if (block.length === 0 || engine.bounds.rows === 0) {
      engine.say(done.emptyClipboard, 'warn');
      return;
    }
    const { rect, textAt, beyondRows, beyondColumns } = placed(block, into, engine.bounds);
    const notes: string[] = [];
    if (beyondRows > 0) {
      const { newRows } = engine.config;
      notes.push(newRows ? `${done.beyond(beyondRows)}\u00a0; ${newRows}` : done.beyond(beyondRows));
    }
    if (beyondColumns > 0) notes.push(done.beyondColumns(beyondColumns));
    this.select(rect, into);
    void edits.run({
      rect,
      cause: 'paste',
      notes,
      cells: () => (row, column) => {
        const text = textAt(row, column);
        return text === undefined ? undefined : { text };
      },
    });
  }

  /** The first row into the others; a single row takes the one above. */
  fillDown(block: Rect): void {
    const { top, ...rest } = block;
    const from = rest.bottom > top ? top : top - 1;
    if (from < 0) return;
    this.copyInto({ ...rest, top: from }, { ...rest, top: from + 1 }, 'down', block);
  }

  /** The first column into the others; a single column takes the one at its left. */
  fillRight(block: Rect): void {
    const { left, ...rest } = block;
    const from = rest.right > left ? left : left - 1;
    if (from < 0) return;
    this.copyInto({ ...rest, left: from }, { ...rest, left: from + 1 }, 'right', block);
  }

  private copyInto(whole: Rect, rect: Rect, way: 'down' | 'right', asked: Rect): void {
    void this.edits.run({
      rect,
      cause: 'fill',
      cells: () => (offset, column) =>
        way === 'down' ? this.valueOf(whole.top, column) : { text: this.textOf(offset, whole.left) },
    });
    this.select(whole, asked);
  }

  /** Shows what was done, unless the person has gone elsewhere since it was `asked`. */
  private select({ top, bottom, left, right }: Rect, asked: Rect): void {
    const { engine } = this;
    const now = rectOf(engine.selection);
    if (now.bottom !== asked.bottom || now.left !== asked.left || now.right !== asked.right) return;
    engine.select({ active: { row: top, column: left }, far: { row: bottom, column: right } }, 'active');
  }

  /** The fill handle: `source` goes on into `target`, which holds it. */
  extend(source: Rect, target: Rect): void {
    const vertical = target.left === source.left && target.right === source.right;
    const back = vertical ? target.top < source.top : target.left < source.left;
    const rect = vertical
      ? back
        ? { ...target, bottom: source.top - 1 }
        : { ...target, top: source.bottom + 1 }
      : back
        ? { ...target, right: source.left - 1 }
        : { ...target, left: source.right + 1 };
    if (rect.bottom < rect.top || rect.right < rect.left) return;
    this.select(target, source);
    void this.edits.run({
      rect,
      cause: 'fill',
      cells: () => (vertical ? this.downwards(source, rect, back) : this.sideways(source, back)),
    });
  }

  private downwards(source: Rect, rect: Rect, back: boolean) {
    const made = new Map<number, CellValue[]>();
    const { engine } = this;
    return (offset: number, column: number) => {
      let series = made.get(column);
      if (!series) {
        const place = engine.column(column);
        if (!place) return undefined;
        const values: CellValue[] = [];
        for (let row = source.top; row <= source.bottom; row++)
          values.push(engine.valueAt(row, place.key) ?? null);
        series = continued(values, place.kind, rect.bottom - rect.top + 1, back);
        made.set(column, series);
      }
      return { value: series[back ? rect.bottom - offset : offset - rect.top] ?? null };
    };
  }

  private sideways(source: Rect, back: boolean) {
    const wide = source.right - source.left + 1;
    return (offset: number, column: number) => {
      const steps = back ? source.right - column : column - source.left;
      const from = back ? source.right - (steps % wide) : source.left + (steps % wide);
      return { text: this.textOf(offset, from) };
    };
  }

  private valueOf(offset: number, column: number): { value: CellValue } | undefined {
    const key = this.engine.column(column)?.key;
    const value = key === undefined ? undefined : this.engine.valueAt(offset, key);
    return value === undefined ? undefined : { value };
  }

  private textOf(offset: number, column: number): string {
    const { engine } = this;
    const place = engine.column(column);
    const row = engine.rows.at(offset);
    return place && row ? plainCell(place, engine.value(row, place.key), engine.speech) : '';
  }
}
