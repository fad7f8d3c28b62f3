import { expect, it } from 'vitest';
import type { Territory } from '@/api';
import { changeOf, draftOf, sameDraft, toggleCommune } from './territory';

const commune = (insee_code: string) => ({
  insee_code,
  name: `Commune ${insee_code}`,
  postal_codes: [],
  added_on: '2026-01-01',
});
const territory = {
  epcis: [{ siren: '246700000', name: 'Ried', communes: 2 }],
  without: ['67003'],
  with: ['68001'],
  communes: [commune('67001'), commune('67002'), commune('68001')],
  counts: { communes: 3, population: 3 },
  revision: 1,
  abilities: {},
} satisfies Territory;

it('tells the communes left out, and those taken alone by their names', () => {
  const draft = draftOf(territory);
  expect(draft.with).toEqual([{ insee_code: '68001', name: 'Commune 68001' }]);
  expect(changeOf(draft)).toEqual({ epcis: ['246700000'], without: ['67003'], with: ['68001'] });
});
it('takes a commune back in, and out again', () => {
  const draft = draftOf(territory);
  const wider = toggleCommune(draft, '67003', true);
  expect(wider.without).toEqual([]);
  expect(sameDraft(draft, wider)).toBe(false);
  expect(sameDraft(draft, toggleCommune(wider, '67003', false))).toBe(true);
});
