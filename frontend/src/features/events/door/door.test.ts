import { beforeEach, expect, it, vi } from 'vitest';
import { type AttendanceList, Problem, type Tick, Unreachable, type WalkIn } from '@/api';
import { registrationOf } from '../events.fixture';
import { Door, type DoorCalls, isSent } from './Door';
import { type Kept, keep, keptOf, wipeDoors, wipeOld } from './kept';

const EVENT = {
  id: 'e1',
  title: 'Le compostage partagé',
  starts_at: '2027-03-18T17:30:00Z',
  ends_at: '2027-03-18T19:30:00Z',
  time_zone: 'Europe/Paris',
};
const listOf = (attended: string[] = []): AttendanceList => ({
  registered: 2,
  attended: attended.length,
  members_present: 0,
  items: ['r1', 'r2'].map((id) =>
    registrationOf({ id, attended_at: attended.includes(id) ? '2027-03-18T17:32:00Z' : null }),
  ),
});
const keptWith = (parts: Partial<Kept> = {}): Kept => ({
  account: 'a1',
  event: EVENT,
  list: listOf(),
  ticks: [],
  walkIns: [],
  ...parts,
});
const someone = {
  given_name: 'Paul',
  family_name: 'Weiss',
  organisation: '',
  member_id: null,
  another: false,
};

let online: boolean;
let sent: (Tick[] | WalkIn)[];
let clock: number;

function open(parts: Partial<DoorCalls> = {}, kept = keptWith()) {
  const reach = async <T>(what: Tick[] | WalkIn, told: T) => {
    if (!online) throw new Unreachable('');
    sent.push(what);
    return told;
  };
  const calls: DoorCalls = {
    read: async () => listOf(),
    tick: (ticks) =>
      reach(ticks, listOf(ticks.filter(({ attended }) => attended).map((one) => one.registration_id))),
    walkIn: (body) => reach(body, registrationOf({ id: body.id ?? '', origin: 'door' })),
    ...parts,
  };
  return new Door(kept, calls, () => new Date(clock++));
}
const settled = (door: Door) => vi.waitFor(() => expect(door.told().sending).toBe(false));

beforeEach(() => {
  localStorage.clear();
  online = true;
  sent = [];
  clock = Date.parse('2027-03-18T17:32:00Z');
});

it('keeps no address and no answer on the device', () => {
  const list = { ...listOf(), items: [registrationOf({ answers: { regime: 'sans gluten' } })] };
  open({}, keptWith({ list }));
  const text = Object.keys(localStorage)
    .map((key) => localStorage.getItem(key))
    .join();
  expect(text).toContain('Kern');
  expect(text).not.toMatch(/gluten|odile@/);
  expect(keptOf('e1', 'a1')?.list?.items[0]).toMatchObject({ email: null, answers: {} });
});

it('notes a tick at once, and sends it', async () => {
  const door = open();
  door.tick('r1', true);
  expect(door.told().lines.find(({ id }) => id === 'r1')).toMatchObject({ here: true, noted: true });
  await settled(door);
  expect(isSent(door.told())).toBe(true);
  expect(sent).toEqual([[{ registration_id: 'r1', attended: true, at: '2027-03-18T17:32:00.000Z' }]]);
});

it('keeps what is noted without a network, over a restart, and sends the last word of each once it is back', async () => {
  online = false;
  const door = open();
  door.tick('r1', true);
  door.tick('r1', false);
  door.tick('r2', true);
  door.walkIn(someone);
  await settled(door);
  expect(door.told()).toMatchObject({ away: true, here: 2 });

  const again = keptOf('e1', 'a1');
  if (!again) throw new Error('nothing was kept');
  online = true;
  const reopened = open({}, again);
  expect(reopened.told().lines.filter(({ here }) => here)).toHaveLength(2);
  await reopened.send();
  expect(isSent(reopened.told())).toBe(true);
  const [came, ticks] = sent as [WalkIn, Tick[]];
  expect(came).toMatchObject({ family_name: 'Weiss' });
  expect(ticks.map((one) => [one.registration_id, one.attended])).toEqual([
    ['r1', false],
    ['r2', true],
  ]);
});

it('asks who it is when somebody of that name is on the list', async () => {
  const refused = new Problem(409, { detail: 'Déjà sur la liste.', registration_id: 'r2' });
  let tries = 0;
  const door = open({
    walkIn: async (body) => {
      tries++;
      if (!body.another) throw refused;
      return registrationOf({ id: body.id ?? '' });
    },
  });
  door.walkIn(someone);
  await settled(door);
  const [first] = door.told().kept.walkIns;
  expect(first?.refused).toEqual({ why: 'Déjà sur la liste.', registration: 'r2' });
  door.decide(first?.id ?? '', 'them');
  await settled(door);
  expect(sent).toMatchObject([[{ registration_id: 'r2', attended: true }]]);

  door.walkIn(someone);
  await settled(door);
  door.decide(door.told().kept.walkIns[0]?.id ?? '', 'another');
  await settled(door);
  expect([tries, isSent(door.told())]).toEqual([3, true]);
});

it('forgets ticks of whoever was taken off the list meanwhile', async () => {
  const gone = vi.fn(async (ticks: Tick[]) => {
    if (ticks.some(({ registration_id: id }) => id === 'r9')) throw new Problem(404, {});
    return listOf(['r1']);
  });
  const tick = (id: string) => ({ registration_id: id, attended: true, at: '2027-03-18T17:31:00Z' });
  const door = open({ tick: gone }, keptWith({ ticks: [tick('r9'), tick('r1')] }));
  await door.send();
  expect(gone).toHaveBeenCalledTimes(2);
  expect(isSent(door.told())).toBe(true);
});

it('wipes lists of others and of what is over, and never what is to be sent', () => {
  keep(keptWith());
  expect(keptOf('e1', 'somebody else')).toBeNull();
  wipeOld('a1', Date.parse('2027-03-19T10:00:00Z'));
  expect(keptOf('e1', 'a1')?.list).not.toBeNull();
  wipeOld('a1', Date.parse('2027-03-20T10:00:00Z'));
  expect(keptOf('e1', 'a1')).toBeNull();

  const tick = { registration_id: 'r1', attended: true, at: '2027-03-18T17:31:00Z' };
  keep(keptWith({ ticks: [tick] }));
  wipeDoors();
  expect(keptOf('e1', 'a1')).toMatchObject({ list: null, ticks: [tick] });
});
