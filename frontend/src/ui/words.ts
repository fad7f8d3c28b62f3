import { defineWords, grammar } from '@/language';

const fr = grammar('fr');
const en = grammar('en');

export const uiWords = defineWords(
  {
    close: 'Fermer',
    cancel: 'Annuler',
    undo: 'Annuler',
    retry: 'Réessayer',
    loading: 'Chargement en cours',
    more: 'Afficher la suite',
    optional: 'facultatif',
    request: (id: string) => `Numéro à donner : ${id}`,
    corrections: (n: number) =>
      fr.plural(n, { one: 'Une information à corriger', other: '{n} informations à corriger' }),
    drop: 'Déposez le fichier ici, ou',
    choose: 'choisissez-le',
    clear: 'Effacer',
    nothingFound: 'Rien ne correspond.',
    showPassword: 'Voir ou cacher le mot de passe',
    sorted: { asc: 'trié en ordre croissant', desc: 'trié en ordre décroissant' },
    progress: (done: number, total: number) => `${fr.number(done)} sur ${fr.number(total)}`,
    back: 'Retour',
    keys: 'Raccourcis clavier',
  },
  {
    close: 'Close',
    cancel: 'Cancel',
    undo: 'Undo',
    retry: 'Try again',
    loading: 'Loading',
    more: 'Show more',
    optional: 'optional',
    request: (id) => `Reference to give: ${id}`,
    corrections: (n) => en.plural(n, { one: 'One thing to correct', other: '{n} things to correct' }),
    drop: 'Drop the file here, or',
    choose: 'choose it',
    clear: 'Clear',
    nothingFound: 'Nothing matches.',
    showPassword: 'Show or hide the password',
    sorted: { asc: 'sorted ascending', desc: 'sorted descending' },
    progress: (done, total) => `${en.number(done)} of ${en.number(total)}`,
    back: 'Back',
    keys: 'Keyboard shortcuts',
  },
);
