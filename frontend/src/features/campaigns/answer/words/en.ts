import type { fr } from './fr';

export const en: typeof fr = {
  titles: {
    ask: 'Is this still right?',
    correct: 'What has changed',
    other: 'Who is in charge now?',
  },
  thanks: 'Thank you, that is noted',
  lead: (club: string, name: string) => `This is what ${club || 'the club'} holds of ${name}.`,
  noToken: 'This link is incomplete. Open it from the message, without copying it.',
  signIn: 'Sign in to my space',
  right: 'It is still right',
  correct: 'Correct it',
  other: 'Somebody else is in charge',
  before: {
    right: 'You have already answered that all is right. You can still correct it.',
    corrected: 'A correction was sent already. You can make another.',
    other: 'The club’s team knows already that somebody else is in charge.',
  },
  after: {
    right: (club: string) =>
      `${club || 'The club'} knows that your details are right. There is nothing else to do.`,
    corrected: (club: string) => `Your answer has reached ${club || 'the club’s team'}.`,
    other: (club: string) =>
      `The team of ${club || 'this club'} checks it, then writes to the person you have named.`,
  },
  applied: 'What is shown below is up to date already.',
  waits: 'A part of it waits for the team: it will appear then.',
  more: 'Something else to change',
  write: 'A question? Write to',
  nothing: 'nothing',
  address: 'Address',
  people: 'People',
  fields: {
    name: 'Name of the organisation',
    street: 'Street',
    postal_code: 'Postal code',
    commune: 'Commune',
    phone: 'Phone',
    email: 'E-mail address',
    website: 'Website',
  },
  thisWaits: 'This change will wait for the team.',
  save: 'Send the corrections',
  send: 'Send',
  back: 'Back',
  otherHint: 'The club’s team checks before anything changes. Tell this person that you give their name.',
  person: {
    given_name: 'First name',
    family_name: 'Last name',
    email: 'E-mail address',
    function: 'Function',
  },
};
