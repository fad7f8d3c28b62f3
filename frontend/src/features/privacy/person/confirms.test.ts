import { expect, it } from 'vitest';
import { confirms } from './confirms';

it('takes a name as one types it, and no other', () => {
  expect(confirms(" elise  d'arc ", 'Élise D’Arc')).toBe(true);
  expect(confirms('Elise', 'Élise D’Arc')).toBe(false);
  expect(confirms('', '')).toBe(false);
});
