import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: 'New column',
  lead: 'A field of your own, in the grid, filters, imports and the record.',
  name: 'Name',
  nameHint: '“Lends cups”, “Number of volunteers”…',
  kind: 'What it holds',
  kinds: { text: 'Text', number: 'Number', date: 'Date', choice: 'List of choices', yes_no: 'Yes or no' },
  choices: 'Choices',
  choice: (n) => `Choice ${n}`,
  addChoice: 'Add a choice',
  removeChoice: (n) => `Remove choice ${n}`,
  editTitle: (name) => `Edit ${name}`,
  save: 'Save',
  saved: (name) => `The field ${name} is saved.`,
  settings: 'Fields of the club',
  clubs: 'Fields of the club',
  unknown: 'Not known',
  seen: { member: 'The member sees this value.', public: 'Everybody sees this value.' },
  inUse: (name, n) =>
    plural(n, {
      one: `“${name}” is the choice of one member: give them another one first.`,
      other: `“${name}” is the choice of {n} members: give them another one first.`,
    }),
  add: 'Add a field',
  none: 'No field of your own',
  noneText: 'Add what the club wants to know of its members: it will be in the grid, filters and imports.',
  about: (kind, seen, n) => `${kind} · ${seen} · ${plural(n, { one: '{n} member', other: '{n} members' })}`,
  actions: (name) => `Actions on ${name}`,
  edit: 'Edit…',
  archive: 'Archive',
  archived: (name) => `The field ${name} is archived; its values are kept.`,
  gone: 'Archived fields',
  restore: 'Restore',
  restoreField: (name) => `Restore ${name}`,
  yes: 'Yes',
  no: 'No',
  visibility: 'Who sees its values',
  visibilities: {
    staff: 'The club’s team',
    member: 'The team, and each member for its own record',
    public: 'Everybody',
  },
  submit: 'Add the column',
  made: (name) => `The column ${name} is added.`,
};
