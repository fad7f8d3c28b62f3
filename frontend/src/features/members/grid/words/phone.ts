/** What filters say on a phone. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const phoneWords = defineWords(
  {
    showFilters: (n: number) =>
      n === 0 ? 'Filtrer' : fr.plural(n, { one: 'Filtrer ({n})', other: 'Filtrer ({n})' }),
    seeList: 'Voir la liste',
    seeResults: (n: number) => fr.plural(n, { one: 'Voir le membre', other: 'Voir les {n} membres' }),
    sort: 'Trier par',
    /** The others are called by their field. */
    sorts: {
      last_contact_on: 'Dernier contact, le plus ancien d’abord',
      '-last_contact_on': 'Dernier contact, le plus récent d’abord',
      '-created_at': 'Ajoutés récemment',
    },
  },
  {
    showFilters: (n) => (n === 0 ? 'Filter' : en.plural(n, { one: 'Filter ({n})', other: 'Filter ({n})' })),
    seeList: 'See the list',
    seeResults: (n) => en.plural(n, { one: 'See the member', other: 'See {n} members' }),
    sort: 'Sort by',
    sorts: {
      last_contact_on: 'Last contact, oldest first',
      '-last_contact_on': 'Last contact, newest first',
      '-created_at': 'Newly added',
    },
  },
);
