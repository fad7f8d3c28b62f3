import { expect, it } from 'vitest';
import { audienceOf, EVERYBODY, reachedOf, TOWNS, treeOf, unreachedOf } from './audience';

const segments = [{ id: 's1', filter: { field: 'topics', op: 'eq', value: 't1' } }, { id: 's2' }];

it('invites by segment, or by the filter of a group that every club has', () => {
  expect(audienceOf('s1', segments)).toEqual({ segment: 's1' });
  expect(audienceOf(EVERYBODY, segments)).toEqual({ filter: { field: 'status', op: 'eq', value: 'active' } });
  expect(treeOf('s2', segments)).toBeNull();
});

it('parts those who can be written to from those who can’t', () => {
  const towns = treeOf(TOWNS, segments);
  expect(towns).toMatchObject({ and: [{ field: 'status' }, { field: 'kind', value: 'commune' }] });
  if (!towns) throw new Error('no towns');
  expect(reachedOf(towns)).toMatchObject({ and: [{}, {}, { field: 'deliverable_address', value: true }] });
  expect(unreachedOf(towns)).toMatchObject({ and: [{}, {}, { field: 'deliverable_address', value: false }] });
});
