/**
 * Words of the screens: a typed catalogue of our own (see docs/decisions).
 * French defines the keys; a key or an argument missing in English does not compile.
 */
import { type Language, useLanguage } from './store';
import { apostrophes, frenchTypography } from './typography';

// biome-ignore lint/suspicious/noExplicitAny: a sentence takes whatever arguments French declares
type Sentence = string | ((...args: any[]) => string);
export interface Catalogue {
  [key: string]: Sentence | Catalogue;
}

/** The same keys and arguments, other words. */
export type Translation<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Translation<T[K]>;
};

export type Words<T> = Record<Language, Translation<T>>;

function set<T>(catalogue: T, typography: (text: string) => string): T {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(catalogue as Record<string, unknown>)) {
    if (typeof value === 'string') out[key] = typography(value);
    else if (typeof value === 'function')
      out[key] = (...args: unknown[]) => typography((value as (...a: unknown[]) => string)(...args));
    else out[key] = set(value, typography);
  }
  return out as T;
}

export function defineWords<T extends Catalogue>(fr: T, en: Translation<T>): Words<T> {
  return { fr: set(fr as unknown as Translation<T>, frenchTypography), en: set(en, apostrophes) };
}

export function useWords<T>(words: Words<T>): Translation<T> {
  return words[useLanguage()];
}
