import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: typeof fr = {
  title: 'Tell what you did',
  lead: (club: string, title: string) =>
    `${club || 'The club'} would like to make “${title}” known. Ten short questions; what you write is kept by itself.`,
  of: (member: string) => `For ${member}`,
  progress: (done: number, total: number) =>
    `${plural(done, { one: '{n} answer', other: '{n} answers' })} of ${number(total)}`,
  states: {
    kept: 'All is kept: you can come back later by the same link.',
    waiting: 'Kept in a moment…',
    saving: 'Saving…',
    failed: 'Not kept yet: there is no network, or the server does not answer.',
  },
  again: 'Try again',
  photos: 'Your photos',
  photosText: (left: number) =>
    plural(left, { one: '{n} more photo possible.', other: '{n} more photos possible.' }),
  noMorePhotos: 'You have sent all the photos there can be. Thank you!',
  sentPhotos: (n: number) => plural(n, { one: '{n} photo received', other: '{n} photos received' }),
  alt: 'What is on the photos you are about to add',
  altHint: 'Optional, for those who do not see them.',
  addPhotos: 'Add photos',
  photoHint: 'JPEG, PNG or WebP, 25 MB at most each',
  consent: 'Send only photos that you may share, with the consent of those who can be recognised.',
  send: 'Send my answers',
  sendNone: 'Answer the first question at least.',
  thanks: 'Thank you, it is sent',
  thanksText:
    'The team makes a sheet of it. You will read it before it is published: nothing appears without you.',
  noToken: 'This link is incomplete: open that of the mail, all of it.',
  write: 'A question?',
};
