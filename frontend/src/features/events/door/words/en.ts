import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: typeof fr = {
  title: 'At the door',
  back: 'The event',
  closed: 'The door is not open',
  list: 'List at the door',
  here: (here: number, total: number) =>
    plural(here, {
      one: `{n} person here of ${number(total)}`,
      other: `{n} people here of ${number(total)}`,
    }),
  sent: 'All is saved',
  sending: (n: number) => plural(n, { one: '{n} tick is leaving…', other: '{n} ticks are leaving…' }),
  away: (n: number) =>
    n === 0
      ? 'No network: the list stays at hand.'
      : plural(n, {
          one: 'No network: {n} tick is kept here and leaves by itself.',
          other: 'No network: {n} ticks are kept here and leave by themselves.',
        }),
  unsafe: 'This browser keeps nothing: leave this page open until all is saved.',
  search: 'Look for a name or an organisation',
  which: 'Whom to show',
  only: { all: 'Everybody', missing: 'Not here yet', here: 'Here already' },
  waits: 'waiting list',
  noted: 'to be sent',
  none: 'Nobody is registered',
  noneText: 'Add people as they arrive.',
  noneFits: 'Nobody of that name',
  noneFitsText: 'Look for the organisation, or add the person.',
  walkIn: 'Add somebody',
  add: 'Add',
  addAnother: 'It is somebody else: add',
  added: (name: string) => `${name} is on the list.`,
  nameNeeded: 'A name is enough.',
  alike: 'This person may be on the list already:',
  tickThem: (name: string) => `Tick ${name}`,
  member: 'Member',
  memberHint: 'That they came counts as a contact.',
  organisation: 'Or another organisation',
  remove: (name: string) => `Remove ${name}`,
  itIsThem: 'It is them: tick',
  another: 'It is somebody else',
  forget: 'Don’t add',
  poster: 'Door code',
  posterTitle: 'Ticking oneself',
  posterText:
    'On this page each gives the address they registered with, and is ticked. The code of the poster opens it, from two hours before the beginning.',
  posterPrint: 'The sign (PDF)',
  posterCopy: 'Copy the address',
  posterCopied: 'Address copied.',
  keptHere:
    'This list alone is kept on this device, to go on without a network. It is wiped the day after, when you sign out, or right now:',
  end: 'Finish and wipe the list',
  unsentReason: 'Not all has been sent: wait for the network.',
  wiped: 'The list is wiped from this device.',
};
