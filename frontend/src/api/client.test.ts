import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, api } from './client';
import type { Account, Session } from './contract';
import { failureOf } from './failure';
import { Problem } from './problem';
import { session } from './session';

const account = {
  id: 'a',
  name: 'Camille',
  role: 'coordinator',
  language: 'fr',
  organisations: [],
} as unknown as Account;
const opened = (access_token: string): Session => ({
  access_token,
  token_type: 'Bearer',
  expires_in: 900,
  account,
});
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

let calls: { url: string; authorization: string | null; requestedBy: string | null }[] = [];
function serve(respond: (url: string, authorization: string | null) => Response) {
  calls = [];
  vi.stubGlobal(
    'fetch',
    vi.fn(async (input: Request | string, init?: RequestInit) => {
      const request = input instanceof Request ? input : new Request(new URL(input, location.origin), init);
      const authorization = request.headers.get('Authorization');
      calls.push({ url: request.url, authorization, requestedBy: request.headers.get('X-Requested-By') });
      return respond(request.url, authorization);
    }),
  );
}

describe('the client', () => {
  beforeEach(() => {
    session.open(opened('old'));
  });

  it('refreshes once for several refused calls and sends them again', async () => {
    serve((url, authorization) => {
      if (url.endsWith('/auth/refresh')) return json(200, opened('new'));
      return authorization === 'Bearer new'
        ? json(200, account)
        : json(401, { code: 'accounts.token_expired' });
    });
    await Promise.all([answer(api.GET('/me')), answer(api.GET('/me'))]);
    const refreshes = calls.filter((call) => call.url.endsWith('/auth/refresh'));
    expect(refreshes).toHaveLength(1);
    expect(refreshes[0]?.requestedBy).toBe('maillage');
  });

  const thrownOut = (_: string, authorization: string | null) =>
    authorization === 'Bearer again'
      ? json(200, account)
      : json(401, { code: 'accounts.token_expired', detail: 'Reconnectez-vous.' });

  it('keeps the page of who was thrown out, and sends again once they are back', async () => {
    serve(thrownOut);
    const asked = Promise.all([answer(api.GET('/me')), answer(api.GET('/me'))]);
    await vi.waitFor(() => expect(session.ended()).toBe(true));
    expect(session.account()).not.toBeNull();
    session.open(opened('again'));
    expect(await asked).toEqual([account, account]);
    expect(session.ended()).toBe(false);
  });

  it('gives up what was asked when they leave instead', async () => {
    serve(thrownOut);
    const asked = answer(api.GET('/me'));
    await vi.waitFor(() => expect(session.ended()).toBe(true));
    session.close();
    await expect(asked).rejects.toMatchObject({ status: 401 });
    expect(session.account()).toBeNull();
  });

  it('does not try to refresh a refused sign-in', async () => {
    serve(() => json(401, { code: 'accounts.bad_credentials', detail: 'Adresse ou mot de passe inconnu.' }));
    const refused = answer(api.POST('/auth/login', { body: { email: 'a@b.example', password: 'x' } }));
    await expect(refused).rejects.toBeInstanceOf(Problem);
    expect(calls).toHaveLength(1);
  });

  it('tells an absent network from a refusal', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('failed to fetch'))),
    );
    const error = await answer(api.GET('/me')).catch((e: unknown) => e);
    expect(failureOf(error).kind).toBe('offline');
    expect(failureOf(new Problem(503, {})).kind).toBe('unavailable');
    expect(failureOf(new Problem(404, { detail: 'Ce membre n’existe pas.' })).sentence).toBe(
      'Ce membre n’existe pas.',
    );
  });
});
