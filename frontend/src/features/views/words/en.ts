import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  all: 'All members',
  bar: 'View of the members',
  sharedSign: 'shared',
  modified: 'changed',
  filtered: 'filtered',
  saveThis: 'Save this view',
  missing: (fields) => `Archived fields are missing from this view: ${fields}. The rest applies.`,
  wider: 'Its conditions on these fields are left out: the list names more members than was meant.',
  gone: 'This view no longer exists, or is not shared with you.',
  toAll: 'See all members',
};
