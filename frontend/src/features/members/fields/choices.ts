/** The choices of a field as its form lists them. */
import { Problem } from '@/api';

export interface Choice {
  /** None yet for a new one. */
  id?: string;
  name: string;
}

/** The choice that could not be left out since members have it. */
export function choiceInUse(error: unknown): Required<Choice> | null {
  if (!(error instanceof Problem) || error.code !== 'members.choice_in_use') return null;
  return error.body.choice as Required<Choice>;
}

/** The list with one of its former choices back where it stood: behind those that were before it. */
export function withBack(choices: readonly Choice[], before: readonly Choice[], id: string): Choice[] {
  const stood = before.findIndex((one) => one.id === id);
  const back = before[stood];
  if (!back || choices.some((one) => one.id === id)) return [...choices];
  const earlier = new Set(before.slice(0, stood).map((one) => one.id));
  const at = choices.findLastIndex((one) => one.id !== undefined && earlier.has(one.id)) + 1;
  return [...choices.slice(0, at), back, ...choices.slice(at)];
}

/** What is wrong with each line: an error names it by its place among those that are not blank. */
export function choiceErrors(
  choices: readonly Choice[],
  errors: Record<string, string>,
): (string | undefined)[] {
  let sent = -1;
  return choices.map(({ name }) => {
    if (name.trim() === '') return undefined;
    sent += 1;
    return errors[`choices.${sent}.name`] ?? errors[`choices.${sent}.id`];
  });
}
