import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  offline: {
    title: 'No connection',
    sentence: 'The server does not answer. Check your connection and try again: nothing is lost.',
  },
  unavailable: { title: 'Momentarily unavailable', sentence: 'Please try again in a moment.' },
  forbidden: {
    title: 'This page is not for you',
    sentence: 'Your account may not see this. Ask one of the club’s administrators.',
  },
  missing: { title: 'Not found', sentence: 'What you are looking for does not exist, or no longer does.' },
  refused: 'It can’t be done this way',
  changed: 'Changed meanwhile',
  busy: 'Too many requests at once. Wait a little and try again.',
  other: {
    title: 'Something went wrong',
    sentence: 'The mistake is ours. Try again; if it stays, give this number to your administrator.',
  },
  stale: 'Somebody changed this record meanwhile. Reload it to see where it stands.',
};
