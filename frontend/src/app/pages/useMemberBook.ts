/** What the address of the members' list means: which view is open, what is asked of the server, what is changed of it. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Account, failureOf } from '@/api';
import {
  both,
  isTree,
  isUnknownSort,
  type MemberSearch,
  memberQueryOf,
  narrows,
  quickTree,
  type Unread,
  useFacets,
  useGoneNames,
  useMemberColumns,
  useStanding,
  viewColumns,
  viewDensity,
  type Why,
  whyUnread,
} from '@/features/members';
import { asItHolds, viewQuery } from '@/features/views';

export interface BookAsked {
  account: Account;
  search: MemberSearch;
  /** What of the address could not be read. */
  unread: readonly Unread[];
}

export function useMemberBook({ account, search, unread }: BookAsked) {
  const openId = search.vue ?? search.segment;
  const opened = useQuery({ ...viewQuery(openId ?? ''), enabled: openId !== undefined });
  const kept = openId === undefined ? undefined : opened.data;
  const view = useMemo(() => (kept ? asItHolds(kept) : null), [kept]);
  const archived = view?.archived_at != null;
  const own = view && isTree(view.filter) ? view.filter : null;
  // The server applies no filter by halves: what is left of one is asked for as a filter of its own.
  const halved = kept?.filter != null && JSON.stringify(kept.filter) !== JSON.stringify(own);
  const partial = halved && search.filtre === undefined;
  const query = memberQueryOf(partial && !archived ? { ...search, filtre: own } : search, account.id, view);
  const { columns, ground, fields } = useMemberColumns(account);
  const standing = useStanding(account.id, columns, view?.kind === 'view' ? view : null);

  const gone = openId !== undefined && opened.isError && failureOf(opened.error).kind === 'missing';
  const unsure = search.sort !== undefined && fields.isPending;
  const waiting = (openId !== undefined && opened.isPending) || unsure;
  const unsorted = isUnknownSort({ ...(search.sort && { sort: search.sort }) }, fields.data);
  const readable = unread.length === 0 && !unsorted;
  const { total, facets, error } = useFacets(query, !gone && !waiting && readable);
  const refusal = archived || gone ? null : whyUnread(error);
  /** Why the list can't be shown; everybody is never shown instead. */
  const why: Why[] = [...unread];
  if (unsorted) why.push('sort');
  if (readable && refusal) why.push(refusal);

  const tree = search.filtre === undefined ? own : search.filtre;
  const whole = both(tree, quickTree(search, account.id));
  const sort = search.sort ?? view?.sort ?? null;
  const changed = {
    layout: standing.modified,
    filter: JSON.stringify(whole) !== JSON.stringify(both(own, null)),
    sort: sort !== (view?.sort ?? null),
  };
  const sound = !archived && !gone && why.length === 0;
  return {
    view,
    archived,
    gone,
    waiting,
    why,
    error,
    /** Names of archived fields that the view speaks of. */
    missing: useGoneNames(view?.missing ?? []),
    partial,
    query,
    columns,
    ground,
    fields,
    standing,
    total,
    facets,
    own,
    tree,
    whole,
    sort,
    current: {
      columns: viewColumns(standing.layout, columns),
      filter: whole,
      sort,
      density: viewDensity(standing.density),
      changed,
    },
    /** What the name of the view no longer says. */
    modified: sound && (view ? changed.layout || changed.filter || changed.sort : narrows(search)),
    /** Of it, what a view can keep. */
    savable: sound && (view ? changed.layout || changed.filter || changed.sort : whole !== null),
  };
}
