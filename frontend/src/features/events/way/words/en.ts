import { grammar } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: typeof fr = {
  more: 'Other actions',
  publish: 'Publish',
  publishTitle: 'Publish this event?',
  publishMembers: 'Members see it in their space and can register. Nobody gets a message yet.',
  publishPublic: 'It appears in the public agenda, and anyone can register. Nobody gets a message yet.',
  published: 'The event is published: now invite.',
  door: 'At the door',
  invite: 'Invite',
  close: 'Close',
  publicPage: 'See the public page',
  papers: 'To print (PDF)',
  paper: {
    sign_in: 'Sign-in list',
    door: 'Sign for the door with its code',
    badges: 'Badges',
    certificates: 'Certificates of attendance',
  },
  copy: 'Copy to another day',
  copyTitle: 'Copy this event',
  copyText: 'Its agenda, place, questions and documents go into a draft. Nobody is registered.',
  copyStarts: 'Beginning of the new event',
  doCopy: 'Copy',
  copied: 'Here is the draft: read it through, then publish it.',
  series: 'Make it a series',
  seriesTitle: 'Make it a series',
  seriesText: 'Each becomes a draft at the same hour, which you read through before you publish it.',
  every: 'It comes back',
  rhythms: { week: 'every week', month: 'every month' },
  times: 'How many times more',
  doRepeat: 'Make the drafts',
  repeated: (n: number) => plural(n, { one: '{n} draft is ready.', other: '{n} drafts are ready.' }),
  seeDrafts: 'See them',
  cancel: 'Cancel the event',
  cancelTitle: 'Cancel this event?',
  cancelText: (n: number) =>
    n === 0
      ? 'Those who are invited are told, and their calendars too. A cancelled event does not come back.'
      : plural(n, {
          one: 'The one who is registered and those who are invited are told, and their calendars too. A cancelled event does not come back.',
          other:
            'The {n} people who are registered or wait and those who are invited are told, and their calendars too. A cancelled event does not come back.',
        }),
  cancelWords: 'Why',
  cancelWordsHint: 'Optional. These words are in the message.',
  doCancel: 'Cancel and tell them',
  cancelled: 'The event is cancelled; the messages are leaving.',
  discard: 'Discard the draft',
  discardTitle: 'Discard this draft?',
  discardText: 'What you have written is lost. Nobody has received any of it.',
  discarded: 'Draft discarded.',
};
