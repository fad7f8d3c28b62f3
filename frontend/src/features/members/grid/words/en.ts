import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: Translation<typeof fr> = {
  label: 'Members of the club',
  hints: {
    commune: 'A commune’s name or its INSEE code.',
    status: 'From today on; for another day, use the record.',
    contact_due_on: 'The last contact, plus the club’s cadence.',
    siret: 'Gives the SIREN too.',
    verified_on: 'When the organisation last said that its record is right.',
  },
  reasons: {
    people: 'People are changed on the member’s record (Ctrl Enter).',
    computed: 'Worked out by Maillage from the exchanges.',
    history: 'Comes from the member’s history: it is corrected on the record.',
    fromFile: 'Told by an imported file; another import changes it.',
    byRight: 'Communes of the territory are members by right.',
    trace: 'Written by Maillage.',
    size: 'Only companies have a size.',
    exOfficio: 'A commune that is a member by right: this stays as long as it belongs to the territory.',
  },
  sources: {
    join: 'Joining',
    screen: 'Typed',
    api: 'API',
    import: 'Import',
    territory: 'Territory',
    demo: 'Demonstration',
  },
  exOfficio: 'by right',
  unlisted: 'not in the register',
  bounced: 'bounced',
  addColumn: 'Add a column',
  log: 'Log a contact',
  logMany: (n) => plural(n, { one: 'Log a contact ({n})', other: 'Log a contact ({n})' }),
  tooManyChosen: (most) =>
    `At most ${number(most)} chosen rows at a time: filter the list instead, then change all of it.`,
  tooManyListed: (most) => `At most ${number(most)} members at a time: narrow the filter first.`,
  logTooMany: (most) =>
    plural(most, {
      one: 'Select at most {n} member at a time.',
      other: 'Select at most {n} members at a time.',
    }),
  edit: 'Change several',
  editSelected: (n) => plural(n, { one: 'The selected row', other: 'The {n} selected rows' }),
  editAll: (n) => plural(n, { one: 'The member of the list', other: 'All {n} members of the list' }),
  conditions: (n) => (n === 0 ? 'Filter' : plural(n, { one: '{n} condition', other: '{n} conditions' })),
  moreConditions: (n) =>
    n === 0 ? 'Other conditions…' : plural(n, { one: '{n} condition…', other: '{n} conditions…' }),
  filters: 'Filters',
  reading: 'Reading the members',
  offers: {
    filter: 'Filter the list',
    export: 'Export the list',
    selected: (n) => plural(n, { one: 'Change the selected row', other: 'Change the {n} selected rows' }),
    all: (n) =>
      plural(n, { one: 'Change the member of the list', other: 'Change all {n} members of the list' }),
    density: (name) => `Row density: ${name.toLowerCase()}`,
  },
  newRows: 'to add members, import the file',
  shape: 'Layout',
  shapes: { table: 'Table', cards: 'Cards' },
};
