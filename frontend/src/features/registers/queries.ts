import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api';

/** By which door one asks: staff, or somebody who fills in the public form. */
export type Door = 'staff' | 'public';

/** A name or a number, once it is asked for: registers are not asked at each key. */
export const organisationsQuery = (door: Door, q: string, commune: string | null) =>
  queryOptions({
    queryKey: ['registers', 'organisations', door, q, commune],
    queryFn: ({ signal }) => {
      const params = { query: { q, ...(commune ? { commune } : {}) } };
      return door === 'staff'
        ? answer(api.GET('/registers/organisations', { params, signal }))
        : answer(api.GET('/public/join/organisations', { params, signal }));
    },
    enabled: q.trim().length >= 3,
    retry: false,
    staleTime: 60_000,
  });

/** What begins as typed: from five letters on, when there is something to tell streets apart by. */
export const addressesQuery = (door: Door, q: string, commune: string | null) =>
  queryOptions({
    queryKey: ['registers', 'addresses', door, q, commune],
    queryFn: ({ signal }) => {
      const params = { query: { q, ...(commune ? { commune } : {}) } };
      return door === 'staff'
        ? answer(api.GET('/registers/addresses', { params, signal }))
        : answer(api.GET('/public/join/addresses', { params, signal }));
    },
    enabled: q.trim().length >= 5,
    retry: false,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
