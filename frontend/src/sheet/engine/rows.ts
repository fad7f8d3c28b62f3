/**
 * Rows read so far, by pages. The screen says what it shows (`want`), a large operation what it needs (`load`); a page
 * that is no longer wanted before its turn is not asked for. Rows with unsaved work keep the state they were read in:
 * the server then tells what changed in between.
 */
import type { Row, RowSource } from '../contract';

export const PAGE = 100;
const AT_ONCE = 4;
/** About 60,000 rows stay in memory. */
const MOST_PAGES = 600;

interface Doors {
  /** Rows changed on screen: these, or all of them. */
  changed: (ids: readonly string[] | null) => void;
  /** Whether a row has unsaved work, marks to settle, or a change that may be undone: it stays in memory. */
  held: (id: string) => boolean;
  /** Whether a change of the row is on its way, based on the state it was read in. */
  based: (id: string) => boolean;
}

export class Rows {
  total: number | null = null;
  /** What went wrong with the last reading, until it is tried again. */
  failure: unknown = null;
  private pages = new Map<number, readonly string[]>();
  private known = new Map<string, Row>();
  private offsets = new Map<string, number>();
  private waiting: number[] = [];
  private loading = new Map<number, Promise<void>>();
  private failed = new Set<number>();
  private stale = new Set<number>();
  private stop = new AbortController();
  private shown: readonly [number, number] = [0, 0];
  private keeping = 0;

  constructor(
    private source: RowSource,
    private readonly doors: Doors,
  ) {}

  /** Other rows: another sort, another filter. */
  begin(source: RowSource): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.source = source;
    for (const id of [...this.known.keys()]) if (!this.doors.held(id)) this.known.delete(id);
    this.pages.clear();
    this.offsets.clear();
    this.loading.clear();
    this.failed.clear();
    this.stale.clear();
    this.waiting = [];
    this.failure = null;
    this.total = null;
    this.want(0, PAGE - 1);
    this.doors.changed(null);
  }

  idAt(offset: number): string | undefined {
    return this.pages.get(Math.floor(offset / PAGE))?.[offset % PAGE];
  }

  at(offset: number): Row | undefined {
    const id = this.idAt(offset);
    return id === undefined ? undefined : this.known.get(id);
  }

  get(id: string): Row | undefined {
    return this.known.get(id);
  }

  offsetOf(id: string): number | undefined {
    return this.offsets.get(id);
  }

  /** Those of these rows that are read. */
  between(from: number, to: number): readonly Row[] {
    const rows: Row[] = [];
    for (let offset = from; offset <= to; offset++) {
      const row = this.at(offset);
      if (row) rows.push(row);
    }
    return rows;
  }

  /** The row as the server now has it. */
  put(row: Row): void {
    this.known.set(row.id, row);
    this.doors.changed([row.id]);
  }

  /** The screen shows these rows; pages that were waiting for an earlier place are forgotten. */
  want(from: number, to: number): void {
    this.shown = [from, to];
    this.waiting = [];
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) {
      const absent = !this.pages.has(page) || this.stale.has(page);
      if (absent && !this.loading.has(page) && !this.failed.has(page) && this.exists(page))
        this.waiting.push(page);
    }
    this.pump();
  }

  retry(): void {
    this.failed.clear();
    this.failure = null;
    this.want(...this.shown);
    this.doors.changed([]);
  }

  /** Reads again what is shown, and the rest when it is next shown. */
  refresh(): void {
    for (const page of this.pages.keys()) this.stale.add(page);
    this.failed.clear();
    this.failure = null;
    this.want(...this.shown);
  }

  isRead(from: number, to: number): boolean {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) {
      if (!this.pages.has(page)) return false;
    }
    return true;
  }

  /** Nothing is forgotten while a large operation needs all its rows; call what it gives when it is over. */
  keep(): () => void {
    this.keeping++;
    return () => {
      this.keeping--;
    };
  }

  /** Reads all these rows; false if stopped or if some could not be read. */
  async load(
    from: number,
    to: number,
    signal: AbortSignal,
    progress: (done: number) => void,
  ): Promise<boolean> {
    const last = Math.floor(to / PAGE);
    const begun = this.stop;
    let next = Math.floor(from / PAGE);
    let sound = true;
    const one = async () => {
      while (next <= last && sound && !signal.aborted && !begun.signal.aborted) {
        const page = next++;
        if (!this.pages.has(page)) await (this.loading.get(page) ?? this.read(page));
        if (!this.pages.has(page)) sound = false;
        progress(Math.min(to + 1, next * PAGE) - from);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    return sound && !signal.aborted && !begun.signal.aborted;
  }

  private exists(page: number): boolean {
    return this.total === null ? page === 0 : page * PAGE < this.total;
  }

  private pump(): void {
    while (this.loading.size < AT_ONCE) {
      const page = this.waiting.shift();
      if (page === undefined) return;
      void this.read(page);
    }
  }

  private read(page: number): Promise<void> {
    const { signal } = this.stop;
    const reading = this.source(page * PAGE, PAGE, signal)
      .then(
        ({ rows, total }) => {
          if (!signal.aborted) this.take(page, rows, total);
        },
        (error: unknown) => {
          if (signal.aborted) return;
          this.failed.add(page);
          this.failure = error;
          this.doors.changed([]);
        },
      )
      .finally(() => {
        if (signal.aborted) return;
        this.loading.delete(page);
        this.pump();
      });
    this.loading.set(page, reading);
    return reading;
  }

  private take(page: number, rows: readonly Row[], total: number): void {
    const resized = this.total !== total;
    this.total = total;
    this.stale.delete(page);
    for (const id of this.pages.get(page) ?? []) this.offsets.delete(id);
    this.pages.delete(page);
    this.pages.set(
      page,
      rows.map(({ id }) => id),
    );
    for (const [at, row] of rows.entries()) {
      this.offsets.set(row.id, page * PAGE + at);
      if (!this.doors.based(row.id) || !this.known.has(row.id)) this.known.set(row.id, row);
    }
    if (this.pages.size > MOST_PAGES && this.keeping === 0) this.forget();
    // The first answer says how many rows there are: what is shown beyond its page can now be asked for.
    if (resized) this.want(...this.shown);
    this.doors.changed(resized ? null : rows.map(({ id }) => id));
  }

  /** Drops the pages read longest ago that are far from the screen. */
  private forget(): void {
    const [from, to] = this.shown;
    for (const [page, ids] of this.pages) {
      if (this.pages.size <= MOST_PAGES) return;
      if (page >= Math.floor(from / PAGE) - 1 && page <= Math.floor(to / PAGE) + 1) continue;
      if (ids.some((id) => this.doors.held(id))) continue;
      this.pages.delete(page);
      for (const id of ids) {
        this.known.delete(id);
        this.offsets.delete(id);
      }
    }
  }
}
