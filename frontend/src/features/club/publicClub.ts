/** What everybody may know of the club; every page wears its colours. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api';
import { keepZone } from '@/language';

export const publicClubQuery = queryOptions({
  queryKey: ['public-club'],
  queryFn: async ({ signal }) => {
    const club = await answer(api.GET('/public/club', { signal }));
    keepZone(club.time_zone);
    return club;
  },
  staleTime: 10 * 60_000,
});
