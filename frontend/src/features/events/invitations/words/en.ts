import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural, list } = grammar('en');

export const en: typeof fr = {
  invite: 'Invite',
  title: 'Invite members',
  submit: 'Send the invitations',
  whom: 'Whom',
  everybody: 'All active members',
  towns: 'All member towns',
  segments: 'Segments',
  counted: (name: string, count: number | null) => (count === null ? name : `${name} (${number(count)})`),
  words: 'A few words of the club',
  wordsHint: 'Optional. They come above the day and the place.',
  getIt: (n: number) =>
    plural(n, { one: '{n} member gets the invitation.', other: '{n} members get the invitation.' }),
  unreachable: (n: number) =>
    plural(n, {
      one: 'One member can’t be reached by mail: call them, or complete their record.',
      other: '{n} members can’t be reached by mail: call them, or complete their records.',
    }),
  names: (names: string[], total: number) =>
    total > names.length
      ? list([...names, plural(total - names.length, { one: '{n} other', other: '{n} others' })])
      : list(names),
  seeThem: 'See them in the list',
  onceOnly:
    'A member that was invited to this event before gets nothing anew. What has left can’t be called back.',
  done: (invited: number, unreachable: number) =>
    [
      plural(invited, { one: '{n} invitation is leaving.', other: '{n} invitations are leaving.' }),
      unreachable > 0 &&
        plural(unreachable, { one: '{n} member is to be called.', other: '{n} members are to be called.' }),
    ]
      .filter(Boolean)
      .join(' '),
  none: 'Nobody is invited yet',
  noneText:
    'Choose a segment: each gets the day for their calendar, and answers with one press. Yes, no, or a colleague.',
  noneDraft: 'One invites once the event is published.',
  each: 'Each invited member, and its answer',
  member: 'Member',
  address: 'Written to',
  answer: 'Answer',
  answers: { yes: 'comes', no: 'does not come', colleague: 'a colleague comes' },
  answeredAt: (answer: string, when: string) => `${answer} (${when})`,
  silent: 'no answer',
  toCall: 'to be called',
  onItsWay: 'the message is leaving',
  reasons: {
    no_address: 'no e-mail address',
    bounced: 'address that no longer works',
    objected: 'wants no more messages',
    archived: 'archived record',
  },
  shown: (n: number) => plural(n, { one: '{n} invited member', other: '{n} invited members' }),
};
