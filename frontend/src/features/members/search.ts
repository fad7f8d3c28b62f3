/** What the address of the list holds: any view can be bookmarked, shared and gone back to. */
import { FOLLOW_UPS, KINDS, type MemberQuery, STATUSES, type Which } from '@/api';
import { type FilterTree, isTree } from './filter/tree';

export interface MemberSearch {
  q?: string;
  kind?: string;
  status?: string;
  follow_up?: string;
  topic?: string;
  commune?: string;
  /** Those entrusted to the person who looks; the address is the same for everybody. */
  suivis?: 'moi';
  archived?: boolean;
  sort?: string;
  /** The view or the segment that is open. */
  vue?: string;
  segment?: string;
  /** The filter tree; in an open view or segment it stands for theirs, and `null` for none. */
  filtre?: FilterTree | null;
  /** The drawer of a new member is open. */
  nouveau?: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

function among(value: unknown, known: readonly string[]): string | undefined {
  const kept = (text(value) ?? '').split(',').filter((item) => known.includes(item));
  return kept.length ? kept.join(',') : undefined;
}

const id = (value: unknown): string | undefined =>
  /^[0-9a-f-]{36}$/.test(text(value) ?? '') ? text(value) : undefined;

function tree(value: unknown): FilterTree | null | undefined {
  if (value === null) return null;
  return isTree(value) ? value : undefined;
}

/** Anything in the address that isn't ours is dropped rather than sent on. */
export function readMemberSearch(raw: Record<string, unknown>): MemberSearch {
  const search: MemberSearch = {};
  const put = <K extends keyof MemberSearch>(key: K, value: MemberSearch[K] | undefined) => {
    if (value !== undefined) search[key] = value;
  };
  put('q', text(raw.q));
  put('kind', among(raw.kind, KINDS));
  put('status', among(raw.status, STATUSES));
  put('follow_up', among(raw.follow_up, FOLLOW_UPS));
  put('topic', text(raw.topic));
  put('commune', text(raw.commune));
  put('sort', /^-?[a-z_]+(\.[a-z0-9_]+)?$/.test(text(raw.sort) ?? '') ? text(raw.sort) : undefined);
  put('vue', id(raw.vue));
  if (!search.vue) put('segment', id(raw.segment));
  put('filtre', tree(raw.filtre));
  if (raw.suivis === 'moi') search.suivis = 'moi';
  if (raw.archived === true) search.archived = true;
  if (raw.nouveau === true) search.nouveau = true;
  return search;
}

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
