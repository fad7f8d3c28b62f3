/** The question before changes are lost. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const unsavedWords = defineWords(
  {
    title: (changes: number) =>
      fr.plural(changes, {
        one: '{n} changement n’est pas enregistré',
        other: '{n} changements ne sont pas enregistrés',
      }),
    text: 'Le serveur n’a pas encore répondu, ou une valeur est à corriger. Si vous restez, rien n’est perdu ; si vous partez, ces changements le sont.',
    stay: 'Rester sur la page',
    leave: 'Partir et les perdre',
  },
  {
    title: (changes) =>
      en.plural(changes, { one: '{n} change is not saved', other: '{n} changes are not saved' }),
    text: 'The server has not answered yet, or a value is to be mended. If you stay, nothing is lost; if you leave, these changes are.',
    stay: 'Stay on the page',
    leave: 'Leave and lose them',
  },
);
