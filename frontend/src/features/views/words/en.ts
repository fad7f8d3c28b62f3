import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number } = grammar('en');

export const en: Translation<typeof fr> = {
  all: 'All members',
  bar: 'View of the members',
  mine: 'My views',
  shared: 'Shared views',
  segments: 'Segments',
  counted: (name, n) => `${name} (${number(n)})`,
  none: 'No view yet',
  modified: 'changed',
  save: 'Save',
  saveAs: 'Save under a name…',
  revert: 'Revert',
  rename: 'Rename…',
  share: 'Share with the team',
  unshare: 'No longer share',
  copy: 'Copy the link',
  copied: 'Link copied: paste it where you like.',
  copiedPersonal: 'Link copied. This view is not shared: only you can open it.',
  archive: 'Archive',
  archived: (name) => `The view ${name} is archived.`,
  saved: (name) => `The view ${name} is saved.`,
  sharedNow: (name) => `The team now sees ${name}.`,
  personalNow: (name) => `Only you see ${name} now.`,
  command: (name) => `View: ${name}`,
  segmentCommand: (name) => `Segment: ${name}`,
  missing: (fields) => `Archived fields are missing from this view: ${fields}. The rest applies.`,
  wider: 'Its conditions on these fields are left out: the list names more members than was meant.',
  putAway: (name, segment) => `The ${segment ? 'segment' : 'view'} ${name} is archived.`,
  restore: 'Restore',
  restored: (name, segment) => `The ${segment ? 'segment' : 'view'} ${name} is back.`,
  gone: 'This view no longer exists, or is not shared with you.',
  toAll: 'See all members',
  copyName: (name) => `${name} (copy)`,
};
