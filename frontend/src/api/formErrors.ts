/** Field errors of a 422 become errors of the form; what matches no field is handed back, never lost. */
import { type FieldProblem, Problem } from './problem';

export interface FormErrors {
  /** Path of the field (`contacts.0.email`) → sentence. */
  fields: Record<string, string>;
  /** Sentences that belong to no field of this form. */
  leftovers: string[];
}

/** `#/contacts/0/email` or `/contacts/0/email` (RFC 6901, percent-encoded in a fragment) → `contacts.0.email`. */
export function pathOfPointer(pointer: string): string {
  const fragment = pointer.startsWith('#');
  const bare = fragment ? pointer.slice(1) : pointer;
  const decoded = fragment || bare.includes('%') ? safeDecode(bare) : bare;
  return decoded
    .split('/')
    .slice(decoded.startsWith('/') ? 1 : 0)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function problemToFormErrors(error: unknown, isKnownPath: (path: string) => boolean): FormErrors {
  const fields: Record<string, string> = {};
  const leftovers: string[] = [];
  const errors: FieldProblem[] = error instanceof Problem ? (error.body.errors ?? []) : [];
  for (const { pointer, detail } of errors) {
    const path = pathOfPointer(pointer);
    if (path !== '' && isKnownPath(path)) {
      fields[path] = fields[path] ? `${fields[path]} ${detail}` : detail;
    } else leftovers.push(detail);
  }
  return { fields, leftovers };
}
