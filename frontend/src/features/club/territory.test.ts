import { expect, it } from 'vitest';
import type { Commune, Territory } from '@/api';
import { changeOf, draftOf, sameDraft, toggleCommune } from './territory';

const commune = (insee_code: string): Commune => ({
  insee_code,
  name: `Commune ${insee_code}`,
  postal_codes: [],
  population: 1,
  siren: null,
  epci: null,
});
const territory = {
  epcis: [{ siren: '246700000', name: 'Ried', communes: 3 }],
  communes: [commune('67001'), commune('67002'), commune('68001')],
  counts: { communes: 3, population: 3 },
  revision: 1,
} as Territory;
const all = new Map([['246700000', [commune('67001'), commune('67002'), commune('67003')]]]);

it('tells the communes left out and those taken alone', () => {
  expect(changeOf(draftOf(territory, all))).toEqual({
    epcis: ['246700000'],
    without: ['67003'],
    with: ['68001'],
  });
});
it('takes a commune back in, and out again', () => {
  const draft = draftOf(territory, all);
  const wider = toggleCommune(draft, '67003', true);
  expect(wider.without).toEqual([]);
  expect(sameDraft(draft, wider)).toBe(false);
  expect(sameDraft(draft, toggleCommune(wider, '67003', false))).toBe(true);
});
