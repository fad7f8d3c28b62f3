/** Who would lose changes is asked: the page loses what waits, signing out loses what can't stand too. */
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Shelf } from '@/sheet';
import { Toasts } from '@/ui';
import { Unsaved } from './pages/Unsaved';
import { emptyShelf, shelfOf } from './shelf';
import { mayLeave } from './unsaved';

const abandon = vi.fn();
const unsaved = vi.fn<(all?: boolean) => Promise<number>>();
beforeEach(() => {
  abandon.mockReset();
  shelfOf('camille').desk = { engine: { unsaved, saving: { abandon } } } as unknown as NonNullable<
    Shelf['desk']
  >;
  render(
    <>
      <Unsaved />
      <Toasts tellFailure={String} />
    </>,
  );
});
afterEach(() => {
  cleanup();
  emptyShelf();
});

/** Three cells were refused; nothing waits. */
const refused = async (all?: boolean) => (all ? 3 : 0);

it('leaves the page with cells to mend, which the shelf keeps, but not the account', async () => {
  unsaved.mockImplementation(refused);
  expect(await mayLeave('page')).toBe(true);
  let left: Promise<boolean> = Promise.resolve(true);
  await act(async () => {
    left = mayLeave('account');
  });
  await screen.findByRole('dialog', { name: '3 changements ne sont pas enregistrés' });
  await userEvent.click(screen.getByRole('button', { name: 'Rester sur la page' }));
  expect(await left).toBe(false);
  expect(abandon).not.toHaveBeenCalled();
  await act(async () => {
    left = mayLeave('account');
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Partir et les perdre' }));
  expect(await left).toBe(true);
  expect(abandon).toHaveBeenCalledTimes(1);
});

it('asks nobody where nothing is left', async () => {
  unsaved.mockResolvedValue(0);
  expect(await mayLeave('account')).toBe(true);
  emptyShelf();
  expect(await mayLeave('account')).toBe(true);
});

it('stays where the question can’t be shown', async () => {
  vi.resetModules();
  vi.doMock('./pages/UnsavedDialog', () => {
    throw new Error('no network');
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const [page, shelf, door] = await Promise.all([
    import('./pages/Unsaved'),
    import('./shelf'),
    import('./unsaved'),
  ]);
  const desk = shelfOf('camille').desk;
  if (desk) shelf.shelfOf('camille').desk = desk;
  unsaved.mockResolvedValue(2);
  render(<page.Unsaved />);
  let left: Promise<boolean> = Promise.resolve(true);
  await act(async () => {
    left = door.mayLeave('page');
  });
  expect(await left).toBe(false);
  expect(abandon).not.toHaveBeenCalled();
});
