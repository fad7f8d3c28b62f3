import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Command } from '@/features/members';
import { doOnPage, offersNow, useOffers } from './offers';

afterEach(cleanup);

const command = (id: string, run = () => undefined): Command => ({ id, label: id, icon: null, run });

function Offering({ commands }: { commands: Command[] }) {
  useOffers(commands);
  return null;
}

it('are those of the page that stands, as they are now', () => {
  const { rerender, unmount } = render(<Offering commands={[command('export')]} />);
  expect(offersNow().map(({ id }) => id)).toEqual(['export']);
  rerender(<Offering commands={[command('export'), command('save')]} />);
  expect(offersNow().map(({ id }) => id)).toEqual(['export', 'save']);
  unmount();
  expect(offersNow()).toEqual([]);
});

it('are done once, on the page where one is or on the one that comes', () => {
  const run = vi.fn(() => undefined);
  doOnPage('export');
  const { rerender } = render(<Offering commands={[]} />);
  expect(run).not.toHaveBeenCalled();
  rerender(<Offering commands={[command('export', run)]} />);
  rerender(<Offering commands={[command('export', run)]} />);
  expect(run).toHaveBeenCalledOnce();
  doOnPage('export');
  expect(run).toHaveBeenCalledTimes(2);
});

it('are forgotten when the page took too long to come', () => {
  vi.useFakeTimers();
  const run = vi.fn(() => undefined);
  doOnPage('export');
  vi.advanceTimersByTime(11_000);
  render(<Offering commands={[command('export', run)]} />);
  expect(run).not.toHaveBeenCalled();
  vi.useRealTimers();
});
