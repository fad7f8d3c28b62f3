import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: typeof fr = {
  title: 'Campaigns',
  lead: '“Is this still right?”: members confirm their record with one tap, correct it, or say who is in charge now.',
  new: 'New campaign',
  list: 'Campaigns',
  none: 'No campaign yet',
  noneText:
    'Choose a segment: each is sent what the club holds of it, and answers in ten seconds. After elections, one campaign renews the contacts of all communes.',
  shown: (n: number) => plural(n, { one: '{n} campaign', other: '{n} campaigns' }),
  states: { draft: 'draft', sending: 'on its way', open: 'open', closed: 'closed' },
  made: (by: string, when: string) => `Prepared by ${by}, ${when}`,
  sentOn: (when: string) => `sent ${when}`,
  of: (audience: string | null) => (audience ? `For “${audience}”` : 'Chosen by a filter'),
  answers: (answered: number, total: number) =>
    `${plural(answered, { one: '{n} answer', other: '{n} answers' })} of ${number(total)}`,
  form: {
    title: 'Ask whether it is still right',
    name: 'Name of the campaign',
    nameHint: 'For the team: members don’t see it.',
    whom: 'Whom',
    towns: 'All communes that are members',
    everybody: 'All active members',
    segments: 'Segments',
    counted: (name: string, count: number | null) => (count === null ? name : `${name} (${number(count)})`),
    words: 'A word of the club',
    wordsHint: 'Optional. It stands above what the club holds of the organisation.',
    submit: 'See who gets it',
    townsName: 'Contacts of the communes',
    townsWords:
      'After the elections we bring our contacts in the communes up to date: tell us who looks after waste prevention now.',
  },
  back: 'All campaigns',
  figures: 'Where the recipients stand',
  stages: {
    waiting: 'to be written to',
    unreachable: 'not reachable by mail',
    sent: 'no answer',
    bounced: 'not delivered',
    right: 'still right',
    corrected: 'corrected',
    other: 'somebody else',
  },
  draftStages: { waiting: 'will get the message', unreachable: 'not reachable by mail' },
  ready: (reached: number, total: number) =>
    `${plural(reached, { one: '{n} member will get the message', other: '{n} members will get the message' })}, of ${number(total)}. Nothing has left yet.`,
  unreachableHint: (n: number) =>
    plural(n, {
      one: 'One member can’t be reached by mail: add an address to its record before you send, or call.',
      other:
        '{n} members can’t be reached by mail: add an address to their records before you send, or call.',
    }),
  progress: (done: number, total: number) =>
    `Messages leave in small bundles: ${number(done)} of ${number(total)}. You may leave this page.`,
  send: (n: number) => plural(n, { one: 'Send to {n} member', other: 'Send to {n} members' }),
  sendTitle: (n: number) =>
    plural(n, { one: 'Send this message to {n} member?', other: 'Send this message to {n} members?' }),
  sendText:
    'Each is sent what the club holds of its organisation, and a link that is good for 30 days. What is sent can’t be called back.',
  doSend: 'Send',
  sent: 'Messages are on their way out.',
  remind: 'Write once more',
  remindTitle: (n: number) =>
    plural(n, {
      one: 'Write once more to {n} member who is silent?',
      other: 'Write once more to {n} members who are silent?',
    }),
  remindText: 'This can be done once. After that it is better to call.',
  doRemind: 'Write once more',
  reminded: 'Second messages are on their way out.',
  close: 'Close',
  closeTitle: 'Close this campaign?',
  closeText: (n: number) =>
    plural(n, {
      one: 'The member without an answer goes to “To be called”. Late answers are still taken.',
      other: 'The {n} members without an answer go to “To be called”. Late answers are still taken.',
    }),
  doClose: 'Close',
  closed: 'The campaign is closed.',
  discard: 'Delete the draft',
  discardTitle: 'Delete this draft?',
  discardText: 'Its word and its recipients are lost. Nothing of it has left.',
  discarded: 'Draft deleted.',
  toCall: (n: number) => plural(n, { one: 'To be called: {n} member', other: 'To be called: {n} members' }),
  toCallHint: 'A member leaves this list as soon as a contact with it is noted.',
  inTheWeek: 'See them in the week',
  words: 'A word of the club',
  recipients: 'Recipients',
  each: 'Each recipient, and where it stands',
  everybody: 'All',
  member: 'Member',
  address: 'Address',
  state: 'Answer',
  when: 'Answered',
  ofOrganisation: 'the organisation’s address',
  reasons: {
    no_address: 'no e-mail address',
    bounced: 'address no longer works',
    objected: 'does not want to be written to',
    archived: 'record archived',
  },
  letters: (n: number) => plural(n, { one: '{n} message', other: '{n} messages' }),
  nobody: 'No recipient here',
  shownRecipients: (n: number, total: number) => `${number(n)} of ${number(total)}`,
};
