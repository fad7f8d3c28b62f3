import { type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  answer,
  api,
  type ConsentEventForm,
  type idempotencyKey,
  ifMatch,
  type RetentionRule,
  type Terms,
} from '@/api';

type Key = ReturnType<typeof idempotencyKey>;
/** While something is made or taken away after the answer, it is asked how far it is. */
const WHILE_WORKING = 1_500;

export const termsQuery = queryOptions({
  queryKey: ['privacy', 'terms'],
  queryFn: ({ signal }) => answer(api.GET('/privacy/terms', { signal })),
});
export const putTerms = (revision: number, body: Terms) =>
  answer(api.PUT('/privacy/terms', { params: { header: ifMatch(revision) }, body }));

export const registerQuery = queryOptions({
  queryKey: ['privacy', 'register'],
  queryFn: ({ signal }) => answer(api.GET('/privacy/register', { signal })),
});

export const retentionQuery = (working: boolean) =>
  queryOptions({
    queryKey: ['privacy', 'retention'],
    queryFn: ({ signal }) => answer(api.GET('/privacy/retention', { signal })),
    refetchInterval: working ? WHILE_WORKING : false,
  });
/** By these rules; by all when none is named. */
export const runRetention = (rules: RetentionRule[]) =>
  answer(api.POST('/privacy/retention/run', { body: { rules } }));

export const personPrivacyQuery = (id: string) =>
  queryOptions({
    queryKey: ['privacy', 'person', id],
    queryFn: ({ signal }) => answer(api.GET('/people/{id}/privacy', { params: { path: { id } }, signal })),
    // A file is being made: its link leaves in a moment.
    refetchInterval: ({ state: { data } }) =>
      data?.files.some(({ made_at }) => !made_at) ? WHILE_WORKING : false,
  });
export const noteConsent = (id: string, body: ConsentEventForm, key: Key) =>
  answer(api.POST('/people/{id}/consents', { params: { path: { id }, header: key }, body }));
export const askFile = (id: string, email: string | null, key: Key) =>
  answer(
    api.POST('/people/{id}/file', { params: { path: { id }, header: key }, body: email ? { email } : {} }),
  );

/** What it would do: asked anew each time, since that is what will be done. */
export const erasurePreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['privacy', 'preview', id],
    queryFn: ({ signal }) => answer(api.GET('/people/{id}/erasure', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
/** Of somebody who is still as the preview of this revision told. */
export const erase = (id: string, revision: number, keep_out: boolean, key: Key) =>
  answer(
    api.POST('/people/{id}/erase', {
      params: { path: { id }, header: { ...key, ...ifMatch(revision) } },
      body: { keep_out },
    }),
  );
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['privacy', 'erasure', id],
    queryFn: ({ signal }) => answer(api.GET('/privacy/erasures/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'done' ? false : WHILE_WORKING),
  });

/** Somebody said something: their addresses stand with members. */
export const saidSomething = (client: QueryClient, id: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: personPrivacyQuery(id).queryKey }),
    client.invalidateQueries({ queryKey: ['members'] }),
  ]);

/** Whoever went may have stood anywhere; what told of them alone is not asked for again. */
export function peopleGone(client: QueryClient) {
  client.removeQueries({ queryKey: ['privacy', 'person'], type: 'inactive' });
  return client.invalidateQueries({
    predicate: ({ queryKey: [first, second] }) =>
      first !== 'privacy' || second === 'retention' || second === 'register',
  });
}
