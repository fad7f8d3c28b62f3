import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  answer,
  api,
  type Campaign,
  type idempotencyKey,
  type NewCampaign,
  type RecipientStage,
} from '@/api';

type Key = ReturnType<typeof idempotencyKey>;
/** While letters leave, the figures move by themselves. */
const WHILE_SENDING = 4_000;

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ['campaigns', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/campaigns', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/campaigns/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (isOnItsWay(state.data) ? WHILE_SENDING : false),
  });

/** Letters are being written, or wait for the mail server. */
export const isOnItsWay = (campaign: Campaign | undefined) =>
  campaign !== undefined &&
  (campaign.state === 'sending' || (campaign.state === 'open' && campaign.counts.waiting > 0));

export const recipientsQuery = (
  { id, state }: Pick<Campaign, 'id' | 'state'>,
  stage: RecipientStage | undefined,
) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', 'recipients', id, stage ?? ''],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/campaigns/{id}/recipients', {
          params: {
            path: { id },
            query: { ...(stage && { stage }), ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    // Whoever is still to be written to is, in a moment.
    refetchInterval: ({ state: { data } }) => {
      const waits = data?.pages.some(({ items }) => items.some((one) => one.stage === 'waiting'));
      return waits && (state === 'sending' || state === 'open') ? WHILE_SENDING : false;
    },
  });

export const makeCampaign = (body: NewCampaign, key: Key) =>
  answer(api.POST('/campaigns', { params: { header: key }, body }));
export const sendCampaign = (id: string, key: Key) =>
  answer(api.POST('/campaigns/{id}/send', { params: { path: { id }, header: key } }));
export const remindCampaign = (id: string, key: Key) =>
  answer(api.POST('/campaigns/{id}/remind', { params: { path: { id }, header: key } }));
export const closeCampaign = (id: string, key: Key) =>
  answer(api.POST('/campaigns/{id}/close', { params: { path: { id }, header: key } }));
export const discardCampaign = (id: string) =>
  answer(api.DELETE('/campaigns/{id}', { params: { path: { id } } }));

/** A campaign moves whom to call too. */
export const campaignsChanged = (client: QueryClient) =>
  Promise.all(
    ['campaigns', 'follow-up', 'members'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
