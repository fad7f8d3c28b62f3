/** Changes that don't get saved: whoever would lose them is asked first. */
import { useSyncExternalStore } from 'react';
import { keptDesk } from './shelf';

interface Question {
  changes: number;
  answer: (leave: boolean) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function publish(next: Question | null) {
  question = next;
  for (const tell of listeners) tell();
}

/**
 * Whether one may leave the page, or the account; the person may be asked. The shelf keeps what could not stand while
 * one looks at another page, and loses it when one signs out.
 */
export async function mayLeave(what: 'page' | 'account'): Promise<boolean> {
  const engine = keptDesk()?.engine;
  const changes = (await engine?.unsaved(what === 'account')) ?? 0;
  if (changes === 0) return true;
  const leave = await new Promise<boolean>((answer) => publish({ changes, answer }));
  publish(null);
  if (leave) engine?.saving.abandon();
  return leave;
}

export function useQuestion(): Question | null {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => question,
  );
}
