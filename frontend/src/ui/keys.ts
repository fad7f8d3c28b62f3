/** Single-key commands. Silent while one writes, while a dialog is open, or with a modifier (WCAG 2.1.4: see settings). */
import { useEffect, useRef } from 'react';

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

const OFF = 'maillage.keys-off';

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(OFF) !== '1';
  } catch {
    return true;
  }
}

export function setKeysOn(on: boolean) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  } catch {
    // Not kept: the keys stay as they were at the next visit.
  }
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.role === 'combobox')
  );
}

/** `ctrl+k` works everywhere; single characters only where nobody is writing. */
export function useKeys(map: KeyMap) {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const combined = event.ctrlKey || event.metaKey;
      const action = latest.current[combined ? `ctrl+${event.key.toLowerCase()}` : event.key];
      if (!action) return;
      if (!combined && (isWriting(event.target) || !keysAreOn())) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
