import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: typeof fr = {
  add: 'Register somebody',
  submit: 'Register',
  member: 'Member',
  organisation: 'Organisation',
  otherOrganisation: 'Organisation that is no member',
  otherOrganisationHint: 'Optional.',
  remove: (name: string) => `Remove ${name}`,
  overbook: 'Give them a seat all the same',
  overbookHint: (free: number) =>
    free === 0
      ? 'All seats are taken: without this they go on the waiting list.'
      : `${plural(free, { one: '{n} seat is left', other: '{n} seats are left' })}: without this the others go on the waiting list.`,
  added: (n: number) => plural(n, { one: '{n} person registered.', other: '{n} people registered.' }),
  addedWaiting: (n: number, waiting: number) =>
    `${plural(n, { one: '{n} person noted', other: '{n} people noted' })}, ${number(waiting)} of them on the waiting list.`,
  none: 'Nobody is registered yet',
  noneText: 'Invite a segment: each answers from the message, without an account.',
  noneDraft: 'Registration opens once the event is published.',
  fullHint:
    'All seats are taken. Whoever comes next waits in turn: a seat that is given back is offered to them by itself.',
  which: 'Which registrations',
  everybody: 'Everybody',
  states: {
    registered: 'Registered',
    waiting: 'Waiting list',
    offered: 'Seat offered',
    left: 'Taken back',
  },
  search: 'Look for a name',
  each: 'Each registration, and where it stands',
  name: 'Name',
  state: 'Where it stands',
  asked: 'Asked',
  toDo: 'To do',
  actions: (name: string) => `What to do: ${name}`,
  present: 'present',
  waitingAt: (rank: number) => `waiting, no. ${number(rank)}`,
  offeredUntil: (when: string) => `seat offered until ${when}`,
  origins: {
    team: 'by the team',
    member: 'from their space',
    link: 'from the invitation',
    public: 'from the public page',
    door: 'at the door',
  },
  nobody: 'Nobody here.',
  replace: 'Somebody else comes',
  replaceTitle: (name: string) => `Who comes in place of ${name}?`,
  replaceText:
    'The seat stays the organisation’s. Whoever comes now gets the confirmation; the answers of the other are erased.',
  doReplace: 'Change',
  replaced: (now: string, before: string) => `${now} comes in place of ${before}.`,
  leave: 'Take the registration back',
  leaveTitle: (name: string) => `Take back the registration of ${name}?`,
  leaveText: 'The seat is offered to whoever is next on the waiting list.',
  left: (name: string) => `The registration of ${name} is taken back.`,
  certificate: 'Certificate of attendance (PDF)',
  export: 'Export',
  formats: { xlsx: 'Excel (.xlsx)', ods: 'LibreOffice (.ods)', csv: 'Text (.csv)' },
  copyAddresses: 'Copy the addresses',
  copied: (n: number) => plural(n, { one: '{n} address copied.', other: '{n} addresses copied.' }),
  answers: 'Answers to the questions',
  answered: (label: string, n: number) => `${label} (${number(n)})`,
  yesNo: { yes: 'Yes', no: 'No' },
};
