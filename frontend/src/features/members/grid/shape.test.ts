import { expect, it, vi } from 'vitest';
import { shapeNow, shapeOf } from './shape';

it('is a table where there is room, and for a mouse on a desk that is enlarged', () => {
  expect(shapeOf(false, false, false, 'cards')).toBe('table');
  expect(shapeOf(true, false, true, null)).toBe('table');
  expect(shapeOf(true, true, true, 'table')).toBe('table');
});

it('is cards under a thumb, and in a very narrow window unless one chose', () => {
  expect(shapeOf(true, false, false, 'table')).toBe('cards');
  expect(shapeOf(true, true, true, null)).toBe('cards');
  expect(shapeOf(true, false, true, 'cards')).toBe('cards');
});

it('is known before the page stands', () => {
  const screen = (...holds: string[]) =>
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: holds.includes(query) }));
  screen('(pointer: fine)');
  expect(shapeNow()).toEqual({ narrow: false, shape: 'table' });
  screen('(max-width: 767px)', '(pointer: fine)');
  expect(shapeNow()).toEqual({ narrow: true, shape: 'table' });
  screen('(max-width: 767px)', '(max-width: 599px)');
  expect(shapeNow()).toEqual({ narrow: true, shape: 'cards' });
  vi.unstubAllGlobals();
});
