/** The question before something large: for who is asked. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const askedWords = defineWords(
  {
    title: (n: number) =>
      fr.plural(n, { one: 'Changer le nom de {n} ligne ?', other: 'Changer le nom de {n} lignes ?' }),
    text: 'Ce collage remplace le nom de toutes ces lignes à la fois. Ctrl Z les rendra toutes.',
    yes: (n: number) => fr.plural(n, { one: 'Changer {n} nom', other: 'Changer {n} noms' }),
    no: 'Ne pas coller',
  },
  {
    title: (n) => en.plural(n, { one: 'Change the name of {n} row?', other: 'Change the name of {n} rows?' }),
    text: 'This paste replaces the names of all these rows at once. Ctrl Z brings them all back.',
    yes: (n) => en.plural(n, { one: 'Change {n} name', other: 'Change {n} names' }),
    no: 'Do not paste',
  },
);
