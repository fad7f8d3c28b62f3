/** Which language the screen speaks. French is the source; the choice is kept by the browser. */
import { useSyncExternalStore } from 'react';

export type Language = 'fr' | 'en';
export const LANGUAGES: readonly Language[] = ['fr', 'en'];

const KEY = 'maillage.language';
const listeners = new Set<() => void>();

const one = (name: string | null) => LANGUAGES.find((known) => known === name) ?? null;

function remembered(): Language | null {
  try {
    return one(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Pages that the program writes lead here in the language in which they were read. */
const asked = one(new URLSearchParams(window.location.search).get('lang'));
let current: Language = asked ?? remembered() ?? 'fr';

export function language(): Language {
  return current;
}

/** Catalogues that are fetched before a language is spoken; one that comes later is fetched at once. */
const needs: Record<Language, (() => Promise<unknown>)[]> = { fr: [], en: [] };

export function neededToSpeak(which: Language, fetchWords: () => Promise<unknown>) {
  needs[which].push(fetchWords);
  if (which === current) void fetchWords();
}

/** Once the words that are known of so far are there. */
export async function readyToSpeak(next: Language = current) {
  await Promise.all(needs[next].map((fetchWords) => fetchWords()));
}

export function setLanguage(next: Language) {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still speaks the chosen language until it is closed.
  }
  return speak(next);
}

/** The language of the account, unless another was chosen in this browser. */
export function adoptLanguage(next: Language) {
  if (remembered() === null) void speak(next);
}

async function speak(next: Language) {
  await readyToSpeak(next);
  current = next;
  document.documentElement.lang = next;
  for (const tell of listeners) tell();
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    language,
    language,
  );
}
