import { expect, it } from 'vitest';
import { byDay, monthAfter, weeksOf } from './month';

it('shows whole weeks from Monday to Sunday', () => {
  const march = weeksOf('2027-03');
  expect(march).toHaveLength(5);
  expect(march[0]?.[0]).toBe('2027-03-01');
  expect(march[4]?.[6]).toBe('2027-04-04');
  // Four weeks exactly, and six.
  expect(weeksOf('2027-02')).toHaveLength(4);
  expect(weeksOf('2027-05')).toHaveLength(6);
  expect(weeksOf('2027-05')[0]?.[0]).toBe('2027-04-26');
});

it('goes from month to month across years', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
});

it('puts an event on each day that it touches, by the clock of its place', () => {
  const held = (starts_at: string, ends_at: string) => ({ starts_at, ends_at, time_zone: 'Europe/Paris' });
  const late = held('2027-03-18T22:30:00Z', '2027-03-18T23:30:00Z');
  const found = byDay([late]);
  expect([...found.keys()]).toEqual(['2027-03-18', '2027-03-19']);
});
