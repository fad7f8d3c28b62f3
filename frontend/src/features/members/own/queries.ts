import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifMatch, multipart, type ProfileChanges } from '@/api';
import { membersChanged } from '../queries';

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profile', id],
    queryFn: ({ signal }) => answer(api.GET('/members/{id}/profile', { params: { path: { id } }, signal })),
  });

export const changeProfile = (id: string, revision: number, body: ProfileChanges) =>
  answer(api.PATCH('/members/{id}/profile', { params: { path: { id }, header: ifMatch(revision) }, body }));

export const picturesQuery = (id: string) =>
  queryOptions({
    queryKey: ['pictures', id],
    queryFn: ({ signal }) => answer(api.GET('/members/{id}/pictures', { params: { path: { id } }, signal })),
  });

export const addPicture = (id: string, file: File, alt: string, logo: boolean) =>
  answer(
    api.POST('/members/{id}/pictures', {
      params: { path: { id }, header: idempotencyKey() },
      // The contract knows a file as text; what is sent is a form.
      body: { file: '', alt, logo },
      bodySerializer: () => multipart({ file, alt, logo: String(logo) }),
    }),
  );
export const describePicture = (id: string, revision: number, alt: string) =>
  answer(
    api.PATCH('/member-pictures/{id}', {
      params: { path: { id }, header: ifMatch(revision) },
      body: { alt },
    }),
  );
export const removePicture = (id: string) =>
  answer(api.DELETE('/member-pictures/{id}', { params: { path: { id } } }));

/** After any change from within: record, rules, requests, pictures. */
export const ownChanged = (client: QueryClient) =>
  Promise.all([
    ...['profile', 'proposals', 'pictures'].map((first) => client.invalidateQueries({ queryKey: [first] })),
    membersChanged(client),
  ]);
