/**
 * Keeps what is written: sends it a moment after it was left alone, takes it back and does it again, and tells two people
 * apart by the revision. What somebody else wrote in other fields is taken over; in the same one, somebody decides.
 */
import { isStale, Problem, type ProblemBody, type Sheet, type SheetChanges } from '@/api';
import {
  changed,
  changesOf,
  type Draft,
  draftOf,
  type Field,
  fieldOf,
  picked,
  type Written,
  writtenOf,
} from './draft';

/** How long nobody types before it is sent; how soon one tries again after the network was lost. */
const QUIET = 1_200;
const AGAIN = 5_000;
/** What is typed into one field within this time is taken back at once. */
const TOGETHER = 1_500;
const MOST_KEPT = 200;

export interface Clash {
  fields: Field[];
  theirs: Sheet;
  current: ProblemBody['current'];
}

export interface Kept {
  /** As the server told it last. */
  sheet: Sheet;
  draft: Draft;
  state: 'saved' | 'waiting' | 'saving' | 'failed' | 'clash';
  /** Of the last attempt. */
  failure: unknown;
  /** What the server said of fields; they are sent again once they change. */
  faults: Partial<Record<string, string>>;
  clash: Clash | null;
  /** Who wrote in other fields meanwhile, and when. */
  joined: ProblemBody['current'] | null;
  canUndo: boolean;
  canRedo: boolean;
}

/** What became of what was sent: `again`, it is to be sent once more, otherwise than it was. */
type Went = 'kept' | 'again' | 'stopped';

interface Stride {
  before: Partial<Draft>;
  after: Partial<Draft>;
  group: string;
  at: number;
}

export interface Server {
  change: (revision: number, changes: SheetChanges) => Promise<Sheet>;
  read: () => Promise<Sheet>;
}

export class Keeper {
  private kept: Kept;
  private base: Written;
  private past: Stride[] = [];
  private future: Stride[] = [];
  /** Fields that the server refused, as they were then. */
  private refused: Partial<Record<Field, string>> = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** One request after the other: none is based on a revision that another one is about to move. */
  private line: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  constructor(
    sheet: Sheet,
    private readonly server: Server,
    private readonly now: () => number = () => performance.now(),
  ) {
    const draft = draftOf(sheet);
    this.base = writtenOf(draft);
    this.kept = {
      sheet,
      draft,
      state: 'saved',
      failure: null,
      faults: {},
      clash: null,
      joined: null,
      canUndo: false,
      canRedo: false,
    };
  }

  readonly told = () => this.kept;

  readonly subscribe = (tell: () => void) => {
    this.listeners.add(tell);
    return () => {
      this.listeners.delete(tell);
    };
  };

  private tell(next: Partial<Kept>) {
    this.kept = {
      ...this.kept,
      ...next,
      canUndo: this.past.length > 0,
      canRedo: this.future.length > 0,
    };
    for (const tell of this.listeners) tell();
  }

  /** Fields that the server does not hold yet as they are here. */
  private unsent(): Field[] {
    const written = writtenOf(this.kept.draft);
    return changed(this.base, written).filter(
      (field) => this.refused[field] !== JSON.stringify(written[field]),
    );
  }

  isWhole(): boolean {
    return changed(this.base, writtenOf(this.kept.draft)).length === 0;
  }

  readonly edit = (after: Partial<Draft>) => {
    const fields = Object.keys(after) as Field[];
    const [group, at] = [fields.join(' '), this.now()];
    const last = this.past.at(-1);
    if (last && last.group === group && at - last.at < TOGETHER && this.future.length === 0) {
      last.after = after;
      last.at = at;
    } else {
      this.past.push({ before: picked(this.kept.draft, fields), after, group, at });
      if (this.past.length > MOST_KEPT) this.past.shift();
    }
    this.future = [];
    this.put(after);
  };

  readonly undo = () => {
    const stride = this.past.pop();
    if (!stride) return;
    this.future.push(stride);
    this.put(stride.before);
  };

  readonly redo = () => {
    const stride = this.future.pop();
    if (!stride) return;
    // What is typed next is a stride of its own.
    this.past.push({ ...stride, at: Number.NEGATIVE_INFINITY });
    this.put(stride.after);
  };

  private put(part: Partial<Draft>) {
    const faults = { ...this.kept.faults };
    for (const field of Object.keys(part)) {
      delete faults[field];
      delete this.refused[field as Field];
    }
    this.tell({ draft: { ...this.kept.draft, ...part } as Draft, faults });
    if (this.kept.state === 'clash') return;
    if (this.unsent().length === 0) {
      this.settle();
      return;
    }
    this.tell({ state: 'waiting' });
    this.later(QUIET);
  }

  private settle() {
    clearTimeout(this.timer);
    if (this.kept.state !== 'saving') this.tell({ state: this.isWhole() ? 'saved' : 'failed' });
  }

  private later(wait: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(true), wait);
  }

  /** Sends what is there to be sent, now; whether all of it is kept. `gently`: what is typed meanwhile waits its turn. */
  readonly flush = (gently = false): Promise<boolean> => {
    clearTimeout(this.timer);
    return this.inLine(async () => {
      if (this.kept.state === 'clash') return false;
      for (let fields = this.unsent(); fields.length > 0; fields = this.unsent()) {
        const went = await this.send(fields);
        if (went === 'stopped') return false;
        if (went === 'kept' && gently) break;
      }
      if (this.unsent().length > 0) this.later(QUIET);
      return this.isWhole();
    });
  };

  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = this.line.then(work);
    this.line = next.catch(() => undefined);
    return next;
  }

  private async send(fields: Field[]): Promise<Went> {
    const written = writtenOf(this.kept.draft);
    this.tell({ state: 'saving' });
    try {
      const { revision } = this.kept.sheet;
      this.accept(await this.server.change(revision, changesOf(fields, written)), fields, written);
      return 'kept';
    } catch (error) {
      if (isStale(error)) return this.join(error);
      if (error instanceof Problem && error.status === 422) return this.refuse(error, fields, written);
      this.tell({ state: 'failed', failure: error });
      // What the network lost is tried again by itself; what was refused waits for a person.
      if (!(error instanceof Problem) || error.status >= 500) this.later(AGAIN);
      return 'stopped';
    }
  }

  private accept(sheet: Sheet, fields: Field[], written: Written) {
    const held = writtenOf(draftOf(sheet));
    this.base = { ...held, ...Object.fromEntries(fields.map((field) => [field, written[field]])) };
    this.tell({ sheet, failure: null });
    const rest = this.unsent();
    this.tell({ state: rest.length > 0 ? 'waiting' : this.isWhole() ? 'saved' : 'failed' });
  }

  /** The fields that are wrong wait until they are mended; the others are sent without them. */
  private refuse(problem: Problem, fields: Field[], written: Written): Went {
    const faults = { ...this.kept.faults };
    let found = false;
    for (const { pointer, detail } of problem.body.errors ?? []) {
      const field = fieldOf(pointer) as Field;
      if (!fields.includes(field)) continue;
      found = true;
      faults[field] = detail;
      this.refused[field] = JSON.stringify(written[field]);
    }
    this.tell({ faults, state: 'failed', failure: found ? null : problem });
    return found ? 'again' : 'stopped';
  }

  /** Somebody else was faster. */
  private async join(problem: Problem): Promise<Went> {
    let theirs: Sheet;
    try {
      theirs = await this.server.read();
    } catch (error) {
      this.tell({ state: 'failed', failure: error });
      this.later(AGAIN);
      return 'stopped';
    }
    const [held, written] = [writtenOf(draftOf(theirs)), writtenOf(this.kept.draft)];
    const [mine, others] = [changed(this.base, written), changed(this.base, held)];
    const fields = mine.filter((field) => others.includes(field) && changed(held, written).includes(field));
    const { current } = problem.body;
    if (fields.length > 0) {
      this.tell({ state: 'clash', clash: { fields, theirs, current }, failure: null });
      return 'stopped';
    }
    this.rebase(theirs, mine);
    if (others.length > 0) this.tell({ joined: current ?? null });
    return 'again';
  }

  /** Goes on from what they wrote; what was written here in these fields stays, and what is only half typed anywhere. */
  private rebase(theirs: Sheet, mine: readonly Field[]) {
    const draft = draftOf(theirs);
    const held = writtenOf(draft);
    const taken = changed(this.base, held).filter((field) => !mine.includes(field));
    this.base = held;
    this.tell({
      sheet: theirs,
      draft: { ...this.kept.draft, ...picked(draft, taken) } as Draft,
      clash: null,
    });
  }

  /** Whose words stay where both wrote. */
  readonly decide = (whose: 'mine' | 'theirs') => {
    const { clash, draft } = this.kept;
    if (!clash) return;
    const mine = changed(this.base, writtenOf(draft));
    const stays = whose === 'mine' ? mine : mine.filter((field) => !clash.fields.includes(field));
    this.rebase(clash.theirs, stays);
    this.tell({ state: 'waiting' });
    void this.flush();
  };

  /** Whoever writes has read who else did. */
  readonly heard = () => this.tell({ joined: null });

  /** Does something else that may move the revision; then reads the sheet, or takes the one that it gives. */
  run<T>(work: (revision: number) => Promise<T>, sheetOf?: (done: T) => Sheet): Promise<T> {
    return this.inLine(async () => {
      try {
        const done = await work(this.kept.sheet.revision);
        this.take(sheetOf ? sheetOf(done) : await this.server.read());
        return done;
      } catch (error) {
        if (isStale(error)) this.take(await this.server.read());
        throw error;
      }
    });
  }

  /** The sheet as it is elsewhere; what is written here and not kept yet stays. */
  readonly take = (sheet: Sheet) => {
    if (this.kept.state === 'clash') return;
    this.rebase(sheet, changed(this.base, writtenOf(this.kept.draft)));
    if (this.unsent().length > 0) this.later(QUIET);
    else this.settle();
  };

  end() {
    clearTimeout(this.timer);
  }
}
