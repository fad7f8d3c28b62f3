import { grammar, type Translation } from '@/language';
import type { fr } from './fr';
import { namesEn, personNamesEn } from './namesEn';

const { number, plural } = grammar('en');

export const en: Translation<typeof fr> = {
  names: namesEn,
  personNames: personNamesEn,
  kinds: { commune: 'Commune', association: 'Association', public_body: 'Public body', company: 'Company' },
  kindsMany: {
    commune: 'Communes',
    association: 'Associations',
    public_body: 'Public bodies',
    company: 'Companies',
  },
  sizes: { small: 'small', large: 'large' },
  statuses: { prospect: 'Prospect', invited: 'Invited', active: 'Active', paused: 'Paused', left: 'Left' },
  followUps: { ok: 'up to date', soon: 'due soon', overdue: 'overdue', never: 'never reached' },
  list: {
    export: 'Export',
    nothingToExport: 'There is nothing to export: no member matches.',
    duplicates: 'Duplicates',
    title: 'Members',
    lead: (total) => plural(total, { one: '{n} organisation', other: '{n} organisations' }),
    search: 'Search name, commune, person…',
    add: 'Add a member',
    all: 'All',
    filters: 'Filters',
    anyKind: 'All kinds',
    counted: (what, n) => `${what} (${number(n)})`,
    anyTopic: 'Any topic',
    anyStatus: 'All statuses',
    archived: 'Archived',
    mine: 'Followed by me',
    clear: 'Clear the filters',
    shown: (shown, total) => `${number(shown)} of ${number(total)}`,
    empty: 'The book is empty',
    emptyText: 'Import your spreadsheet: nothing is written before you have seen what will change.',
    emptyImport: 'Import a file',
    none: 'No member matches',
    noneText: 'Widen the search, or add this organisation.',
    exOfficio: 'by right',
    never: 'never',
    bounced: 'address fails',
    open: (name) => `Open ${name}`,
    readerOnly: 'Your role allows reading, not changing.',
    keys: {
      search: 'search',
      add: 'add a member',
    },
  },
  memberOf: (kind, commune) => [kind, commune].filter(Boolean).join('\u00a0· '),
};
