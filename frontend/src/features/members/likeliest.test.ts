import { expect, it } from 'vitest';
import { likeliest } from './queries';

const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

it('puts the very name first, then names and words that begin so, then the rest', () => {
  const byName = named('AMAP de Thanvillé', 'Club de Villé', 'Ville propre', 'Villé');
  const byWords = named('AMAP de Thanvillé', 'Auberge Birnstiel');
  expect(likeliest('ville', byName, byWords).map(({ name }) => name)).toEqual([
    'Villé',
    'Ville propre',
    'Club de Villé',
    'AMAP de Thanvillé',
    'Auberge Birnstiel',
  ]);
});
