/** What is said in a cell that is edited, and where values are settled. Both languages at hand: an editor opens at once. */
import { defineWords, language } from '@/language';

export const inCellWords = defineWords(
  {
    dateHint: 'jj/mm/aaaa',
    pickDay: 'Choisir un jour',
    editing: (title: string) => `Modifier : ${title}`,
    filterOptions: 'Chercher dans la liste',
    noOption: 'Rien ne correspond.',
    emptyOption: 'Vider la cellule',
    unseen: 'hors de la vue actuelle',
    yes: (label: string) => `Oui, ${label}`,
    drop: 'Revenir à la valeur enregistrée',
    clash: (who: string, when: string) => `Changée entre-temps par ${who}${when ? `, ${when}` : ''}`,
    someone: 'quelqu’un d’autre',
    keepMine: 'Garder la mienne',
    keepTheirs: 'Garder l’autre',
    blank: 'vide',
  },
  {
    dateHint: 'dd/mm/yyyy',
    pickDay: 'Choose a day',
    editing: (title) => `Edit: ${title}`,
    filterOptions: 'Search the list',
    noOption: 'Nothing matches.',
    emptyOption: 'Empty the cell',
    unseen: 'outside the current view',
    yes: (label) => `Yes, ${label}`,
    drop: 'Back to the saved value',
    clash: (who, when) => `Changed in the meantime by ${who}${when ? `, ${when}` : ''}`,
    someone: 'someone else',
    keepMine: 'Keep mine',
    keepTheirs: 'Keep theirs',
    blank: 'empty',
  },
);

/** Said outside of any drawing. */
export const inCellWordsNow = () => inCellWords[language()] ?? inCellWords.fr;
