import { queryOptions } from '@tanstack/react-query';
import {
  answer,
  api,
  type ClubChanges,
  ifMatch,
  multipart,
  type Territory,
  type TerritoryForm,
  type Topic,
} from '@/api';
import { apostrophes } from '@/language';

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
export const epcisQuery = (q: string) =>
  queryOptions({
    queryKey: ['epcis', q],
    queryFn: async ({ signal }) => {
      const found = await answer(api.GET('/epcis', { params: { query: { q, limit: 12 } }, signal }));
      return { ...found, items: found.items.map(wellWritten) };
    },
    enabled: q.trim().length > 1,
  });
export const territoryQuery = queryOptions({
  queryKey: ['territory'],
  queryFn: async ({ signal }) => wellNamed(await answer(api.GET('/territory', { signal }))),
});
export const changeTerritory = async (revision: number, body: TerritoryForm) => {
  const changed = await answer(api.PUT('/territory', { params: { header: ifMatch(revision) }, body }));
  return { ...changed, territory: changed.territory && wellNamed(changed.territory) };
};
/** The national list writes « CC du Canton d'Erstein » with the apostrophe of typewriters. */
const wellWritten = <T extends { name: string }>(named: T): T => ({
  ...named,
  name: apostrophes(named.name),
});
const wellNamed = (territory: Territory): Territory => ({
  ...territory,
  epcis: territory.epcis.map(wellWritten),
});
/** What that change would come to; nothing is written. */
export const territoryPreviewQuery = (revision: number, body: TerritoryForm) =>
  queryOptions({
    queryKey: ['territory', 'preview', revision, body],
    queryFn: ({ signal }) =>
      answer(
        api.PUT('/territory', {
          params: { header: ifMatch(revision), query: { dry_run: true } },
          body,
          signal,
        }),
      ),
    staleTime: 0,
    retry: false,
  });
/** How many of these communes have a record already. */
export const recordsOfQuery = (codes: string[]) =>
  queryOptions({
    queryKey: ['members', 'of-communes', codes],
    queryFn: async ({ signal }) => {
      const filter = JSON.stringify({
        and: [
          { field: 'kind', op: 'eq', value: 'commune' },
          { field: 'insee_code', op: 'in', value: codes },
        ],
      });
      return (await answer(api.GET('/members/counts', { params: { query: { filter } }, signal }))).total;
    },
    enabled: codes.length > 0,
  });
