/**
 * What a device keeps at the door: the list of one event, and what was noted and is not sent yet. Nothing else of the club is
 * kept anywhere, and this is wiped once the event is over, at signing out, or at the press of a button.
 */
import type { AttendanceList, Tick, WalkIn } from '@/api';

export interface DoorEvent {
  id: string;
  title: string;
  starts_at: string;
  ends_at: string;
  time_zone: string;
}

/** Somebody who came without a word. What the server said against it, where it did. */
export type NotedWalkIn = Required<Pick<WalkIn, 'family_name' | 'given_name' | 'organisation'>> & {
  id: string;
  member_id: string | null;
  another: boolean;
  refused: { why: string; registration: string | null } | null;
};

export interface Kept {
  /** Whose list it is: nobody else sees it. */
  account: string;
  event: DoorEvent;
  /** Null where only what is to be sent is left. */
  list: AttendanceList | null;
  ticks: Tick[];
  walkIns: NotedWalkIn[];
}

const UNDER = 'maillage.door.';
/** How long after the end a list is kept that nothing is to be sent of. */
const DAY = 86_400_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export const unsent = ({ ticks, walkIns }: Pick<Kept, 'ticks' | 'walkIns'>) => ticks.length + walkIns.length;

function read(store: Store, key: string): Kept | null {
  try {
    return JSON.parse(store.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

export const keptOf = (event: string, account: string, store: Store = localStorage): Kept | null => {
  const kept = read(store, UNDER + event);
  return kept?.account === account ? kept : null;
};

/** Of those on the list, who they are and whether they came: where they are reached and what they answered stays away. */
const lean = (list: AttendanceList): AttendanceList => ({
  ...list,
  items: list.items.map((row) => ({ ...row, email: null, answers: {} })),
});

/** Whether it could be kept: a browser may refuse. */
export function keep(kept: Kept, store: Store = localStorage): boolean {
  try {
    const list = kept.list && lean(kept.list);
    store.setItem(UNDER + kept.event.id, JSON.stringify({ ...kept, list }));
    return true;
  } catch {
    return false;
  }
}

export function wipe(event: string, store: Store = localStorage): void {
  try {
    store.removeItem(UNDER + event);
  } catch {
    // A browser that keeps nothing has nothing to wipe.
  }
}

function all(store: Store): Kept[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  return keys.filter((key) => key.startsWith(UNDER)).flatMap((key) => read(store, key) ?? []);
}

/** Lists of others, and of events that are over. What is still to be sent stays, without the list. */
export function wipeOld(account: string | null, now = Date.now(), store: Store = localStorage): void {
  try {
    for (const kept of all(store)) {
      const isOld = kept.account !== account || Date.parse(kept.event.ends_at) + DAY < now;
      if (!isOld) continue;
      if (unsent(kept) === 0) wipe(kept.event.id, store);
      else if (kept.list) keep({ ...kept, list: null }, store);
    }
  } catch {
    // As above.
  }
}

/** Whoever signs out leaves no list behind. */
export const wipeDoors = () => wipeOld(null);
