import { expect, it } from 'vitest';
import { zonesLike } from './zones';

it('proposes Paris first, and finds a zone by the name of its city', () => {
  expect(zonesLike('')[0]).toBe('Europe/Paris');
  expect(zonesLike('réunion')).toContain('Indian/Reunion');
  expect(zonesLike('new york')).toContain('America/New_York');
  expect(zonesLike('nulle part')).toEqual([]);
});
