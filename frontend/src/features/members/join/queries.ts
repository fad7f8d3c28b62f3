import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, idempotencyKey, type JoinForm, type JoinState } from '@/api';
import { membersChanged } from '../queries';

/** The ticket in it is good from some seconds on, and for a day. */
export const joinFormQuery = queryOptions({
  queryKey: ['join', 'form'],
  queryFn: ({ signal }) => answer(api.GET('/public/join', { signal })),
  staleTime: 12 * 3600_000,
});

export const joinCommunesQuery = (q: string) =>
  queryOptions({
    queryKey: ['join', 'communes', q],
    queryFn: ({ signal }) => answer(api.GET('/public/join/communes', { params: { query: { q } }, signal })),
    enabled: q.trim().length >= 2,
    placeholderData: (before) => before,
  });

export const askToJoin = (body: JoinForm) => answer(api.POST('/public/join', { body }));

/** What the link is about. A POST that changes nothing: the token is in no address. */
export const joinReviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['join', 'review', token],
    queryFn: ({ signal }) => answer(api.POST('/public/join/review', { body: { token }, signal })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmJoin = (token: string, newsletter: boolean) =>
  answer(api.POST('/public/join/confirm', { body: { token, newsletter } }));

export const joinRequestsQuery = (state: JoinState) =>
  infiniteQueryOptions({
    queryKey: ['join-requests', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/join-requests', {
          params: { query: { state, with_total: true, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const joinRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['join-requests', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/join-requests/{id}', { params: { path: { id } }, signal })),
  });

export const approveJoin = (id: string, member: string | null, header: ReturnType<typeof idempotencyKey>) =>
  answer(
    api.POST('/join-requests/{id}/approve', {
      params: { path: { id }, header },
      body: member ? { member_id: member } : {},
    }),
  );

export const refuseJoin = (id: string, reason: string) =>
  answer(
    api.POST('/join-requests/{id}/refuse', {
      params: { path: { id }, header: idempotencyKey() },
      body: { reason },
    }),
  );

export const eraseJoin = (id: string) =>
  answer(api.DELETE('/join-requests/{id}', { params: { path: { id } } }));

export async function joinChanged(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ['join-requests'] }), membersChanged(client)]);
}
