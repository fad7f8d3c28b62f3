import { grammar } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: typeof fr = {
  title: 'Search the national register',
  hint: 'By name, SIREN, SIRET or RNA number. Empty fields are filled, what you wrote stays.',
  nameOrNumber: 'Name or number',
  search: 'Search',
  threeLetters: 'Write three characters at least.',
  none: 'Nothing under this name in the register, as is common for small associations. Fill in by hand.',
  found: (count: number) =>
    plural(count, { one: '{n} organisation found', other: '{n} organisations found' }),
  hiddenName: 'Name not disclosed',
  hidden: 'a part is not disclosed: to be filled in by hand',
  closed: 'closed',
  siret: (number: string) =>
    `SIRET ${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6, 9)} ${number.slice(9)}`,
  siren: (number: string) => `SIREN ${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`,
  filled: (labels: string[]) =>
    labels.length === 0
      ? 'Everything was filled in already.'
      : `Filled from the register: ${labels.join(', ')}.`,
  otherwise: 'The register says otherwise. Your answers stay, unless you take its own.',
  yours: (text: string) => `You: ${text}`,
  theirs: (text: string) => `Register: ${text}`,
  take: 'Take',
  takeThis: (label: string) => `Take the register’s: ${label}`,
  another: 'Search for another organisation',
  source: (name: string, day: string) => `Source: ${name}, ${day}.`,
  licence: 'Open Licence 2.0.',
  addressByHand: 'Addresses can’t be completed for now: write it in full.',
  kinds: {
    commune: 'Commune',
    public_body: 'Public body',
    association: 'Association',
    company: 'Company',
  },
};
