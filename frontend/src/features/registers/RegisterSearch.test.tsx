import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { RegisterSearch } from './RegisterSearch';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function search(answer: () => Promise<Response>) {
  vi.stubGlobal('fetch', vi.fn(answer));
  const onDown = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RegisterSearch
        door="public"
        commune={null}
        fills={() => []}
        typed={() => ''}
        onFill={() => {}}
        onDown={onDown}
      />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Au Pain des Bois' } });
  fireEvent.click(screen.getByRole('button'));
  return onDown;
}

const told = (body: object) => async () =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
const source = { name: 'Recherche d’entreprises', licence: 'etalab-2.0' };

it('hands over what was typed when the register is switched off', async () => {
  const onDown = search(told({ available: false, detail: 'Éteint.', items: [], source }));
  await waitFor(() => expect(onDown).toHaveBeenCalledExactlyOnceWith('Au Pain des Bois'));
});

it('hands it over when the register can’t be reached', async () => {
  const onDown = search(() => Promise.reject(new TypeError('no network')));
  await waitFor(() => expect(onDown).toHaveBeenCalledExactlyOnceWith('Au Pain des Bois'));
});

it('keeps it where the register has answered', async () => {
  const onDown = search(told({ available: true, items: [], source }));
  await screen.findByText(/Rien à ce nom/);
  expect(onDown).not.toHaveBeenCalled();
});
