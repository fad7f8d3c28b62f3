import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  retry: 'Try again',
  loading: 'Loading',
  more: 'Show more',
  optional: 'optional',
  request: (id) => `Reference to give: ${id}`,
  clear: 'Clear',
  unopened: 'This part of the page could not open.',
  openAgain: 'Check the connection and try again; if that is not enough, reload the page.',
  back: 'Back',
  newTab: '(new tab)',
  notice: 'What becomes of your data',
  uncopied: 'The browser could not copy: select the text and copy it.',
  keys: 'Keyboard shortcuts',
};
