import type { QueryClient } from '@tanstack/react-query';
import { answer, api, type idempotencyKey, type NewMemberField } from '@/api';
import { filterFieldsQuery } from '../queries';

export const makeField = (body: NewMemberField, key: ReturnType<typeof idempotencyKey>) =>
  answer(api.POST('/member-fields', { params: { header: key }, body }));
export const archiveField = (id: string) =>
  answer(api.DELETE('/member-fields/{id}', { params: { path: { id } } }));

/** Columns, filters and records name the club's fields. */
export const fieldsChanged = (client: QueryClient) =>
  Promise.all(
    [filterFieldsQuery.queryKey, ['members'], ['member-fields'], ['views']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
