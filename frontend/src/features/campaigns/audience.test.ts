import { expect, it } from 'vitest';
import { audienceOf, silent, TOWNS } from './audience';

it('asks a segment by its id, and the communes by a filter that is called as they are', () => {
  const called = { everybody: 'Tous les membres actifs', towns: 'Toutes les communes membres' };
  expect(audienceOf('0193d6b0-0000-7000-8000-000000000001', called)).toEqual({
    segment: '0193d6b0-0000-7000-8000-000000000001',
  });
  expect(audienceOf(TOWNS, called)).toEqual({
    audience: 'Toutes les communes membres',
    filter: {
      and: [
        { field: 'status', op: 'eq', value: 'active' },
        { field: 'kind', op: 'eq', value: 'commune' },
      ],
    },
  });
});

it('has called whoever gave no answer, whether mail reached them or not', () => {
  const counts = { sent: 3, bounced: 1, unreachable: 2, waiting: 0, right: 9, corrected: 4, other: 1 };
  expect(silent({ counts })).toBe(6);
});
