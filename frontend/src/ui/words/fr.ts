import { grammar } from '@/language';

const g = grammar('fr');

export const fr = {
  move: (name: string) => `Déplacer ${name}`,
  moveHint: 'Glissez, ou appuyez sur les flèches haut et bas.',
  moved: (name: string, place: number, total: number) => `${name} : place ${place} sur ${total}`,
  up: 'Monter',
  down: 'Descendre',
  close: 'Fermer',
  cancel: 'Annuler',
  typedTitle: 'Ce que vous avez écrit n’est pas enregistré.',
  typedKeep: 'Continuer à écrire',
  typedDrop: 'Abandonner',
  undo: 'Annuler',
  retry: 'Réessayer',
  loading: 'Chargement en cours',
  more: 'Afficher la suite',
  optional: 'facultatif',
  request: (id: string) => `Numéro à donner : ${id}`,
  corrections: (n: number) =>
    g.plural(n, { one: 'Une information à corriger', other: '{n} informations à corriger' }),
  drop: 'Déposez le fichier ici, ou',
  choose: 'choisissez-le',
  clear: 'Effacer',
  nothingFound: 'Rien ne correspond.',
  showPassword: 'Voir ou cacher le mot de passe',
  sorted: { asc: 'trié en ordre croissant', desc: 'trié en ordre décroissant' },
  progress: (done: number, total: number) => `${g.number(done)} sur ${g.number(total)}`,
  unopened: 'Cette partie de la page n’a pas pu s’ouvrir.',
  openAgain: 'Vérifiez la connexion et réessayez ; si cela ne suffit pas, rechargez la page.',
  back: 'Retour',
  keys: 'Raccourcis clavier',
};
