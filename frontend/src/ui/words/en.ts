import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const g = grammar('en');

export const en: Translation<typeof fr> = {
  move: (name) => `Move ${name}`,
  moveHint: 'Drag it, or press the up and down arrows.',
  moved: (name, place, total) => `${name}: place ${place} of ${total}`,
  up: 'Move up',
  down: 'Move down',
  close: 'Close',
  cancel: 'Cancel',
  typedTitle: 'What you have written is not saved.',
  typedKeep: 'Go on writing',
  typedDrop: 'Discard',
  undo: 'Undo',
  retry: 'Try again',
  loading: 'Loading',
  more: 'Show more',
  optional: 'optional',
  request: (id) => `Reference to give: ${id}`,
  corrections: (n) => g.plural(n, { one: 'One thing to correct', other: '{n} things to correct' }),
  drop: 'Drop the file here, or',
  choose: 'choose it',
  clear: 'Clear',
  nothingFound: 'Nothing matches.',
  showPassword: 'Show or hide the password',
  sorted: { asc: 'sorted ascending', desc: 'sorted descending' },
  progress: (done, total) => `${g.number(done)} of ${g.number(total)}`,
  unopened: 'This part of the page could not open.',
  openAgain: 'Check the connection and try again; if that is not enough, reload the page.',
  back: 'Back',
  keys: 'Keyboard shortcuts',
};
