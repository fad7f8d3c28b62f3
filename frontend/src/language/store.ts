/** Which language the screen speaks. French is the source; the choice is kept by the browser. */
import { useSyncExternalStore } from 'react';

export type Language = 'fr' | 'en';
export const LANGUAGES: readonly Language[] = ['fr', 'en'];

const KEY = 'maillage.language';
const listeners = new Set<() => void>();

function remembered(): Language | null {
  try {
    return LANGUAGES.find((known) => known === localStorage.getItem(KEY)) ?? null;
  } catch {
    return null;
  }
}

let current: Language = remembered() ?? 'fr';

export function language(): Language {
  return current;
}

export function setLanguage(next: Language) {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still speaks the chosen language until it is closed.
  }
  speak(next);
}

/** The language of the account, unless another was chosen in this browser. */
export function adoptLanguage(next: Language) {
  if (remembered() === null) speak(next);
}

function speak(next: Language) {
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
