import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Colleagues } from './Colleagues';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const REASON = 'Seule une personne qui gère la fiche choisit qui agit pour elle.';

function open(role: 'manager' | 'contributor') {
  const ability = role === 'manager' ? { allowed: true } : { allowed: false, reason: REASON };
  const me = {
    account_id: '0193d6b0-0000-7000-8000-000000000001',
    name: 'Mireille Kern',
    email: 'mireille@club.example',
    role,
    status: 'active',
    is_me: true,
    revision: 1,
    abilities: { change_role: ability, remove: ability },
  };
  vi.stubGlobal('fetch', async () => Response.json({ items: [me], next_cursor: null }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Colleagues memberId="0193d6b0-0000-7000-8000-000000000002" />
    </QueryClientProvider>,
  );
}

it('tells whoever may not invite why, and opens nothing', async () => {
  open('contributor');
  const button = await screen.findByRole('button', { name: 'Inviter une personne' });
  expect(button.getAttribute('title')).toBe(REASON);
  await userEvent.click(button);
  expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
});

it('lets a manager invite', async () => {
  open('manager');
  const button = await screen.findByRole('button', { name: 'Inviter une personne' });
  expect([button.getAttribute('title'), button.getAttribute('aria-disabled')]).toEqual([null, null]);
});
