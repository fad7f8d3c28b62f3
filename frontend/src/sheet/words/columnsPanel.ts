/** The list of columns: for who opens it. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const columnsPanelWords = defineWords(
  {
    showAll: 'Tout afficher',
    reset: 'Colonnes d’origine',
    search: 'Chercher une colonne',
    up: (title: string) => `Monter ${title}`,
    down: (title: string) => `Descendre ${title}`,
    shown: (n: number, total: number) => `${fr.number(n)} colonnes affichées sur ${fr.number(total)}`,
    frozen: 'figée',
    readOnly: 'lecture seule',
  },
  {
    showAll: 'Show all',
    reset: 'Original columns',
    search: 'Search a column',
    up: (title) => `Move ${title} up`,
    down: (title) => `Move ${title} down`,
    shown: (n, total) => `${en.number(n)} of ${en.number(total)} columns shown`,
    frozen: 'frozen',
    readOnly: 'read only',
  },
);
