import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type SheetQuery } from '@/api';

export const sheetsQuery = (asked: Omit<SheetQuery, 'cursor' | 'limit'>) =>
  infiniteQueryOptions({
    queryKey: ['sheets', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/practice-sheets', {
          params: { query: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['sheets', 'one', id],
    queryFn: ({ signal }) => readSheet(id, signal),
  });

export const readSheet = (id: string, signal?: AbortSignal) =>
  answer(api.GET('/practice-sheets/{id}', { params: { path: { id } }, ...(signal && { signal }) }));

/** How many of this year's target are published, and what is in work. */
export const sheetCountsQuery = queryOptions({
  queryKey: ['sheets', 'counts'],
  queryFn: ({ signal }) => answer(api.GET('/practice-sheets/counts', { signal })),
});

export const sectionsQuery = queryOptions({
  queryKey: ['sheets', 'sections'],
  queryFn: ({ signal }) => answer(api.GET('/practice-sheets/sections', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const keywordsQuery = queryOptions({
  queryKey: ['sheets', 'keywords'],
  queryFn: ({ signal }) => answer(api.GET('/practice-keywords', { signal })),
  staleTime: 60_000,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['sheets', 'versions', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/practice-sheets/{id}/versions', { params: { path: { id } }, signal })),
  });

export const differencesQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['sheets', 'differences', id, number],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/practice-sheets/{id}/versions/{number}/differences', {
          params: { path: { id, number } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['sheets', 'comments', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/practice-sheets/{id}/comments', { params: { path: { id } }, signal })),
  });

/** What lists and figures tell of sheets; one that is being written keeps itself. */
export const sheetsChanged = (client: QueryClient) =>
  Promise.all(
    ['list', 'counts', 'versions', 'comments'].map((part) =>
      client.invalidateQueries({ queryKey: ['sheets', part] }),
    ),
  );
