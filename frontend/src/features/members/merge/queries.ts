import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { answer, api, idempotencyKey, type Merge, type MergeChoice, type PairForm } from '@/api';
import { membersChanged } from '../queries';

export type Choices = Record<string, MergeChoice>;

export const pairsQuery = (apart: boolean) =>
  infiniteQueryOptions({
    queryKey: ['members', 'pairs', apart],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/members/duplicate-pairs', {
          params: {
            query: { told_apart: apart, with_total: true, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** What a merge would come to; nothing is written. */
export const mergePreviewQuery = (into: string, other: string, choices: Choices) =>
  queryOptions({
    queryKey: ['members', 'merge', into, other, choices],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/members/{id}/merge', {
          params: { path: { id: into } },
          body: { other, choices, dry_run: true },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const pastMergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['members', 'merges', id],
    queryFn: ({ signal }) => answer(api.GET('/members/{id}/merges', { params: { path: { id } }, signal })),
  });

/** On the very records that were shown: one that changed since is looked at again. */
export const mergeMembers = (
  { survivor, other }: Merge,
  choices: Choices,
  header: ReturnType<typeof idempotencyKey>,
) =>
  answer(
    api.POST('/members/{id}/merge', {
      params: { path: { id: survivor.id }, header },
      body: {
        other: other.id,
        revision: survivor.revision,
        other_revision: other.revision,
        choices,
        dry_run: false,
      },
    }),
  );

/** Two records again; lists, pages and follow-up are read anew. */
export async function partAgain(client: QueryClient, id: string) {
  const parted = await answer(
    api.POST('/members/{id}/unmerge', { params: { path: { id }, header: idempotencyKey() } }),
  );
  await membersChanged(client);
  return parted;
}

export const tellApart = (body: PairForm) =>
  answer(api.POST('/members/duplicate-pairs/dismiss', { params: { header: idempotencyKey() }, body }));
export const lookAgain = (body: PairForm) =>
  answer(api.POST('/members/duplicate-pairs/reconsider', { params: { header: idempotencyKey() }, body }));
