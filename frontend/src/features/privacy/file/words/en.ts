import type { fr } from './fr';

export const en: typeof fr = {
  title: 'Your personal data',
  lead: (club) => `This is all that ${club || 'the club'} knows of you, in a ZIP file:`,
  page: 'a page to read, donnees.html;',
  data: 'the same data for a program, donnees.json.',
  care: 'The link is good for seven days; then the file is deleted. Do not leave it on a computer that others use.',
  download: 'Download my data',
  done: (name) => `Done: look for “${name}” in your downloads.`,
  noToken: 'This link is incomplete. Open it from the message, without copying it.',
  spent:
    'This link opens nothing: it is incomplete, or older than seven days and the file is deleted. Just ask for another one.',
  write: 'For anything about your data, write to',
  ask: 'For anything about your data, turn to the club’s team.',
  rights: 'Your rights',
};
