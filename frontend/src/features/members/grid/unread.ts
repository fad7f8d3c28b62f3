/** Why the list that an address asks for can't be shown. */
import { type FilterFields, type MemberQuery, Problem } from '@/api';
import type { Unread } from '../searchAsked';
import type { membersWords } from '../words';

type Words = (typeof membersWords)['fr']['list']['unread'];

/** What parameters of the contract are in the address. */
const NAMES: Record<string, Unread> = { view: 'vue', referent: 'suivis', filter: 'filtre' };

/** What the server found wrong with the question itself; `null` where it failed otherwise. */
export function whyUnread(error: unknown, w: Words): string | null {
  if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 400)) return null;
  const [found] = error.body.errors ?? [];
  if (!found) return w.condition;
  // Of the rest the server says what it would take, in the words of the contract.
  if (found.code === 'house.filter_unknown_field') return found.detail;
  const name = found.pointer.replace(/^\?/, '').split('/')[0] ?? '';
  const key = NAMES[name] ?? name;
  return key === 'filtre' ? w.condition : ((w.parts as Record<string, string>)[key] ?? w.condition);
}

/** An order by a field that has gone, or that the list has no order for. */
export function isUnknownSort({ sort }: MemberQuery, fields: FilterFields | undefined): boolean {
  if (!sort || !fields) return false;
  const key = sort.replace(/^-/, '');
  return !fields.fields.some((field) => field.key === key && field.sortable);
}
