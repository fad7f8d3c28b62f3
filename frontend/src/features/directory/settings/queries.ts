import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type OutlineFile } from '@/api';

/** While outlines are on their way, it is asked whether they are there. */
const WHILE_FETCHING = 2_000;

/** How many members show themselves to anyone. */
export const shownCountQuery = queryOptions({
  queryKey: ['directory', 'shown'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/public/members', { params: { query: { limit: 1 } }, signal }))).total,
});

export const outlinesQuery = queryOptions({
  queryKey: ['directory', 'outlines'],
  queryFn: ({ signal }) => answer(api.GET('/club/territory/outlines', { signal })),
  refetchInterval: ({ state: { data } }) => (data?.fetching ? WHILE_FETCHING : false),
});
export const fetchOutlines = () => answer(api.POST('/club/territory/outlines/fetch'));
export const putOutlines = (revision: number, body: OutlineFile) =>
  answer(api.PUT('/club/territory/outlines', { params: { header: ifMatch(revision) }, body }));
