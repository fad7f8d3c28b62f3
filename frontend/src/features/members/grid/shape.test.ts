import { expect, it } from 'vitest';
import { shapeOf } from './shape';

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
