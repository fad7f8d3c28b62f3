import { expect, it } from 'vitest';
import { fitting } from './keywords';

const word = (id: string, name: string, ...aliases: string[]) => ({
  id,
  name,
  revision: 1,
  aliases: aliases.map((alias) => ({ id: alias, name: alias })),
});
const WORDS = [
  word('a', 'Déchets verts', 'végétaux'),
  word('b', 'Œufs'),
  word('c', 'Vaisselle réutilisable'),
];
const found = (typed: string, whole = false) => fitting(WORDS, typed, whole).map(({ id }) => id);

it('finds a word without its accents, in the middle, or by what else it is called', () => {
  expect(found('dechets')).toEqual(['a']);
  expect(found('reutil')).toEqual(['c']);
  expect(found('vegetaux')).toEqual(['a']);
  expect(found('oeufs')).toEqual(['b']);
  expect(found(' ')).toEqual([]);
});

it('knows a word that is in the list already', () => {
  expect(found('dechets verts', true)).toEqual(['a']);
  expect(found('dechets', true)).toEqual([]);
});
