import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type ChangesForm, type FilterFields, type MemberQuery } from '@/api';
import { apostrophes } from '@/language';

const PAGE = 60;

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export const membersQuery = (query: MemberQuery) =>
  infiniteQueryOptions({
    queryKey: ['members', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/members', {
          params: {
            query: { ...query, limit: PAGE, with_total: true, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** The likeliest first: what a press on Enter takes. */
export const memberSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['members', 'search', q],
    queryFn: ({ signal }) =>
      answer(api.GET('/members', { params: { query: { q, sort: 'relevance', limit: 8 } }, signal })),
    enabled: q.trim().length > 0,
    placeholderData: (before) => before,
  });

export const memberCountsQuery = (query: MemberQuery) =>
  queryOptions({
    queryKey: ['members', 'counts', query],
    queryFn: ({ signal }) => answer(api.GET('/members/counts', { params: { query }, signal })),
    placeholderData: (before) => before,
  });

/** The national list writes « CC du Canton d'Erstein » with the apostrophe of typewriters. */
const wellWritten = (told: FilterFields): FilterFields => ({
  ...told,
  fields: told.fields.map((field) =>
    field.key === 'epci'
      ? {
          ...field,
          choices: field.choices.map(({ value, label }) => ({
            value,
            label: { fr: apostrophes(label.fr), en: apostrophes(label.en) },
          })),
        }
      : field,
  ),
});

/** What filters may name, with the club's own fields: the columns of the grid come from it too. */
export const filterFieldsQuery = queryOptions({
  queryKey: ['filter-fields'],
  queryFn: async ({ signal }) => wellWritten(await answer(api.GET('/members/filter-fields', { signal }))),
  staleTime: 60_000,
});

/** One window of a grid: whole records, and how many there are in all. */
export const memberWindow = (query: MemberQuery, offset: number, limit: number, signal?: AbortSignal) =>
  answer(
    api.GET('/members', {
      params: { query: { ...query, offset, limit, with_total: true, with: 'record' } },
      ...(signal && { signal }),
    }),
  );

export const memberQuery = (id: string) =>
  queryOptions({
    queryKey: ['members', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/members/{id}', { params: { path: { id } }, signal })),
  });

export interface LikenessQuestion {
  name?: string;
  commune?: string;
  siren?: string;
  siret?: string;
  rna?: string;
  email?: string;
  except?: string;
}
export const likenessQuery = (question: LikenessQuestion) =>
  queryOptions({
    queryKey: ['members', 'duplicates', question],
    queryFn: ({ signal }) => answer(api.GET('/members/duplicates', { params: { query: question }, signal })),
    enabled: Object.entries(question).some(([key, value]) => key !== 'except' && (value?.length ?? 0) > 2),
    staleTime: 30_000,
  });

export const memberAuditQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['members', 'audit', id],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/members/{id}/audit', {
          params: { path: { id }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const changeMembers = (body: ChangesForm) => answer(api.POST('/members/changes', { body }));

/** Beats when a grid has to read its rows again. */
export const GRID_BEAT = ['members', 'grid-beat'] as const;

/** After a grid saved rows: it has them as they now stand, the rest follows. */
export function rowsSaved(client: QueryClient) {
  return Promise.all([
    client.invalidateQueries({
      predicate: ({ queryKey: [first, second] }) => first === 'members' && second !== GRID_BEAT[1],
    }),
    client.invalidateQueries({ queryKey: ['follow-up'] }),
  ]);
}

/** After any change of members: lists, counts, pages, follow-up, all recomputed by the server. */
export function membersChanged(client: QueryClient) {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['members'] }),
    client.invalidateQueries({ queryKey: ['follow-up'] }),
  ]);
}
