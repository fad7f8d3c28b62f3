import { expect, it } from 'vitest';
import { changesOf, NO_VALUES } from './MemberFields';

it('sends only what changed, an emptied field as null', () => {
  const before = { ...NO_VALUES, name: 'Barr', email: 'a@barr.example', topics: ['1', '2'] };
  expect(changesOf(before, { ...before, email: ' ', topics: ['2', '1'] })).toEqual({ email: null });
});
it('sends a commune by its INSEE code', () => {
  const commune = { insee_code: '67021', name: 'Barr' };
  expect(changesOf(NO_VALUES, { ...NO_VALUES, commune })).toEqual({ commune: '67021' });
});
it('sends nothing when nothing changed', () => {
  expect(changesOf(NO_VALUES, { ...NO_VALUES })).toEqual({});
});
it('sends the club’s own fields together, an emptied one as null', () => {
  const before = {
    ...NO_VALUES,
    'custom.slogan': 'Réparer',
    'custom.matiere': 'bois',
    'custom.gobelets': '',
  };
  const after = { ...before, name: 'Barr', 'custom.slogan': '', 'custom.gobelets': ' 12,5 ' };
  expect(changesOf(before, after)).toEqual({ name: 'Barr', custom: { slogan: null, gobelets: '12,5' } });
});
