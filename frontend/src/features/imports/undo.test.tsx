import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { api, type ImportCard } from '@/api';
import { Toasts } from '@/ui';
import { UndoDialog } from './UndoDialog';

afterEach(cleanup);

const card = { id: 'i1', counts: { create: 2_100, update: 0 } } as unknown as ImportCard;
const refused = {
  sentence: 'Cet import ne peut pas être annulé en entier.',
  reasons: ['Ligne 3, « Amicale 1 » : Camille a modifié cette fiche.'],
  blocked: 1,
};

it('tells what stood in the way of a large undo, and offers the rest', async () => {
  const undo = vi.spyOn(api, 'POST').mockImplementation((async () => ({
    data: { id: 'i1', state: 'undoing', problem: null },
    response: new Response(),
  })) as never);
  const closed = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <UndoDialog data={card} refused={refused} onClose={closed} />
      <Toasts tellFailure={String} />
    </QueryClientProvider>,
  );
  await screen.findByText(/Camille a modifié cette fiche/);
  await userEvent.click(await screen.findByRole('button', { name: 'Annuler pour les autres fiches' }));
  expect(undo.mock.calls[0]?.[1]).toMatchObject({ params: { query: { partial: true } } });
  expect(await screen.findByText(/L’annulation a commencé/)).toBeTruthy();
  expect(closed).toHaveBeenCalledTimes(1);
});
