import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  title: 'Who acts for your organisation',
  lead: 'Each person has an account of their own. An access taken away is so at once.',
  invite: 'Invite somebody',
  inviteTitle: 'Invite somebody',
  send: 'Send the invitation',
  sent: (email) => `Invitation sent to ${email}.`,
  email: 'Their e-mail address',
  given: 'First name',
  family: 'Family name',
  role: 'What they will do',
  roles: { manager: 'Manages the record', contributor: 'Contributes' },
  rolesLong: {
    manager: 'Manage the record, the people and the accesses',
    contributor: 'Read the record, propose practice sheets, register, ask for advice',
  },
  me: 'you',
  statuses: { invited: 'invitation sent', active: '', disabled: 'account disabled' },
  makeManager: (name) => `Have ${name} manage the record`,
  makeContributor: (name) => `Have ${name} contribute only`,
  manager: 'Have them manage',
  contributor: 'Contribute only',
  remove: 'Take the access away',
  removeOf: (name) => `Take the access of ${name} away`,
  removed: (name) => `${name} has no access to your organisation any more.`,
  changed: (name) => `The role of ${name} is changed.`,
  sure: (name) => `Take the access of ${name} away?`,
  sureText: 'This person will do nothing for your organisation any more. You can invite them again.',
  sureMe: 'This is your own access: you will not see this organisation any more.',
  keep: 'Keep it',
};
