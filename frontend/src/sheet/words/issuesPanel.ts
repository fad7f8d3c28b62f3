/** The list of cells to settle: for who opens it. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const issuesPanelWords = defineWords(
  {
    title: 'À régler',
    close: 'Fermer la liste',
    dropAll: 'Tout ramener à la valeur enregistrée',
    more: (n: number) => `et ${fr.number(n)} autres`,
    allMine: 'Garder toutes les miennes',
    allTheirs: 'Garder toutes les autres',
  },
  {
    title: 'To settle',
    close: 'Close the list',
    dropAll: 'All back to the saved value',
    more: (n) => `and ${en.number(n)} more`,
    allMine: 'Keep all mine',
    allTheirs: 'Keep all theirs',
  },
);
