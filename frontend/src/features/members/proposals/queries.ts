import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Audience, answer, api, idempotencyKey, type ProposalState, type Treatment } from '@/api';
import { membersChanged } from '../queries';

export const proposalsQuery = (state: ProposalState, member?: string) =>
  infiniteQueryOptions({
    queryKey: ['proposals', 'list', state, member ?? null],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/proposals', {
          params: {
            query: {
              state,
              limit: 30,
              ...(member && { member }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const refusalReasonsQuery = queryOptions({
  queryKey: ['proposals', 'reasons'],
  queryFn: ({ signal }) => answer(api.GET('/proposals/reasons', { signal })),
});

const at = (id: string) => ({ path: { id }, header: idempotencyKey() });

export const acceptProposal = (id: string, fields?: string[], over?: number) =>
  answer(
    api.POST('/proposals/{id}/accept', {
      params: at(id),
      body: { ...(fields && { fields }), ...(over !== undefined && { over }) },
    }),
  );
export const refuseProposal = (id: string, reason: string, fields?: string[]) =>
  answer(api.POST('/proposals/{id}/refuse', { params: at(id), body: { reason, ...(fields && { fields }) } }));
export const reopenProposal = (id: string) => answer(api.POST('/proposals/{id}/reopen', { params: at(id) }));
export const withdrawProposal = (id: string) =>
  answer(api.POST('/proposals/{id}/withdraw', { params: at(id) }));

/** After a decision: what waits, and the record it was about. */
export const proposalsChanged = (client: QueryClient) =>
  Promise.all([client.invalidateQueries({ queryKey: ['proposals'] }), membersChanged(client)]);

/** The rules with the revision they are at together, which only the header tells. */
export const profileRulesQuery = queryOptions({
  queryKey: ['profile-rules'],
  queryFn: async ({ signal }) => {
    const call = await api.GET('/profile-rules', { signal });
    const list = await answer(Promise.resolve(call));
    return { items: list.items, tag: call.response.headers.get('ETag') ?? '' };
  },
});
export const setProfileRule = (
  tag: string,
  field: string,
  rule: { treatment?: Treatment; audience?: Audience },
) =>
  answer(
    api.PUT('/profile-rules', {
      params: { header: { 'If-Match': tag } },
      body: { rules: { [field]: rule } },
    }),
  );
