import { expect, it } from 'vitest';
import { unfit } from './sending';

it('lets pass what the sheet shows, and says why others do not', () => {
  const file = (name: string, size = 10, type = '') => ({ name, size, type });
  expect(unfit(file('fete.JPG'), 'picture')).toBeNull();
  expect(unfit(file('image', 10, 'image/png'), 'picture')).toBeNull();
  expect(unfit(file('fete.svg', 10, 'image/svg+xml'), 'picture')).toBe('wrongType');
  expect(unfit(file('affiche.pdf'), 'document')).toBeNull();
  expect(unfit(file('affiche.pdf'), 'picture')).toBe('wrongType');
  expect(unfit(file('vide.pdf', 0), 'document')).toBe('isEmpty');
  expect(unfit(file('grand.png', 26 * 1024 * 1024), 'picture')).toBe('tooLarge');
});
