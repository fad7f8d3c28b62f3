/**
 * The way to the server: one request at a time, so that each row is sent on the revision its last answer gave. A cell
 * typed while a long paste is being saved goes before what waits, unless the paste still touches its row.
 */
import type { Cause, Change, Current, FieldRefusal, Outcome, Row, Save, Values } from '../contract';
import { split } from '../logic/clash';
import type { RowEdit } from '../logic/history';

export interface Item {
  id: string;
  set: Values;
  /** The step of history it belongs to. */
  edit?: RowEdit | undefined;
  /** Times it was sent again after someone else's change. */
  tries: number;
}

export interface Job {
  cause: Cause;
  /** What is left to send, the next one last. */
  items: Item[];
  total: number;
  done: number;
  stopped: boolean;
  changeSets: string[];
  /** Cells that came back refused or clashing. */
  troubled: number;
  /** Called once, when nothing of the job is left to send. */
  finished: (job: Job) => void;
  /** How many of its rows are in the request under way. */
  sent: number;
}

export interface Doors {
  save: () => Save;
  chunk: () => number;
  /** What is wrong with what was sent; null when the way to the server is at fault. */
  blame: (error: unknown) => readonly FieldRefusal[] | null;
  /** The row as last read or answered. */
  known: (id: string) => Row | undefined;
  saved: (id: string, set: Values, answer: Outcome, edit?: RowEdit) => void;
  refused: (id: string, set: Values, errors: readonly FieldRefusal[]) => void;
  clashed: (id: string, fields: readonly string[], set: Values, current: Current) => void;
  /** Someone else's state of the row, to be taken in. */
  learned: (id: string, current: Current) => void;
  givenUp: (items: readonly Item[]) => void;
  changed: () => void;
}

/** What the screen sees of it. */
export type Sending = Pick<Saving, 'waiting' | 'failure' | 'long' | 'touches' | 'stop' | 'retry' | 'abandon'>;

const MOST_TRIES = 5;
/** Characters of one request, far below what servers take. */
const MOST_WEIGHT = 300_000;

export class Saving {
  private queue: Job[] = [];
  private busy = false;
  /** Rows of a request, once a larger one was blamed. */
  private most = Number.POSITIVE_INFINITY;
  /** How many changes of a row are waiting or being sent. */
  private pending = new Map<string, number>();
  failure: unknown = null;

  constructor(private readonly doors: Doors) {}

  get waiting(): number {
    return this.queue.reduce((sum, job) => sum + job.items.length + job.sent, 0);
  }

  /** Whether the row is waiting or being sent. */
  touches(id: string): boolean {
    return this.pending.has(id);
  }

  /** The job that takes long enough to show how far it is. */
  get long(): Job | null {
    return this.queue.find((job) => job.total > this.doors.chunk()) ?? null;
  }

  add(
    cause: Cause,
    rows: readonly { id: string; set: Values; edit?: RowEdit }[],
    finished: (job: Job) => void,
  ): Job {
    const items = rows.map((row) => ({ ...row, tries: 0 })).reverse();
    const job: Job = {
      cause,
      items,
      total: items.length,
      done: 0,
      stopped: false,
      changeSets: [],
      troubled: 0,
      finished,
      sent: 0,
    };
    const [only] = items;
    const long = this.queue.findIndex((one) => one.total > 1);
    if (items.length === 1 && only && long >= 0 && !this.touches(only.id)) this.queue.splice(long, 0, job);
    else this.queue.push(job);
    for (const item of items) this.count(item.id, 1);
    this.doors.changed();
    // Changes made in the same turn of the page leave together.
    queueMicrotask(() => void this.pump());
    return job;
  }

  stop(job: Job): void {
    job.stopped = true;
    const left = this.clear(job);
    job.total -= left.length;
    this.doors.givenUp(left);
    if (job.sent === 0) this.finish(job);
    this.doors.changed();
  }

  /** `then` comes after what the job tells of itself. */
  onFinished(job: Job, then: () => void): void {
    const { finished } = job;
    job.finished = (ended) => {
      finished(ended);
      then();
    };
  }

  retry(): void {
    this.failure = null;
    this.doors.changed();
    void this.pump();
  }

  abandon(): void {
    this.failure = null;
    const jobs = this.queue.splice(0);
    for (const job of jobs) {
      this.doors.givenUp(this.clear(job));
      job.stopped = true;
      job.finished(job);
    }
    this.doors.changed();
  }

  private clear(job: Job): Item[] {
    const left = job.items.splice(0);
    for (const item of left) this.count(item.id, -1);
    return left;
  }

  private count(id: string, by: 1 | -1): void {
    const now = (this.pending.get(id) ?? 0) + by;
    if (now > 0) this.pending.set(id, now);
    else this.pending.delete(id);
  }

  private finish(job: Job): void {
    const at = this.queue.indexOf(job);
    if (at < 0) return;
    this.queue.splice(at, 1);
    job.finished(job);
  }

  /** Rows of the first job, filled up with those of the next ones of its kind; a row once only. */
  private batch(): { job: Job; item: Item }[] {
    const most = Math.min(this.doors.chunk(), this.most);
    let weight = 0;
    const taken: { job: Job; item: Item }[] = [];
    const ids = new Set<string>();
    const cause = this.queue[0]?.cause;
    for (const job of this.queue) {
      if (job.cause !== cause) break;
      while (job.items.length > 0 && taken.length < most) {
        const item = job.items.at(-1) as Item;
        weight += JSON.stringify(item.set).length;
        if (ids.has(item.id) || (weight > MOST_WEIGHT && taken.length > 0)) return taken;
        ids.add(item.id);
        taken.push({ job, item });
        job.items.pop();
        job.sent++;
      }
      if (taken.length >= most) break;
    }
    return taken;
  }

  private async pump(): Promise<void> {
    if (this.busy || this.failure !== null) return;
    this.busy = true;
    while (this.queue.length > 0 && this.failure === null) {
      const taken = this.batch();
      if (taken.length === 0) {
        const [empty] = this.queue;
        if (empty) this.finish(empty);
        continue;
      }
      await this.send(taken);
    }
    this.busy = false;
    if (this.queue.length === 0) this.most = Number.POSITIVE_INFINITY;
    this.doors.changed();
  }

  private async send(taken: readonly { job: Job; item: Item }[]): Promise<void> {
    const cause = taken[0]?.job.cause ?? 'edit';
    const bases = new Map<string, Row>();
    const changes: Change[] = [];
    for (const { item } of taken) {
      const base = this.doors.known(item.id);
      if (!base) continue;
      bases.set(item.id, base);
      changes.push({ id: item.id, revision: base.revision, set: item.set });
    }
    try {
      const { rows, change_set_id } =
        changes.length > 0 ? await this.doors.save()(changes, cause) : { rows: [], change_set_id: null };
      const answers = new Map(rows.map((row) => [row.id, row]));
      for (const { job, item } of taken) {
        job.sent--;
        this.count(item.id, -1);
        const base = bases.get(item.id);
        const answer = answers.get(item.id);
        if (base && answer) this.take(job, item, base, answer);
        else this.refuse(job, item.id, item.set, []);
        job.done++;
        if (change_set_id && !job.changeSets.includes(change_set_id)) job.changeSets.push(change_set_id);
      }
    } catch (error) {
      const errors = this.doors.blame(error);
      const [one] = taken;
      const base = one && bases.get(one.item.id);
      if (errors && base && taken.length === 1) {
        one.job.sent--;
        one.job.done++;
        this.count(one.item.id, -1);
        this.take(one.job, one.item, base, { id: one.item.id, outcome: 'refused', errors });
      } else this.putBack(taken);
      if (errors) this.most = Math.max(1, taken.length >> 1);
      else this.failure = error ?? new Error('save');
    }
    for (const job of new Set(taken.map((one) => one.job))) {
      if (job.items.length === 0 && job.sent === 0) this.finish(job);
    }
    this.doors.changed();
  }

  /** Nothing is known to be saved: everything goes back to where it waited. */
  private putBack(taken: readonly { job: Job; item: Item }[]): void {
    for (const { job, item } of [...taken].reverse()) {
      job.sent--;
      if (job.stopped) {
        this.count(item.id, -1);
        this.doors.givenUp([item]);
      } else job.items.push(item);
    }
  }

  private take(job: Job, item: Item, base: Row, answer: Outcome): void {
    const { id, set } = item;
    if (answer.outcome !== 'refused') {
      this.doors.saved(id, set, answer, item.edit);
      return;
    }
    const { current } = answer;
    const errors = answer.errors ?? [];
    if (current && current.revision !== base.revision) {
      const { again, clashing, agreed } = split(base, set, current);
      this.doors.learned(id, current);
      if (clashing.length > 0) {
        job.troubled += clashing.length;
        this.doors.clashed(id, clashing, set, current);
      }
      if (agreed.length > 0) this.doors.saved(id, pick(set, agreed), { id, outcome: 'unchanged' });
      this.again(job, item, again, errors);
      return;
    }
    const named = errors.filter(({ field }) => field !== null && field in set);
    if (named.length === 0) {
      this.refuse(job, id, set, errors);
      return;
    }
    // The server takes a row whole or not at all: its good cells go again without the bad ones.
    this.refuse(
      job,
      id,
      pick(
        set,
        named.map(({ field }) => field as string),
      ),
      named,
    );
    const bad = new Set(named.map(({ field }) => field));
    this.again(
      job,
      item,
      pick(
        set,
        Object.keys(set).filter((field) => !bad.has(field)),
      ),
      errors,
    );
  }

  private refuse(job: Job, id: string, set: Values, errors: readonly FieldRefusal[]): void {
    job.troubled += Object.keys(set).length;
    this.doors.refused(id, set, errors);
  }

  private again(job: Job, item: Item, set: Values, errors: readonly FieldRefusal[]): void {
    if (Object.keys(set).length === 0) return;
    if (item.tries >= MOST_TRIES) {
      this.refuse(job, item.id, set, errors);
    } else if (job.stopped) {
      this.doors.givenUp([{ ...item, set }]);
    } else {
      job.items.push({ ...item, set, tries: item.tries + 1 });
      this.count(item.id, 1);
      job.total++;
    }
  }
}

function pick(values: Values, fields: readonly string[]): Values {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
}
