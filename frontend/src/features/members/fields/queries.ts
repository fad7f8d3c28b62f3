import { type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  answer,
  api,
  idempotencyKey,
  ifMatch,
  type MemberField,
  type MemberFieldChanges,
  type NewMemberField,
} from '@/api';
import { filterFieldsQuery } from '../queries';

export const memberFieldsQuery = (archived = false) =>
  queryOptions({
    queryKey: ['member-fields', archived],
    queryFn: ({ signal }) =>
      answer(api.GET('/member-fields', { params: { query: archived ? { archived } : {} }, signal })),
    staleTime: 60_000,
  });

export const makeField = (body: NewMemberField, key: ReturnType<typeof idempotencyKey>) =>
  answer(api.POST('/member-fields', { params: { header: key }, body }));
export const changeField = ({ id, revision }: MemberField, body: MemberFieldChanges) =>
  answer(api.PATCH('/member-fields/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const archiveField = (id: string) =>
  answer(api.DELETE('/member-fields/{id}', { params: { path: { id } } }));
export const restoreField = (id: string) =>
  answer(api.POST('/member-fields/{id}/restore', { params: { path: { id }, header: idempotencyKey() } }));

/** Columns, filters and records name the club's fields. */
export const fieldsChanged = (client: QueryClient) =>
  Promise.all(
    [filterFieldsQuery.queryKey, ['members'], ['member-fields'], ['views']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
