import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type idempotencyKey, type ReportOutcome, type ReportState } from '@/api';

type Key = ReturnType<typeof idempotencyKey>;

export const reportsQuery = (state: ReportState) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/reports', {
          params: { query: { state, with_total: true, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** How many wait for the team. */
export const reportCountQuery = queryOptions({
  queryKey: ['reports', 'waiting'],
  queryFn: async ({ signal }) => {
    const page = await answer(
      api.GET('/reports', { params: { query: { with_total: true, limit: 1 } }, signal }),
    );
    return page.total ?? 0;
  },
});

export const settleReport = (id: string, outcome: ReportOutcome, note: string, key: Key) =>
  answer(
    api.POST('/reports/{id}/settle', {
      params: { path: { id }, header: key },
      body: { outcome, note: note.trim() || null },
    }),
  );

export const reportsChanged = (client: QueryClient) => client.invalidateQueries({ queryKey: ['reports'] });
