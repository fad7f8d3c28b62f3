/** Light, dark, or as the system says; kept by the browser. `index.html` sets it before the first paint. */
import { useSyncExternalStore } from 'react';

export type Appearance = 'light' | 'dark' | 'auto';
export type Scheme = 'light' | 'dark';
const KEY = 'maillage.appearance';

const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let current = remembered();

function remembered(): Appearance {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

function schemeOf(appearance: Appearance): Scheme {
  return appearance === 'auto' ? (system.matches ? 'dark' : 'light') : appearance;
}

function wear(appearance: Appearance) {
  current = appearance;
  document.documentElement.dataset.scheme = schemeOf(appearance);
  for (const tell of listeners) tell();
}

function setAppearance(next: Appearance) {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still wears it until it is closed.
  }
  wear(next);
}

system.addEventListener('change', () => wear(current));
// Chosen in another tab.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) wear(remembered());
});

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
  };
}

export function useAppearance() {
  return { appearance: useSyncExternalStore(subscribe, () => current), setAppearance };
}

/** What is worn in the end. */
export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, () => schemeOf(current));
}
