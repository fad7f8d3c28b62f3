import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: 'Export the list',
  lead: (count) =>
    count === undefined
      ? 'The members of the list, with its filters and in its order. The file can be imported again.'
      : plural(count, {
          one: 'The member of the list. The file can be imported again.',
          other:
            'The {n} members of the list, with its filters and in its order. The file can be imported again.',
        }),
  format: 'Format',
  formats: {
    xlsx: { name: 'Excel (.xlsx)', for: 'Real dates and real numbers, a filter on each column.' },
    ods: { name: 'LibreOffice (.ods)', for: 'The same, in an open format.' },
    csv_excel: {
      name: 'Text for a French Excel (.csv)',
      for: 'Semicolons, dates as 31/12/2026: opens with a double click on a French machine.',
    },
    csv_open: { name: 'Text for another program (.csv)', for: 'Commas, dates as 2026-12-31, UTF-8.' },
    vcf: {
      name: 'Contact cards (.vcf)',
      for: 'The people, for an address book; without the e-mail of those who refused our letters.',
    },
  },
  columns: 'Columns',
  shown: (count) => plural(count, { one: 'The one on the screen', other: 'The {n} on the screen' }),
  all: 'All',
  people: 'With all people',
  peopleHint: 'One row per person: name, function, e-mail, telephones.',
  logged: 'The log keeps who exports what. Do not keep this file longer than you need it.',
  cancel: 'Cancel',
  stop: 'Stop',
  download: 'Download',
  preparing: 'The file is being written…',
  coming: 'The file is coming, in kB',
  done: (name) => `${name} is in your downloads.`,
  cards: {
    one: 'Contact card',
    oneLabel: (name) => `Contact card: ${name}`,
    many: 'Contact cards',
    manyLabel: (name) => `Contact cards of the people of ${name}`,
  },
};
