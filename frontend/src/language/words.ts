/**
 * Words of the screens: a typed catalogue of our own (see docs/decisions).
 * French defines the keys; a key or an argument missing in English does not compile.
 */
import { use } from 'react';
import { known, there } from './known';
import { neededToSpeak, useLanguage } from './store';
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

/** Where the English of a catalogue is: at hand, or fetched once somebody speaks it. */
type English<T> = Translation<T> | (() => Promise<Translation<T>>);

export interface Words<T> {
  fr: Translation<T>;
  /** Fetched once; where that fails the screen stays in French rather than empty. */
  english: () => Promise<Translation<T>>;
  /** Once they are there. */
  en: Translation<T> | null;
}

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

export function defineWords<T extends Catalogue>(fr: T, en: English<T>): Words<T> {
  const french = set(fr as unknown as Translation<T>, frenchTypography);
  let asked: Promise<Translation<T>> | null = null;
  const fetchEnglish = async (fetched: () => Promise<Translation<T>>) => {
    words.en = await fetched().then(
      (told) => set(told, apostrophes),
      () => french,
    );
    return words.en;
  };
  const words: Words<T> = {
    fr: french,
    en: typeof en === 'function' ? null : set(en, apostrophes),
    english: () => {
      asked ??= typeof en === 'function' ? known(fetchEnglish(en)) : there(words.en ?? french);
      return asked;
    },
  };
  neededToSpeak('en', words.english);
  return words;
}

/**
 * Waits, as for a part of the page, where the words of this language are still on their way. Asked in the same order
 * at each drawing, there or not: React tells promises apart by their order.
 */
export function useWords<T>(words: Words<T>): Translation<T> {
  return useLanguage() === 'fr' ? words.fr : use(words.english());
}
