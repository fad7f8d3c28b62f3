/** What the page of operations asks for, again and again while it is in sight. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type DeliveryQuery, type JobState } from '@/api';

const EVERY = 10_000;

export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }) => answer(api.GET('/operations', { signal })),
  refetchInterval: EVERY,
});

export const jobsQuery = (state: JobState) =>
  infiniteQueryOptions({
    queryKey: ['operations', 'jobs', state],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/jobs', {
          params: { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: EVERY,
  });

export const deliveriesQuery = (query: DeliveryQuery) =>
  infiniteQueryOptions({
    queryKey: ['operations', 'deliveries', query],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/deliveries', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: EVERY,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['operations', 'delivery', id],
    queryFn: ({ signal }) => answer(api.GET('/deliveries/{id}', { params: { path: { id } }, signal })),
    refetchInterval: EVERY,
  });

export const retryJob = (id: string) => answer(api.POST('/jobs/{id}/retry', { params: { path: { id } } }));
export const dropJob = (id: string) => answer(api.DELETE('/jobs/{id}', { params: { path: { id } } }));
export const retryDelivery = (id: string) =>
  answer(api.POST('/deliveries/{id}/retry', { params: { path: { id } } }));
export const retryDeliveries = () => answer(api.POST('/delivery-retries'));

/** Whatever was done changes the counts and the lists alike. */
export const lookAgain = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: operationsQuery.queryKey });
