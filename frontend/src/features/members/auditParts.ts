/** What the journal keeps as a whole is told part by part: a word of somebody, the club's terms of privacy. */
import type { AuditLine } from '@/api';

type Change = AuditLine['changes'][number];
type Parts = Record<string, unknown>;

export function parted(change: Change, record: string): Change[] {
  const { field, before, after } = change;
  if (field.startsWith('contact.consent.') && isParts(after)) return saying(field, after);
  if (record !== 'privacy' || !(isParts(before) || isParts(after))) return [change];
  const was: Parts = isParts(before) ? before : {};
  const is: Parts = isParts(after) ? after : {};
  return Object.keys({ ...was, ...is })
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => ({
      field: `${field}.${name}`,
      before: worded(field, name, was[name]),
      after: worded(field, name, is[name]),
    }));
}

/** A word of somebody is new each time: what they say, when, on which occasion. */
function saying(field: string, { action, on, origin }: Parts): Change[] {
  const parts: [string, unknown][] = [
    [field, `said.${String(action)}`],
    [`${field}.on`, on],
    [`${field}.origin`, origin],
  ];
  return parts
    .filter(([, after]) => after != null)
    .map(([name, after]) => ({ field: name, before: null, after }));
}

const worded = (field: string, name: string, value: unknown) =>
  field === 'accessibility' && name === 'state' && value != null
    ? `accessibility.${String(value)}`
    : (value ?? null);

const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
