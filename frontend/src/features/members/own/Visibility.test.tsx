import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { MemberPage, Profile } from '@/api';
import { Visibility } from './Visibility';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const field = (name: string) => ({ field: name, shown_to: 'club', may_be_public: true });
const member = { id: 'm1', abilities: { edit_profile: { allowed: true } } } as unknown as MemberPage;
const profile = (revision: number) =>
  ({ revision, fields: ['name', 'phone', 'email'].map(field), waiting: [] }) as unknown as Profile;

it('takes two answers in a row, each with the revision that the one before made', async () => {
  let revision = 4;
  const sent: [string | null, unknown][] = [];
  let release = () => {};
  const slow = new Promise<void>((done) => {
    release = done;
  });
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return Response.json(profile(revision));
    await slow;
    sent.push([request.headers.get('If-Match'), await request.json()]);
    revision += 1;
    return Response.json({ applied: [], waiting: [] });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Visibility member={member} profile={profile(4)} />
    </QueryClientProvider>,
  );
  const choice = (name: RegExp) =>
    within(screen.getByRole('group', { name })).getByRole<HTMLInputElement>('radio', {
      name: 'Tout le monde',
    });
  await userEvent.click(choice(/^Téléphone/));
  await userEvent.click(choice(/e-mail/i));
  expect([choice(/^Téléphone/).checked, choice(/e-mail/i).checked]).toEqual([true, true]);
  release();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent).toEqual([
    ['"r4"', { visibility: { phone: 'public' } }],
    ['"r5"', { visibility: { email: 'public' } }],
  ]);
});
