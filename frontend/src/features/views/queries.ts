import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifMatch, type NewView, type View, type ViewChanges } from '@/api';

/** Views and segments that this person sees; a menu shows them all. */
export const viewsQuery = queryOptions({
  queryKey: ['views', 'list', 'view'],
  queryFn: ({ signal }) =>
    answer(api.GET('/views', { params: { query: { kind: 'view', limit: 200 } }, signal })),
});

/** Counted by the server as they are read. */
export const segmentsQuery = queryOptions({
  queryKey: ['views', 'list', 'segment'],
  queryFn: ({ signal }) => answer(api.GET('/segments', { params: { query: { limit: 200 } }, signal })),
});

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ['views', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/views/{id}', { params: { path: { id } }, signal })),
  });

export const makeView = (body: NewView, key: ReturnType<typeof idempotencyKey>) =>
  answer(api.POST('/views', { params: { header: key }, body }));
export const changeView = ({ id, revision }: View, body: ViewChanges) =>
  answer(api.PATCH('/views/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const archiveView = (id: string) => answer(api.DELETE('/views/{id}', { params: { path: { id } } }));
export const restoreView = (id: string) =>
  answer(api.POST('/views/{id}/restore', { params: { path: { id }, header: idempotencyKey() } }));

export const viewsChanged = (client: QueryClient) => client.invalidateQueries({ queryKey: ['views'] });
