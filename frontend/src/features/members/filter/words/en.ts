import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: 'Filter the members',
  lead: 'The members kept are those that meet',
  joints: {
    all: 'all of these conditions',
    any: 'at least one of these conditions',
    none: 'none of these conditions',
    not_all: 'not all of these conditions at once',
  },
  group: (n) => `Group of conditions, level ${n}`,
  how: 'How the conditions combine',
  groups: {
    member: 'Organisation',
    identifiers: 'Identifiers',
    address: 'Place',
    contact: 'People and reachability',
    follow_up: 'Follow-up and exchanges',
    texts: 'Texts and origin',
    custom: 'Fields of the club',
  },
  field: 'What to look at',
  operator: 'How',
  value: 'Value',
  days: 'days',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
  yes: 'yes',
  no: 'no',
  choose: 'Choose…',
  addCondition: 'Add a condition',
  addGroup: 'Add a group',
  remove: (what) => `Remove: ${what}`,
  removeGroup: 'Remove this group',
  clear: 'Remove all',
  apply: 'Apply',
  cancel: 'Cancel',
  seen: (n) => plural(n, { one: 'See the member', other: 'See {n} members' }),
  nobody: 'No member',
  counting: 'Counting',
  year: (year) => `in ${year}`,
  examples: 'To begin with',
  silent: 'Nothing for 90 days',
  unreachable: 'Without a deliverable address',
  attended: (year) => `Attended a meeting in ${year}`,
  active: 'Active members',
  summary: 'Filter',
  edit: 'Edit the filter',
  and: ' and ',
  or: ' or ',
  none: 'none of: ',
  notAll: 'not all of: ',
  unknown: 'vanished field',
  isOneOf: (field, values) => `${field}: ${values.join(' or ')}`,
  dayOperators: {
    nothing_since_days: 'nothing for, or never',
    older_than_days: 'is older than',
    last_days: 'is within the last',
    next_days: 'comes within the next',
    within_days: 'is no further than',
  },
  inDays: {
    nothing_since_days: (field, n) =>
      plural(n, { one: `${field}: nothing for {n} day`, other: `${field}: nothing for {n} days` }),
    older_than_days: (field, n) =>
      plural(n, { one: `${field}: more than {n} day ago`, other: `${field}: more than {n} days ago` }),
    last_days: (field, n) =>
      plural(n, { one: `${field}: within the last day`, other: `${field}: within the last {n} days` }),
    next_days: (field, n) =>
      plural(n, { one: `${field}: within the next day`, other: `${field}: within the next {n} days` }),
    within_days: (field, n) =>
      plural(n, {
        one: `${field}: at most {n} day from today`,
        other: `${field}: at most {n} days from today`,
      }),
  },
  quick: (what) => `Filter by ${what}`,
  drop: 'No longer filter',
};
