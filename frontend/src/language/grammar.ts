/** Plurals and numbers of each language, by the browser's own rules (Intl). */
import type { Language } from './store';

export interface Forms {
  one: string;
  other: string;
}

export interface Grammar {
  /** `3` → « 3 », `12000` → « 12 000 ». */
  number: (n: number) => string;
  /** Picks the form; `{n}` in it becomes the number. */
  plural: (n: number, forms: Forms) => string;
  /** « a, b et c ». */
  list: (items: readonly string[]) => string;
  percent: (share: number) => string;
}

const made = new Map<Language, Grammar>();

export function grammar(language: Language): Grammar {
  const known = made.get(language);
  if (known) return known;
  const locale = localeOf(language);
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = (n: number) => numbers.format(n);
  const grammar: Grammar = {
    number,
    plural: (n, forms) => (rules.select(n) === 'one' ? forms.one : forms.other).replaceAll('{n}', number(n)),
    list: (items) => lists.format(items),
    percent: (share) => percents.format(share),
  };
  made.set(language, grammar);
  return grammar;
}

export function localeOf(language: Language): string {
  return language === 'fr' ? 'fr-FR' : 'en-GB';
}
