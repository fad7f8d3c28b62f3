/** Why the list that an address asks for can't be shown. */
import { type FilterFields, type MemberQuery, Problem } from '@/api';
import { lazyPart } from '@/ui';
import { isUnread, type Unread } from '../searchAsked';

export const UnreadList = lazyPart(() => import('./UnreadList').then((part) => part.UnreadList));

/** What is wrong with the question: a part of the address, a condition of the filter, or what the server says of it. */
export type Why = Unread | 'condition' | { said: string };

/** What parameters of the contract are in the address. */
const NAMES: Record<string, Unread> = { view: 'vue', referent: 'suivis' };

/** What the server found wrong with the question itself; `null` where it failed otherwise. */
export function whyUnread(error: unknown): Why | null {
  if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 400)) return null;
  const [found] = error.body.errors ?? [];
  if (!found) return 'condition';
  // Of the rest the server says what it would take, in the words of the contract.
  if (found.code === 'house.filter_unknown_field') return { said: found.detail };
  const name = found.pointer.replace(/^\?/, '').split('/')[0] ?? '';
  const key = NAMES[name] ?? name;
  return isUnread(key) && key !== 'filtre' ? key : 'condition';
}

/** An order by a field that has gone, or that the list has no order for. */
export function isUnknownSort({ sort }: MemberQuery, fields: FilterFields | undefined): boolean {
  if (!sort || !fields) return false;
  const key = sort.replace(/^-/, '');
  return !fields.fields.some((field) => field.key === key && field.sortable);
}
