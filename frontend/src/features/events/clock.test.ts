import { expect, it } from 'vitest';
import { endAfter, instantOf, localOf } from './clock';

const PARIS = 'Europe/Paris';

it('keeps the hour of the place on both sides of a change of clocks', () => {
  expect(instantOf('2027-03-18T18:30', PARIS)).toBe('2027-03-18T17:30:00.000Z');
  expect(instantOf('2027-04-18T18:30', PARIS)).toBe('2027-04-18T16:30:00.000Z');
  expect(localOf('2027-04-18T16:30:00Z', PARIS)).toBe('2027-04-18T18:30');
  for (const local of ['2027-03-28T01:30', '2027-03-28T03:30', '2027-10-31T04:00'])
    expect(localOf(instantOf(local, PARIS), PARIS)).toBe(local);
});

it('does not lose an hour that the clocks skip', () => {
  expect(localOf(instantOf('2027-03-28T02:30', PARIS), PARIS)).toMatch(/^2027-03-28T0[13]:30$/);
});

it('knows places far away, and what is no time yet', () => {
  expect(instantOf('2027-01-10T09:00', 'America/Cayenne')).toBe('2027-01-10T12:00:00.000Z');
  expect(instantOf('', PARIS)).toBe('');
});

it('moves the end with the beginning', () => {
  expect(endAfter('2026-11-24T18:30', '2026-11-24T20:30', '2027-03-18T18:00')).toBe('2027-03-18T20:00');
  expect(endAfter('2026-11-24T22:00', '2026-11-25T01:00', '2026-12-31T22:00')).toBe('2027-01-01T01:00');
  expect(endAfter('2026-11-24T18:30', '2026-11-24T20:30', '')).toBe('2026-11-24T20:30');
});
