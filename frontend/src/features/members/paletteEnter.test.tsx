import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api } from '@/api';
import { PaletteDialog } from './PaletteDialog';

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const NAMES = ['Duchesse des Bois', 'Durand Père et Fils'];

/** Members whose name begins with what is sought; each answer comes when it is told to. */
function show() {
  const waiting: (() => void)[] = [];
  vi.spyOn(api, 'GET').mockImplementation((async (
    _: string,
    { params }: { params: { query: { q: string } } },
  ) => {
    await new Promise<void>((come) => {
      waiting.push(come);
    });
    const items = NAMES.filter((name) => name.toLowerCase().startsWith(params.query.q)).map((name) => ({
      id: name,
      kind: 'association',
      name,
    }));
    return { data: { items }, response: new Response() };
  }) as never);
  const onMember = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PaletteDialog commands={[]} onMember={onMember} onClose={() => undefined} />
    </QueryClientProvider>,
  );
  const next = async () => {
    await waitFor(() => expect(waiting.length).toBe(1));
    waiting.pop()?.();
  };
  return { next, onMember };
}

it('leads with Enter to what was typed, not to what fewer letters had found', async () => {
  const { next, onMember } = show();
  await userEvent.type(screen.getByRole('combobox'), 'du');
  await next();
  await screen.findByText('Duchesse des Bois');
  await userEvent.type(screen.getByRole('combobox'), 'rand{Enter}');
  expect(onMember).not.toHaveBeenCalled();
  await next();
  await waitFor(() => expect(onMember).toHaveBeenCalledExactlyOnceWith('Durand Père et Fils', false));
});

it('leads at once to one that was gone to', async () => {
  const { next, onMember } = show();
  await userEvent.type(screen.getByRole('combobox'), 'du');
  await next();
  await screen.findByText('Durand Père et Fils');
  await userEvent.type(screen.getByRole('combobox'), '{ArrowDown}{Enter}');
  expect(onMember).toHaveBeenCalledExactlyOnceWith('Durand Père et Fils', false);
});
