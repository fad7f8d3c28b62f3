/** What the address of the list holds: any view can be bookmarked, shared and gone back to. */
import { FOLLOW_UPS, KINDS, STATUSES } from '@/api';
import { type FilterTree, isTree } from './filter/isTree';

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
