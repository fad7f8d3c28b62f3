/** How many members the list has, and how many each choice beside it would give. */
import { useQuery } from '@tanstack/react-query';
import type { MemberQuery } from '@/api';
import { memberCountsQuery } from '../queries';
import { countsQuestion } from '../searchAsked';

export interface Facets {
  /** With no chip pressed, within all else. */
  all: number | undefined;
  followUp: Record<string, number> | undefined;
  kind: Record<string, number> | undefined;
}

/** Each facet is counted within all the others; where none narrows it is one question. */
export function useFacets(query: MemberQuery, enabled: boolean) {
  const of = (...but: (keyof MemberQuery)[]) => ({
    ...memberCountsQuery(countsQuestion(query, ...but)),
    enabled,
  });
  const counts = useQuery(of());
  const all = useQuery(of('follow_up', 'referent', 'archived')).data;
  const facets: Facets = {
    all: all?.total,
    followUp: useQuery(of('follow_up')).data?.follow_up ?? undefined,
    kind: useQuery(of('kind')).data?.kind,
  };
  // While another list is on its way, the number of the one before is not its own.
  const total = counts.isPlaceholderData ? undefined : counts.data?.total;
  return { total, facets, error: counts.error };
}
