/** Opens the quick log from anywhere: one door, whoever knocks. */
import { useSyncExternalStore } from 'react';
import type { Interaction } from '@/api';
import type { ChosenMember } from '@/features/members';

export interface LogSubject {
  members: ChosenMember[];
  /** An entry to correct instead of a new one. */
  entry?: Interaction;
}

let subject: LogSubject | null = null;
const listeners = new Set<() => void>();

function publish(next: LogSubject | null) {
  subject = next;
  for (const tell of listeners) tell();
}

export function openLog(next: LogSubject = { members: [] }) {
  publish(next);
}

export function closeLog() {
  publish(null);
}

export function useLogSubject(): LogSubject | null {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => subject,
    () => subject,
  );
}
