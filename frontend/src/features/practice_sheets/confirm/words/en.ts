import type { fr } from './fr';

export const en: typeof fr = {
  titles: {
    ask: 'Is all of it right?',
    correct: 'What is to be corrected',
    done: 'Thank you, noted',
  },
  lead: (club: string, member: string) =>
    `${club || 'The club'} wants to publish this sheet about what ${member || 'your organisation'} did. Read it: nothing appears without your consent.`,
  name: 'Your name',
  nameHint: 'So that the team knows who read it.',
  right: 'All is right',
  correct: 'Something is to be corrected',
  words: 'What is not right',
  wordsHint: '“We were 80 volunteers, not 60.” The team corrects it, then asks you again.',
  send: 'Send to the team',
  back: 'Back to the sheet',
  before: {
    confirmed: 'You have said already that all is right. You can still change your mind.',
    corrections: 'You have asked for corrections already. The team is seeing to it.',
  },
  changed: 'The sheet has just changed: here it is as it is now.',
  after: {
    confirmed: 'The team can publish the sheet. Thank you for taking the time to read it.',
    corrections: 'The team has your corrections; it will ask you to read it again.',
  },
  more: 'See the sheet again',
  noToken: 'This link is incomplete: open that of the mail, all of it.',
  write: 'A question?',
};
