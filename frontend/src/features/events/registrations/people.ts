/** People who come, as a form holds them. */
import type { Attendee, EventQuestion } from '@/api';

export interface PersonDraft {
  /** A key of its own, so that one types on in the same person. */
  line: string;
  given_name: string;
  family_name: string;
  email: string;
  answers: Record<string, string>;
}

export const newPerson = (parts: Partial<PersonDraft> = {}): PersonDraft => ({
  line: crypto.randomUUID(),
  given_name: '',
  family_name: '',
  email: '',
  answers: {},
  ...parts,
});

/** What nobody answered is not sent. */
export function attendeeOf(person: Omit<PersonDraft, 'line'>, questions: readonly EventQuestion[]): Attendee {
  const answered = questions.flatMap(({ key }): [string, string][] => {
    const answer = person.answers[key]?.trim();
    return answer ? [[key, answer]] : [];
  });
  return {
    given_name: person.given_name.trim(),
    family_name: person.family_name.trim(),
    email: person.email.trim() || null,
    answers: Object.fromEntries(answered),
  };
}
