import { describe, expect, it } from 'vitest';
import type { View } from '@/api';
import { asItHolds } from './missing';

const view = (more: Partial<View>) =>
  ({ id: 'v', revision: 3, missing: [], columns: [], filter: null, sort: null, ...more }) as unknown as View;
const leaf = (field: string) => ({ field, op: 'eq', value: true });

describe('a view', () => {
  it('whose fields are all there stays the same object', () => {
    const whole = view({ columns: [{ key: 'name' }], filter: leaf('kind'), sort: '-name' });
    expect(asItHolds(whole)).toBe(whole);
  });
  it('loses the columns, conditions and order of a field that is gone, and nothing else', () => {
    const held = asItHolds(
      view({
        missing: ['custom.gobelets'],
        columns: [{ key: 'name', frozen: true }, { key: 'custom.gobelets' }],
        filter: { and: [leaf('custom.gobelets'), { or: [leaf('kind'), { not: leaf('custom.gobelets') }] }] },
        sort: '-custom.gobelets',
      }),
    );
    expect(held.columns).toEqual([{ key: 'name', frozen: true }]);
    expect(held.filter).toEqual({ and: [{ or: [leaf('kind')] }] });
    expect(held.sort).toBeNull();
  });
  it('has no filter left when all of it was of that field', () => {
    const filter = { not: { or: [leaf('custom.gobelets')] } };
    expect(asItHolds(view({ missing: ['custom.gobelets'], filter, sort: 'name' }))).toMatchObject({
      filter: null,
      sort: 'name',
    });
  });
});
