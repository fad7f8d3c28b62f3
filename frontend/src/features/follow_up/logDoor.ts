/** Opens the quick log from anywhere: one door, whoever knocks. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Interaction } from '@/api';
import type { ChosenMember } from '@/features/members';

export interface LogSubject {
  members: ChosenMember[];
  /** An entry to correct instead of a new one. */
  entry?: Interaction;
}

let subject: LogSubject | null = null;
/** Whom the page is about: the one who is meant when nobody is named. */
let about: ChosenMember | null = null;
const listeners = new Set<() => void>();

function publish(next: LogSubject | null) {
  subject = next;
  for (const tell of listeners) tell();
}

export function openLog(next: LogSubject = { members: about ? [about] : [] }) {
  publish(next);
}

/** While this page is shown, the log knows with whom, by whichever way it is opened. */
export function useLogAbout(member: ChosenMember | null) {
  const { id, name, kind } = member ?? {};
  useEffect(() => {
    about = id && name ? { id, name, ...(kind ? { kind } : {}) } : null;
    return () => {
      about = null;
    };
  }, [id, name, kind]);
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
