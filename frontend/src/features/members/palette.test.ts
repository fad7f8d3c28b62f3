import { expect, it } from 'vitest';
import { answers } from './PaletteDialog';

const density = { id: 'x', icon: null, run: () => undefined, label: 'Densité des lignes : compacte' };

it('finds a command by its words, in whatever order, and by others that mean it', () => {
  expect(answers(density, 'compacte dens')).toBe(true);
  expect(answers(density, 'hauteur')).toBe(false);
  expect(answers({ ...density, words: 'Hauteur des lignes' }, 'hauteur')).toBe(true);
});

it('offers what is sought only to those who type', () => {
  expect(answers({ ...density, sought: true }, '')).toBe(false);
  expect(answers(density, '')).toBe(true);
});
