import { queryOptions } from '@tanstack/react-query';
import { answer, api, type HolderFixes, type RecordFixes, type Successor } from '@/api';

/** What the link is about. A POST that changes nothing: the token is in no address. */
export const recordReviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['record-review', token],
    queryFn: ({ signal }) => answer(api.POST('/public/campaigns/review', { body: { token }, signal })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmRecord = (token: string) =>
  answer(api.POST('/public/campaigns/confirm', { body: { token } }));
export const correctRecord = (token: string, fixes: { record: RecordFixes; holder?: HolderFixes }) =>
  answer(api.POST('/public/campaigns/correct', { body: { token, ...fixes } }));
export const handRecordOver = (token: string, person: Successor) =>
  answer(api.POST('/public/campaigns/hand-over', { body: { token, person } }));
