import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type InteractionForm, idempotencyKey, ifMatch } from '@/api';

export const followUpCountsQuery = queryOptions({
  queryKey: ['follow-up', 'counts'],
  queryFn: ({ signal }) => answer(api.GET('/follow-up/counts', { signal })),
});

/** Under which word the address asks for those that are put off. */
export const POSTPONED = 'postponed';

/** Under which word the address asks for those whom a campaign leaves to be called, due or not. */
export const TO_CALL = 'a_appeler';
const toCall = {
  state: 'never,overdue,soon,ok',
  filter: JSON.stringify({ field: 'to_call', op: 'eq', value: true }),
};

/** How many they are. */
export const toCallQuery = queryOptions({
  queryKey: ['follow-up', 'to-call'],
  queryFn: ({ signal }) =>
    answer(
      api.GET('/follow-up/due', { params: { query: { ...toCall, limit: 1, with_total: true } }, signal }),
    ),
});

export const dueQuery = (state: string) =>
  infiniteQueryOptions({
    queryKey: ['follow-up', 'due', state],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/follow-up/due', {
          params: {
            query: {
              ...(state === POSTPONED ? { postponed: true } : state === TO_CALL ? toCall : { state }),
              limit: 25,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const timelineQuery = (memberId: string) =>
  infiniteQueryOptions({
    queryKey: ['members', 'timeline', memberId],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/members/{id}/interactions', {
          params: { path: { id: memberId }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export type LogForm = InteractionForm & { member_ids: string[] };
export const logInteraction = (body: LogForm, key = idempotencyKey()) =>
  answer(api.POST('/interactions', { params: { header: key }, body }));
export const changeInteraction = (id: string, revision: number, body: Partial<InteractionForm>) =>
  answer(api.PATCH('/interactions/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const removeInteraction = (id: string) =>
  answer(api.DELETE('/interactions/{id}', { params: { path: { id } } }));
export const postpone = (memberId: string, until: string, reason: string) =>
  answer(api.POST('/members/{id}/postpone', { params: { path: { id: memberId } }, body: { until, reason } }));

export const cancelPostponement = (memberId: string) =>
  answer(api.DELETE('/members/{id}/postpone', { params: { path: { id: memberId } } }));

/** A contact moves the last day, the next one, the state: lists and figures follow. */
export function contactsChanged(client: QueryClient) {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['follow-up'] }),
    client.invalidateQueries({ queryKey: ['members'] }),
  ]);
}
