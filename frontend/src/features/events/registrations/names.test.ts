import { expect, it } from 'vitest';
import { registrationOf } from '../events.fixture';
import { listedAs, sought } from './names';

const elise = registrationOf({ given_name: 'Élise', family_name: 'Muller-Kern' });

it('finds people by the beginnings of words, accents or none, and by their organisation', () => {
  for (const text of ['', 'eli', 'kern él', 'rabots', 'vieux ra']) expect(sought(elise, text)).toBe(true);
  for (const text of ['lise', 'eli weiss']) expect(sought(elise, text)).toBe(false);
});

it('lists them by their family name', () => {
  expect(listedAs(elise)).toBe('Muller-Kern Élise');
  expect(listedAs(registrationOf({ given_name: '', family_name: 'Kern' }))).toBe('Kern');
});
