/** Which language the screen speaks. French is the source; the choice is kept by the browser. */
import { useSyncExternalStore } from 'react';

export type Language = 'fr' | 'en';
export const LANGUAGES: readonly Language[] = ['fr', 'en'];

const KEY = 'maillage.language';
const listeners = new Set<() => void>();

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'fr';
  } catch {
    return 'fr';
  }
}

let current: Language = remembered();

export function language(): Language {
  return current;
}

export function setLanguage(next: Language) {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still speaks the chosen language until it is closed.
  }
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
