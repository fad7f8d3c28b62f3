import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: (n) => plural(n, { one: 'Change {n} member', other: 'Change {n} members' }),
  lead: 'Choose what changes. Nothing is written before you have seen what becomes of it.',
  field: 'Field',
  value: 'New value',
  empty: 'empty',
  emptyHint: 'Leave it empty to clear.',
  all: 'This list takes the place of each member’s own.',
  yes: 'Yes',
  no: 'No',
  add: 'Change another field too',
  remove: (field) => `No longer change: ${field}`,
  cancel: 'Cancel',
  look: 'See what will change',
  back: 'Back to the fields',
  preview: 'What will change',
  changed: (n) => plural(n, { one: '{n} member changes', other: '{n} members change' }),
  unchanged: (n) => plural(n, { one: '{n} has this value already', other: '{n} have this value already' }),
  refused: (n) => plural(n, { one: '{n} can’t change', other: '{n} can’t change' }),
  why: 'Why some don’t change',
  times: (reason, n) => `${reason} (${number(n)})`,
  sample: 'A look',
  firsts: (n) => plural(n, { one: 'The first one', other: 'The first {n}, by name' }),
  commit: (n) => plural(n, { one: 'Change {n} member', other: 'Change {n} members' }),
  nothing: 'Nothing changes',
  done: (n) => plural(n, { one: '{n} member changed.', other: '{n} members changed.' }),
  undone: 'The members are again as they were.',
  partly: (n) =>
    plural(n, {
      one: '{n} record, changed by somebody since, stays as it is.',
      other: '{n} records, changed by somebody since, stay as they are.',
    }),
  otherNow: 'The list changed while you were looking: here is where it stands.',
};
