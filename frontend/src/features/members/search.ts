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

/** What the counts of the chips are taken from: all that narrows the list but the chips. */
export function countsQuestion({ q, filter, view, segment }: MemberQuery): MemberQuery {
  return { ...(q && { q }), ...(filter && { filter }), ...(view && { view }), ...(segment && { segment }) };
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

/** What chips and lists beside the search narrow by. */
const QUICK = ['kind', 'status', 'follow_up', 'topic', 'commune', 'suivis', 'archived'] as const;

export function quickOf(search: MemberSearch): Partial<MemberSearch> {
  return Object.fromEntries(
    Object.entries(search).filter(([key]) => (QUICK as readonly string[]).includes(key)),
  );
}

export function withoutQuick(search: MemberSearch): MemberSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([key]) => !(QUICK as readonly string[]).includes(key)),
  );
}

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
