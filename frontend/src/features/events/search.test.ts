import { expect, it } from 'vitest';
import { askedOf, readEventSearch, readEventTab } from './search';

it('reads of an address what a list may hold, and nothing else', () => {
  expect(readEventSearch({ liste: 'a-clore', genre: 'visit', mois: '2027-13' })).toEqual({
    liste: 'a-clore',
    genre: 'visit',
  });
  expect(readEventSearch({ liste: 'passes', mois: '2027-03' })).toEqual({ mois: '2027-03' });
  expect(readEventSearch({ liste: 'x', genre: 'y' })).toEqual({});
  expect(readEventTab({ onglet: 'suites' })).toEqual({ onglet: 'suites' });
  expect(readEventTab({ onglet: 'rendez-vous' })).toEqual({});
});

it('asks for what is ahead, or for what is over, the latest first', () => {
  expect(askedOf({}, '2026-12-01')).toEqual({ from: '2026-12-01' });
  expect(askedOf({ liste: 'passes', genre: 'visit' }, '2026-12-01')).toEqual({
    to: '2026-11-30',
    latest_first: true,
    kind: 'visit',
  });
});
