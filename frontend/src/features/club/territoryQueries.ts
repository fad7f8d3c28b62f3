import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Territory, type TerritoryForm } from '@/api';
import { apostrophes } from '@/language';

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
