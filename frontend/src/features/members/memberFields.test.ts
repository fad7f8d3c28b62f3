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
