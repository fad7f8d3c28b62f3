/** What to tell a person when something failed: what happened, what to do, and that nothing is lost. */
import { language } from '@/language';
import { Problem, Unreachable } from './problem';
import { apiWords } from './words';

export interface Failure {
  kind: 'offline' | 'unavailable' | 'forbidden' | 'missing' | 'other';
  title: string;
  sentence: string;
  requestId: string | null;
}

export function failureOf(error: unknown): Failure {
  const w = apiWords[language()] ?? apiWords.fr;
  if (error instanceof Unreachable) return { kind: 'offline', ...w.offline, requestId: null };
  if (!(error instanceof Problem)) return { kind: 'other', ...w.other, requestId: null };
  // Of what the person can mend alone, nobody has to be told the number.
  const requestId = error.status >= 500 ? (error.body.request_id ?? null) : null;
  const said = error.body.detail;
  switch (error.status) {
    case 403:
      return {
        kind: 'forbidden',
        title: w.forbidden.title,
        sentence: said ?? w.forbidden.sentence,
        requestId,
      };
    case 404:
      return { kind: 'missing', title: w.missing.title, sentence: said ?? w.missing.sentence, requestId };
    case 412:
      return {
        kind: 'other',
        title: w.changed,
        sentence: said ?? w.stale,
        requestId,
      };
    case 429:
      return { kind: 'unavailable', title: w.unavailable.title, sentence: said ?? w.busy, requestId };
    case 502:
    case 503:
    case 504:
      return {
        kind: 'unavailable',
        title: w.unavailable.title,
        sentence: said ?? w.unavailable.sentence,
        requestId,
      };
    default:
      return {
        kind: 'other',
        // The contract's own title is the name of the status, in English.
        title: error.status < 500 && said ? w.refused : w.other.title,
        sentence: error.status < 500 && said ? said : w.other.sentence,
        requestId,
      };
  }
}

/** One sentence, for a toast. */
export function sentenceOf(error: unknown): string {
  return failureOf(error).sentence;
}
