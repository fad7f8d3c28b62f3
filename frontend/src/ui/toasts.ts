/** Short messages that follow an action, each with its "Annuler" where the action can be undone. */
import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  text: string;
  tone?: 'done' | 'error';
  undo?: () => unknown;
  /** The way to what it speaks of. */
  way?: { label: string; go: () => unknown };
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function publish(list: readonly Toast[]) {
  toasts = list;
  for (const tell of listeners) tell();
}

export function toast(content: Omit<Toast, 'id'>): number {
  const id = next++;
  // Three at most: older ones have been read, or never will be.
  publish([...toasts.slice(-2), { ...content, id }]);
  return id;
}

export function dismiss(id: number) {
  publish(toasts.filter((item) => item.id !== id));
}

/** What could be undone a moment ago no longer can. */
export function dismissAll() {
  publish([]);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => toasts,
    () => toasts,
  );
}
