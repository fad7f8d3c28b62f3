import { expect, it } from 'vitest';
import { auditQueryOf } from './Journal';

it('asks only for what was chosen, from the beginning of the day', () => {
  expect(auditQueryOf({ by: '', record: '', since: '', q: ' ' })).toEqual({ grouped: true });
  expect(auditQueryOf({ by: 'house', record: 'member', since: '2026-11-01', q: ' Barr ' })).toEqual({
    grouped: true,
    by: 'house',
    record: 'member',
    since: new Date('2026-11-01T00:00').toISOString(),
    q: 'Barr',
  });
});
