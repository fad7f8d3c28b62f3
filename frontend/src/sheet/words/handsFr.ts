/** What changing cells says: it comes with what changes them. */
import { grammar } from '@/language';

const g = grammar('fr');
const count = (n: number, one: string, other: string) =>
  g.plural(n, { one: `{n} ${one}`, other: `{n} ${other}` });

export const handsFr = {
  parse: {
    number: 'Ce n’est pas un nombre.',
    date: 'Ce n’est pas une date : écrivez jour/mois/année.',
    noSuchDay: 'Ce jour n’existe pas au calendrier.',
    choice: (text: string) => `« ${text} » n’est pas dans la liste.`,
    yesNo: 'Écrivez oui ou non.',
    required: 'Cette cellule ne peut pas rester vide.',
  },
  work: {
    stopped: (n: number) =>
      n === 0
        ? 'Arrêté, rien n’est changé.'
        : `Arrêté après ${count(n, 'ligne', 'lignes')}. Ctrl Z les rétablit.`,
    tooMuch: (n: number) =>
      `C’est trop en une fois (${g.number(n)} cellules). Sélectionnez moins de lignes ou de colonnes.`,
    busy: 'Une opération est en cours : attendez sa fin ou arrêtez-la.',
  },
  done: {
    edit: (what: string) => `${what} : enregistré`,
    paste: (n: number) => count(n, 'cellule collée', 'cellules collées'),
    fill: (n: number) => count(n, 'cellule remplie', 'cellules remplies'),
    clear: (n: number) => count(n, 'cellule vidée', 'cellules vidées'),
    undo: (n: number) => `Annulé : ${count(n, 'cellule', 'cellules')}`,
    redo: (n: number) => `Rétabli : ${count(n, 'cellule', 'cellules')}`,
    choice: (n: number) => count(n, 'cellule tranchée', 'cellules tranchées'),
    undone: 'Annulé',
    redone: 'Rétabli',
    nothingToUndo: 'Rien à annuler',
    nothingToRedo: 'Rien à rétablir',
    readOnly: (n: number) => `${count(n, 'laissée', 'laissées')} (lecture seule)`,
    invalid: (n: number) => `${g.number(n)} à corriger`,
    because: (title: string, reason: string) => `${title} : ${reason}`,
    beyond: (n: number) =>
      count(
        n,
        'ligne au-delà de la fin du tableau n’est pas collée',
        'lignes au-delà de la fin du tableau ne sont pas collées',
      ),
    beyondColumns: (n: number) =>
      count(
        n,
        'colonne au-delà du bord droit n’est pas collée',
        'colonnes au-delà du bord droit ne sont pas collées',
      ),
    notPasted: 'Rien n’est collé.',
    nothing: 'Rien n’a changé',
    emptyClipboard: 'Le presse-papiers ne contient pas de texte.',
    notCopied: 'Le navigateur a refusé l’accès au presse-papiers.',
    unread: 'Des lignes n’ont pas pu être lues : rien n’est changé.',
  },
  issues: {
    gone: 'Cette ligne n’existe plus ou ne vous est plus ouverte.',
    unsaid: 'Le serveur a refusé cette valeur.',
    appeared: (n: number) => `${count(n, 'cellule demande', 'cellules demandent')} votre attention`,
  },
};
