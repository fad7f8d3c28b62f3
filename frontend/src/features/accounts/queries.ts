import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type Account,
  type AccountChanges,
  answer,
  api,
  type FirstAccount,
  type Invitation,
  idempotencyKey,
  ifMatch,
  Problem,
  type Scope,
  session,
} from '@/api';
import type { AccountFilter } from './search';

export async function signIn(email: string, password: string, otp?: string) {
  return session.open(
    await answer(api.POST('/auth/login', { body: { email, password, ...(otp ? { otp } : {}) } })),
  );
}
/** Makes the first administrator, who is signed in from then on. */
export async function makeFirstAccount(body: FirstAccount) {
  return session.open(await answer(api.POST('/setup', { body })));
}
export async function redeemLink(token: string, otp?: string) {
  const body = { token, ...(otp ? { otp } : {}) };
  return session.open(await answer(api.POST('/auth/link/redeem', { body })));
}
export async function resetPassword(token: string, password: string, otp?: string) {
  const body = { token, password, ...(otp ? { otp } : {}) };
  return session.open(await answer(api.POST('/auth/password/reset', { body })));
}
/** The session; null when the code of the second step is wanted first, which is no mistake. */
export async function unlessOtpNeeded(opening: Promise<Account>): Promise<Account | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof Problem && error.code === 'accounts.otp_needed') return null;
    throw error;
  }
}
export async function acceptInvitation(body: {
  token: string;
  password: string;
  given_name?: string;
  family_name?: string;
}) {
  return session.open(await answer(api.POST('/auth/invitation/accept', { body })));
}
export const askLink = (email: string) => answer(api.POST('/auth/link', { body: { email } }));
export const askReset = (email: string) => answer(api.POST('/auth/password/forgotten', { body: { email } }));
export const changePassword = (current: string, next: string) =>
  answer(api.POST('/auth/password', { body: { current, new: next } }));

export async function refreshMe() {
  session.update(await answer(api.GET('/me')));
}

export const enrolSecondFactor = (password: string) =>
  answer(api.POST('/me/second-factor', { body: { password } }));
export const confirmSecondFactor = (otp: string) =>
  answer(api.POST('/me/second-factor/confirm', { body: { otp } }));
export const turnOffSecondFactor = (password: string) =>
  answer(api.POST('/me/second-factor/disable', { body: { password } }));
export const renewRecoveryCodes = (password: string) =>
  answer(api.POST('/me/second-factor/recovery-codes', { body: { password } }));
export const secondFactorQuery = queryOptions({
  queryKey: ['me', 'second-factor'],
  queryFn: ({ signal }) => answer(api.GET('/me/second-factor', { signal })),
});
export const resetSecondFactor = (id: string) =>
  answer(api.DELETE('/accounts/{id}/second-factor', { params: { path: { id } } }));

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => answer(api.GET('/me/sessions', { signal })),
});
export const endSession = (id: string) =>
  answer(api.DELETE('/me/sessions/{id}', { params: { path: { id } } }));

export const endOtherSessions = () => answer(api.DELETE('/me/sessions'));

export const emailChangeQuery = queryOptions({
  queryKey: ['me', 'email-change'],
  queryFn: ({ signal }) => answer(api.GET('/me/email-change', { signal })),
});
export const askEmailChange = (email: string, password: string) =>
  answer(api.POST('/me/email-change', { body: { email, password } }));
export const callOffEmailChange = () => answer(api.DELETE('/me/email-change'));
export const confirmEmailChange = (token: string) =>
  answer(api.POST('/auth/email-change/confirm', { body: { token } }));

/** Which accounts the list shows. */
const FILTERS = {
  tous: {},
  invites: { status: 'invited' },
  desactives: { status: 'disabled' },
  'sans-deux-etapes': { role: 'any', second_factor: false, status: 'active' },
} as const;

export const accountsQuery = (q: string, filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', q, filter],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? { cursor: pageParam } : {};
      const query = { ...FILTERS[filter], ...(q ? { q } : {}), ...cursor, limit: 50 };
      return answer(api.GET('/accounts', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** How many of the team sign in in one step only, and how many they are. */
export const teamStepsQuery = queryOptions({
  queryKey: ['accounts', 'team-steps'],
  queryFn: async ({ signal }) => {
    const count = async (query: { second_factor?: boolean }) => {
      const all = { role: 'any', status: 'active', with_total: true, limit: 1, ...query } as const;
      return (await answer(api.GET('/accounts', { params: { query: all }, signal }))).total ?? 0;
    };
    const [total, missing] = await Promise.all([count({}), count({ second_factor: false })]);
    return { total, missing };
  },
});
/** The team, by name: whom a member can be entrusted to. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) => answer(api.GET('/staff', { signal })),
  staleTime: 5 * 60_000,
});
export const invite = (body: Invitation) =>
  answer(api.POST('/accounts', { params: { header: idempotencyKey() }, body }));
export const inviteAgain = (id: string) =>
  answer(api.POST('/accounts/{id}/invite', { params: { path: { id }, header: idempotencyKey() } }));
export const disableAccount = (id: string) =>
  answer(api.DELETE('/accounts/{id}', { params: { path: { id } } }));
export const restoreAccount = (id: string) =>
  answer(api.POST('/accounts/{id}/restore', { params: { path: { id } } }));
export const changeAccount = (id: string, revision: number, body: AccountChanges) =>
  answer(api.PATCH('/accounts/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => answer(api.GET('/api-keys', { signal })),
});
export const createApiKey = (body: { name: string; scopes: Scope[]; expires_on?: string }) =>
  answer(api.POST('/api-keys', { body }));
export const revokeApiKey = (id: string) =>
  answer(api.DELETE('/api-keys/{id}', { params: { path: { id } } }));
