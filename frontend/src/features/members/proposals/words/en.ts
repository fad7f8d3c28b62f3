import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: 'To approve',
  lead: 'What organisations asked to change in their record. The oldest request comes first.',
  which: 'Which requests',
  waiting: 'Waiting',
  decided: 'Decided',
  list: 'Requests',
  none: 'Nothing waits for your approval',
  noneText:
    'When an organisation changes its name, address or a number, its request arrives here, with the old and the new value side by side.',
  noneDecided: 'No decision so far',
  noneDecidedText: 'Requests accepted and refused will stay here, with their reasons.',
  count: (waiting, late) =>
    [
      plural(waiting, { one: '{n} request waits', other: '{n} requests wait' }),
      late > 0 && plural(late, { one: '{n} for over 7 days', other: '{n} for over 7 days' }),
    ]
      .filter(Boolean)
      .join(', '),
  late: 'has waited for over 7 days',
  asked: (who, when) => `Asked by ${who}, ${when}`,
  byLink: 'the organisation, by the link of a message',
  about: {
    record: 'Record of the organisation',
    new_contact: 'A new person',
    contact: (name) => `Person: ${name}`,
    contact_end: (name) => `${name} has left`,
  },
  before: 'Today',
  beforeThen: 'Before',
  after: 'Asked for',
  accept: 'Accept',
  refuse: 'Refuse',
  acceptAll: 'Accept all',
  acceptField: (field) => `Accept: ${field}`,
  refuseAll: 'Refuse all',
  refuseField: (field) => `Refuse: ${field}`,
  verdicts: { waiting: 'waiting', accepted: 'accepted', refused: 'refused', withdrawn: 'withdrawn' },
  accepted: (name) => `${name}: accepted. The organisation will be told by mail.`,
  refused: (name) => `${name}: refused. The organisation will read why.`,
  keys: {
    accept: 'accept the request',
    refuse: 'refuse the request',
    next: 'next request',
    before: 'request before',
  },
  keysHint: 'A accepts, R refuses, J and K go to the next one or back.',
  refuseTitle: (name) => `Refuse a request of ${name}`,
  reason: 'Why',
  reasonHint: 'The organisation will read this sentence as it is.',
  reasons: 'Reasons given before',
  quoted: (reason) => `“${reason}”`,
  sendRefusal: 'Refuse and tell them',
  stale: 'has changed since',
  staleBy: (who, when) => `changed by ${who}, ${when}`,
  conflictTitle: 'The record has changed since this request',
  conflictText: 'Compare the three values: accepting writes what was asked for over today’s value.',
  whenAsked: 'When they asked',
  now: 'Today',
  over: 'Write what was asked for all the same',
  keep: 'Leave it as it is',
  openMember: (name) => `Open the record of ${name}`,
  banner: (n) =>
    plural(n, {
      one: 'One proposed change waits for your approval.',
      other: '{n} proposed changes wait for your approval.',
    }),
  bannerLink: 'Compare and decide',
  shown: (n) => plural(n, { one: '{n} request shown', other: '{n} requests shown' }),
  readerOnly: 'Your role allows reading, not deciding.',
  settings: {
    title: 'What organisations change themselves',
    lead: 'For each field: a change applies at once, waits for your approval, or stays with the team. And who sees it when the organisation has said nothing.',
    treatments: {
      applies: 'Applies at once',
      waits: 'Waits for our approval',
      staff_only: 'The team alone changes it',
    },
    treatmentOf: (field) => `When an organisation changes: ${field}`,
    audiences: { club: 'Seen by the club', public: 'Seen by everybody' },
    audienceOf: (field) => `Who sees: ${field}`,
    never: 'Never public',
    follows: 'Goes with another field',
    saved: 'Setting saved.',
    people: 'People (contacts)',
    pictures: 'Logo and pictures',
    name: 'Being in the directory (name, kind, commune)',
  },
};
