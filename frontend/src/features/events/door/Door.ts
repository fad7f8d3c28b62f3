/** Attendance as one takes it: noted at once on the device, sent when the network lets it, in whatever order. */
import {
  type AttendanceList,
  Problem,
  type Registration,
  sentenceOf,
  type Tick,
  Unreachable,
  type WalkIn,
} from '@/api';
import { type Kept, keep, type NotedWalkIn, unsent } from './kept';

export interface DoorCalls {
  read: () => Promise<AttendanceList>;
  tick: (ticks: Tick[]) => Promise<AttendanceList>;
  walkIn: (body: WalkIn) => Promise<Registration>;
}

/** One line of the list, as the device knows it. */
export interface DoorLine {
  id: string;
  given_name: string;
  family_name: string;
  organisation: string;
  /** Waits for a seat: whoever comes all the same is let in. */
  waits: boolean;
  here: boolean;
  /** Noted here, not sent yet. */
  noted: boolean;
}

export interface DoorTold {
  kept: Kept;
  lines: DoorLine[];
  here: number;
  sending: boolean;
  /** The network is away: it is tried again by itself. */
  away: boolean;
  /** What the server says against what was sent. */
  fault: string | null;
  /** Whether this browser keeps what is noted over a restart. */
  safe: boolean;
}

export class Door {
  private readonly listeners = new Set<() => void>();
  private state: DoorTold;

  constructor(
    kept: Kept,
    private readonly calls: DoorCalls,
    private readonly now: () => Date = () => new Date(),
  ) {
    const safe = keep(kept);
    this.state = { ...drawn(kept), sending: false, away: false, fault: null, safe };
  }

  told = () => this.state;

  subscribe = (tell: () => void) => {
    this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  };

  tick(id: string, attended: boolean): void {
    const { kept } = this.state;
    if (kept.walkIns.some((one) => one.id === id)) {
      // Not sent yet: whoever is not there was never there.
      if (!attended) this.put({ walkIns: kept.walkIns.filter((one) => one.id !== id) });
      return;
    }
    const tick = { registration_id: id, attended, at: this.now().toISOString() };
    this.put({ ticks: [...kept.ticks.filter((one) => one.registration_id !== id), tick] });
    void this.send();
  }

  walkIn(person: Omit<NotedWalkIn, 'id' | 'refused'>): void {
    const noted = { ...person, id: crypto.randomUUID(), refused: null };
    this.put({ walkIns: [...this.state.kept.walkIns, noted] });
    void this.send();
  }

  /** Somebody of that name is on the list: it is them, or somebody else. */
  decide(id: string, who: 'them' | 'another' | 'nobody'): void {
    const { walkIns } = this.state.kept;
    const one = walkIns.find((walkIn) => walkIn.id === id);
    if (!one) return;
    const others = walkIns.filter((walkIn) => walkIn.id !== id);
    if (who === 'another') {
      this.put({ walkIns: [...others, { ...one, another: true, refused: null }] });
      void this.send();
      return;
    }
    this.put({ walkIns: others });
    const known = one.refused?.registration;
    if (who === 'them' && known) this.tick(known, true);
  }

  /** The list as the server has it now. */
  take(list: AttendanceList): void {
    this.put({ list });
  }

  /** Sends all that is noted; what is noted meanwhile goes after it. */
  async send(): Promise<void> {
    if (this.state.sending) return;
    this.tell({ sending: true, fault: null });
    try {
      for (let next = this.nextWalkIn(); next; next = this.nextWalkIn()) await this.sendWalkIn(next);
      if (this.state.kept.ticks.length > 0) await this.sendTicks(this.state.kept.ticks);
      this.tell({ away: false });
    } catch (error) {
      if (error instanceof Unreachable) this.tell({ away: true });
      else this.tell({ away: false, fault: sentenceOf(error) });
      this.tell({ sending: false });
      return;
    }
    this.tell({ sending: false });
    if (this.nextWalkIn() || this.state.kept.ticks.length > 0) await this.send();
  }

  private nextWalkIn() {
    return this.state.kept.walkIns.find(({ refused }) => refused === null);
  }

  private async sendWalkIn({ refused: _, ...body }: NotedWalkIn): Promise<void> {
    const without = () => this.state.kept.walkIns.filter(({ id }) => id !== body.id);
    try {
      const made = await this.calls.walkIn(body);
      const { list, walkIns } = this.state.kept;
      // Taken back while it was on its way.
      if (!walkIns.some(({ id }) => id === body.id)) this.tick(made.id, false);
      const isNew = list && !list.items.some(({ id }) => id === made.id);
      this.put({
        walkIns: without(),
        ...(isNew && { list: { ...list, items: [...list.items, made].sort(byName) } }),
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error;
      const registration = error.body.registration_id;
      const told = {
        why: sentenceOf(error),
        registration: typeof registration === 'string' ? registration : null,
      };
      this.put({
        walkIns: this.state.kept.walkIns.map((one) => (one.id === body.id ? { ...one, refused: told } : one)),
      });
    }
  }

  private async sendTicks(sent: Tick[]): Promise<void> {
    // One that was made anew meanwhile is another tick.
    const rest = () => this.state.kept.ticks.filter((tick) => !sent.includes(tick));
    try {
      const list = await this.calls.tick(sent);
      this.put({ list, ticks: rest() });
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error;
      // Somebody was taken off the list meanwhile: what is noted of them is for nobody.
      const list = await this.calls.read();
      const known = new Set(list.items.map(({ id }) => id));
      this.put({ list, ticks: this.state.kept.ticks.filter((tick) => known.has(tick.registration_id)) });
      if (this.state.kept.ticks.length === sent.length) throw error;
    }
  }

  private put(part: Partial<Pick<Kept, 'list' | 'ticks' | 'walkIns'>>): void {
    const kept = { ...this.state.kept, ...part };
    this.tell({ ...drawn(kept), safe: keep(kept) });
  }

  private tell(part: Partial<DoorTold>): void {
    this.state = { ...this.state, ...part };
    for (const tell of this.listeners) tell();
  }
}

const byName = (a: Registration, b: Registration) =>
  `${a.family_name} ${a.given_name}`.localeCompare(`${b.family_name} ${b.given_name}`);

/** The list with what is noted on top of it. */
function drawn(kept: Kept): Pick<DoorTold, 'kept' | 'lines' | 'here'> {
  const noted = new Map(kept.ticks.map((tick) => [tick.registration_id, tick.attended]));
  const lines: DoorLine[] = (kept.list?.items ?? []).map((row) => ({
    id: row.id,
    given_name: row.given_name,
    family_name: row.family_name,
    organisation: row.member?.name ?? row.organisation,
    waits: row.state === 'waiting' || row.state === 'offered',
    here: noted.get(row.id) ?? Boolean(row.attended_at),
    noted: noted.has(row.id),
  }));
  const came = kept.walkIns.map(({ id, given_name, family_name, organisation }) => ({
    id,
    given_name,
    family_name,
    organisation,
    waits: false,
    here: true,
    noted: true,
  }));
  const all = [...came, ...lines];
  return { kept, lines: all, here: all.filter(({ here }) => here).length };
}

export const isSent = ({ kept }: DoorTold) => unsent(kept) === 0;
