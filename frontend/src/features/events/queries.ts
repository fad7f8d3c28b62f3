import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, type EventQuery, fetchFile } from '@/api';

export const eventsQuery = (asked: Omit<EventQuery, 'cursor' | 'limit'>) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/events', {
          params: { query: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** All between two days: a calendar shows no stretch of them. */
export const eventsBetweenQuery = (asked: Pick<EventQuery, 'from' | 'to' | 'kind'>) =>
  queryOptions({
    queryKey: ['events', 'between', asked],
    queryFn: ({ signal }) =>
      answer(api.GET('/events', { params: { query: { ...asked, limit: 200 } }, signal })),
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/events/{id}', { params: { path: { id } }, signal })),
  });

/** What this year's events come to. */
export const eventYearQuery = queryOptions({
  queryKey: ['events', 'year'],
  queryFn: ({ signal }) => answer(api.GET('/events/years', { signal })),
});

export const registrationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'registrations', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/events/{id}/registrations', { params: { path: { id } }, signal })),
  });

/** Those that were taken back. */
export const leftQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'registrations', id, 'left'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/events/{id}/registrations', {
          params: { path: { id }, query: { state: 'left' } },
          signal,
        }),
      ),
  });

export const invitationsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['events', 'invitations', id],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/events/{id}/invitations', {
          params: { path: { id }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const venuesQuery = queryOptions({
  queryKey: ['events', 'venues'],
  queryFn: ({ signal }) => answer(api.GET('/venues', { signal })),
});

export const equipmentQuery = queryOptions({
  queryKey: ['events', 'equipment'],
  queryFn: ({ signal }) => answer(api.GET('/equipment', { signal })),
});

export const posterQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'poster', id],
    queryFn: ({ signal }) => answer(api.GET('/events/{id}/check-in', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A file of an event, as oneself: an `<img>` brings no token. */
export const fileQuery = (event: string, file: string) =>
  queryOptions({
    queryKey: ['events', 'file', event, file],
    queryFn: ({ signal }) => fetchFile(`/events/${event}/files/${file}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const ownRegistrationsQuery = queryOptions({
  queryKey: ['events', 'own'],
  queryFn: ({ signal }) => answer(api.GET('/me/registrations', { signal })),
});

/** What is ahead, with how far it is and which of one's topics it is about. */
export const eventsForMembersQuery = queryOptions({
  queryKey: ['events', 'for-members'],
  queryFn: ({ signal }) => answer(api.GET('/me/events', { signal })),
});

/** What one's organisations proposed, as long as it is not published. */
export const proposalsQuery = queryOptions({
  queryKey: ['events', 'proposals'],
  queryFn: ({ signal }) => answer(api.GET('/me/event-proposals', { signal })),
});

export const ownCalendarQuery = queryOptions({
  queryKey: ['events', 'calendar'],
  queryFn: ({ signal }) => answer(api.GET('/me/calendar', { signal })),
});

export const eventsChanged = (client: QueryClient) => client.invalidateQueries({ queryKey: ['events'] });

/** Who came was in contact with the club: whom to reach is another too. */
export const attendanceChanged = (client: QueryClient) =>
  Promise.all(['events', 'follow-up', 'members'].map((key) => client.invalidateQueries({ queryKey: [key] })));
