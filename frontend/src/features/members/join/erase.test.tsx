import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { type Abilities, api, type JoinRequest } from '@/api';
import { Toasts } from '@/ui';
import { JoinRequestItem } from './JoinRequestItem';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const refused: JoinRequest = {
  id: 'j1',
  state: 'refused',
  organisation: { name: 'Au Pain des Bois', kind: 'company', commune: '67462' },
  commune: { insee_code: '67462', name: 'Sélestat' },
  in_territory: true,
  applicant: {
    given_name: 'Élise',
    family_name: 'Exemple',
    email: 'elise@pain-des-bois.example',
    basis: 'public_task',
    informed_on: '2026-11-20',
  },
  topics: [],
  charter_agreed: false,
  newsletter: false,
  asked_at: '2026-11-20T09:00:00Z',
  confirmed_at: '2026-11-20T10:00:00Z',
  late: false,
  decided_at: '2026-11-23T09:00:00Z',
  decided_by: 'Camille Rotrieder',
  reason: 'Le club voisin vous attend.',
  abilities: {},
};

function show(abilities: Abilities) {
  const erase = vi
    .spyOn(api, 'DELETE')
    .mockImplementation((async () => ({ response: new Response(null, { status: 204 }) })) as never);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ul>
        <JoinRequestItem request={{ ...refused, abilities }} />
      </ul>
      <Toasts tellFailure={String} />
    </QueryClientProvider>,
  );
  return erase;
}

const button = () => screen.getByRole('button', { name: /^Effacer la demande de «.Au Pain des Bois.»$/ });

it('erases a refused request once it is confirmed', async () => {
  const erase = show({ erase: { allowed: true } });
  await userEvent.click(button());
  expect(erase).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Effacer la demande' }));
  expect(erase.mock.calls[0]).toMatchObject(['/join-requests/{id}', { params: { path: { id: 'j1' } } }]);
  expect(await screen.findByText('La demande est effacée.')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('tells who may not erase it why', async () => {
  const reason = 'Votre rôle ne permet pas cette action.';
  const erase = show({ erase: { allowed: false, reason } });
  await userEvent.click(button());
  expect(await screen.findByText(reason)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(erase).not.toHaveBeenCalled();
});
