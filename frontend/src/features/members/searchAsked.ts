/** What is done with the address of the list, once it is read: questions for the server, and other addresses. */
import type { MemberQuery, Which } from '@/api';
import type { FilterTree } from './filter/isTree';
import { type MemberSearch, readMemberSearch } from './search';

const KEYS = [
  'q',
  'kind',
  'status',
  'follow_up',
  'topic',
  'commune',
  'suivis',
  'archived',
  'sort',
  'vue',
  'segment',
  'filtre',
] as const;
export type Unread = (typeof KEYS)[number];
export const isUnread = (key: string): key is Unread => (KEYS as readonly string[]).includes(key);

/** What the address says of the list and could not be read, in whole or in part: a link that was cut, for instance. */
export function unreadOf(raw: Record<string, unknown>): Unread[] {
  const search = readMemberSearch(raw);
  return KEYS.filter((key) => {
    const said = raw[key];
    if (said === undefined || said === '' || said === false || (key === 'segment' && search.vue))
      return false;
    const read = search[key];
    return read === undefined || (typeof read === 'string' && read !== String(said));
  });
}

/** The question for the server, asked by `me`. Of an open view only its order is needed here, once it is changed. */
export function memberQueryOf(
  { nouveau: _, suivis, vue, segment, filtre, ...search }: MemberSearch,
  me: string,
  open?: { sort?: string | null | undefined } | null,
): MemberQuery {
  const kept = filtre === undefined ? { ...(vue && { view: vue }), ...(segment && { segment }) } : {};
  return {
    ...(filtre !== undefined && open?.sort && { sort: open.sort }),
    ...search,
    ...kept,
    ...(filtre && { filter: JSON.stringify(filtre) }),
    ...(suivis && { referent: me }),
  };
}

/** What narrows the list, but for these: the count that each choice of a facet would give. */
export function countsQuestion(
  { sort: _, ...query }: MemberQuery,
  ...but: readonly (keyof MemberQuery)[]
): MemberQuery {
  return Object.fromEntries(
    Object.entries(query).filter(([key]) => !(but as readonly string[]).includes(key)),
  );
}

/** The same members, for a change of all of them. `null`: those of the archive are not changed. */
export function whichOf({ sort: _, archived, filter, ...query }: MemberQuery): Which | null {
  return archived ? null : { ...query, ...(filter && { filter: JSON.parse(filter) }) };
}

/** Empty values leave the address. */
export function clean(search: { [K in keyof MemberSearch]: MemberSearch[K] | undefined }): MemberSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== '' && value !== undefined),
  );
}

/** What the chips narrow by. */
const CHIPS: readonly string[] = ['follow_up', 'suivis', 'archived'];
/** What chips and lists beside the search narrow by. */
const QUICK: readonly string[] = [...CHIPS, 'kind', 'status', 'topic', 'commune'];

const only = (search: MemberSearch, kept: (key: string) => boolean): MemberSearch =>
  Object.fromEntries(Object.entries(search).filter(([key]) => kept(key)));

export const chipsOf = (search: MemberSearch) => only(search, (key) => CHIPS.includes(key));
export const withoutChips = (search: MemberSearch) => only(search, (key) => !CHIPS.includes(key));
export const quickOf = (search: MemberSearch) => only(search, (key) => QUICK.includes(key));
export const withoutQuick = (search: MemberSearch) => only(search, (key) => !QUICK.includes(key));

/** What narrows the list, whether by a view, a filter or a chip. */
export function narrows({ sort: _, nouveau: __, ...search }: MemberSearch): boolean {
  return Object.keys(search).length > 0;
}

/** What chips and lists narrow by, as a filter tree: a view keeps it. */
export function quickTree(
  { kind, status, follow_up, topic, commune, suivis }: MemberSearch,
  me: string,
): FilterTree | null {
  const several = { kind, status, follow_up, topic, commune, referent: suivis && me };
  const parts = Object.entries(several).flatMap(([field, value]) =>
    value ? [{ field, op: 'in', value: value.split(',') }] : [],
  );
  return parts.length > 0 ? { and: parts } : null;
}
