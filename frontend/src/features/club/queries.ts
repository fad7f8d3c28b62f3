import { queryOptions } from '@tanstack/react-query';
import { answer, api, type ClubChanges, ifMatch, multipart, type Topic } from '@/api';

export const clubQuery = queryOptions({
  queryKey: ['club'],
  queryFn: ({ signal }) => answer(api.GET('/club', { signal })),
});
export const changeClub = (revision: number, body: ClubChanges) =>
  answer(api.PATCH('/club', { params: { header: ifMatch(revision) }, body }));

/** Public, since it stands on the sign-in page too. */
export const sendLogo = (file: File) =>
  answer(
    api.POST('/files', {
      body: { file: '' },
      bodySerializer: () => multipart({ file, kind: 'picture', public: 'true' }),
    }),
  );
export const putLogo = (revision: number, fileId: string | null) =>
  answer(api.PUT('/club/logo', { params: { header: ifMatch(revision) }, body: { file_id: fileId } }));

export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: ({ signal }) => answer(api.GET('/topics', { signal })),
  staleTime: 5 * 60_000,
});
export const addTopic = (name: string) => answer(api.POST('/topics', { body: { name } }));
export const renameTopic = ({ id, revision }: Topic, name: string) =>
  answer(api.PATCH('/topics/{id}', { params: { path: { id }, header: ifMatch(revision) }, body: { name } }));
/** The place counts from 1. */
export const moveTopic = ({ id, revision }: Topic, position: number) =>
  answer(
    api.PATCH('/topics/{id}', { params: { path: { id }, header: ifMatch(revision) }, body: { position } }),
  );
export const removeTopic = (id: string) => answer(api.DELETE('/topics/{id}', { params: { path: { id } } }));

/** With its place and the members that had it. */
export const restoreTopic = (id: string) =>
  answer(api.POST('/topics/{id}/restore', { params: { path: { id } } }));

export const communesQuery = (q: string, epci?: string) =>
  queryOptions({
    queryKey: ['communes', q, epci],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/communes', {
          params: { query: { ...(q ? { q } : {}), ...(epci ? { epci, limit: 200 } : { limit: 12 }) } },
          signal,
        }),
      ),
    enabled: q.trim().length > 1 || epci !== undefined,
    staleTime: 10 * 60_000,
  });
