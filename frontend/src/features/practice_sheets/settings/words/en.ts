import { grammar } from '@/language';
import type { fr } from './fr';

const { list, plural } = grammar('en');

export const en: typeof fr = {
  title: 'Keywords of sheets',
  lead: 'The list one chooses from while writing. Whoever searches by another name finds the sheets too.',
  name: 'New keyword',
  add: 'Add',
  empty: 'No keyword yet',
  emptyText: 'Add those that one types to search: compost, dishes, repair…',
  count: (n: number) => plural(n, { one: '{n} keyword', other: '{n} keywords' }),
  search: 'Search a keyword',
  also: (names: string[]) => `also ${list(names)}`,
  actions: (name: string) => `Actions on ${name}`,
  rename: 'Rename',
  renameOf: (name: string) => `New name of ${name}`,
  addAlias: 'Add another name',
  aliasOf: (name: string) => `Another name of ${name}`,
  removeAlias: (alias: string) => `Remove the other name “${alias}”`,
  merge: 'Join with another one',
  mergeTitle: (name: string) => `Join “${name}” with another keyword`,
  mergeText: (name: string) => `“${name}” becomes another name of the one you choose; its sheets follow.`,
  into: 'The word that stays',
  doMerge: 'Join',
  merged: (name: string, into: string) => `“${name}” is another name of “${into}” now.`,
  remove: 'Remove',
  removed: (name: string) => `“${name}” is removed.`,
  save: 'Save',
  template: {
    title: 'Template of sheets',
    lead: 'What one reads below each section while writing. A text that is cleared is the original one again.',
    kinds: { good_practice: 'Good practices', advice: 'Advice sheets' },
    saved: 'The template is saved.',
    nothing: 'Nothing was changed.',
  },
};
