/** How much waits for the team: what the navigation shows on every page. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api';

export const joinCountQuery = queryOptions({
  queryKey: ['join-requests', 'count'],
  queryFn: ({ signal }) =>
    answer(api.GET('/join-requests', { params: { query: { limit: 1, with_total: true } }, signal })),
  select: (page) => page.total ?? 0,
});

export const proposalCountsQuery = queryOptions({
  queryKey: ['proposals', 'counts'],
  queryFn: ({ signal }) => answer(api.GET('/proposals/counts', { signal })),
  staleTime: 30_000,
});
