/** What forms, lists and dialogs say: they have both languages with them. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const formWords = defineWords(
  {
    move: (name: string) => `Déplacer ${name}`,
    moveHint: 'Glissez, ou appuyez sur les flèches haut et bas.',
    moved: (name: string, place: number, total: number) => `${name} : place ${place} sur ${total}`,
    up: 'Monter',
    down: 'Descendre',
    typedTitle: 'Ce que vous avez écrit n’est pas enregistré.',
    typedKeep: 'Continuer à écrire',
    typedDrop: 'Abandonner',
    corrections: (n: number) =>
      fr.plural(n, { one: 'Une information à corriger', other: '{n} informations à corriger' }),
    drop: 'Déposez le fichier ici, ou',
    choose: 'choisissez-le',
    dropSeveral: 'Déposez les fichiers ici, ou',
    chooseSeveral: 'choisissez-les',
    showPassword: 'Voir ou cacher le mot de passe',
    progress: (done: number, total: number) => `${fr.number(done)} sur ${fr.number(total)}`,
    sorted: { asc: 'trié en ordre croissant', desc: 'trié en ordre décroissant' },
    nothingFound: 'Rien ne correspond.',
  },
  {
    move: (name) => `Move ${name}`,
    moveHint: 'Drag it, or press the up and down arrows.',
    moved: (name, place, total) => `${name}: place ${place} of ${total}`,
    up: 'Move up',
    down: 'Move down',
    typedTitle: 'What you have written is not saved.',
    typedKeep: 'Go on writing',
    typedDrop: 'Discard',
    corrections: (n) => en.plural(n, { one: 'One thing to correct', other: '{n} things to correct' }),
    drop: 'Drop the file here, or',
    choose: 'choose it',
    dropSeveral: 'Drop the files here, or',
    chooseSeveral: 'choose them',
    showPassword: 'Show or hide the password',
    progress: (done, total) => `${en.number(done)} of ${en.number(total)}`,
    sorted: { asc: 'sorted ascending', desc: 'sorted descending' },
    nothingFound: 'Nothing matches.',
  },
);
