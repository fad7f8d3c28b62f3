import { expect, it } from 'vitest';
import { LARGEST, unfit } from './upload';

it('lets spreadsheets pass and says why others do not', () => {
  expect(unfit({ name: 'Suivi 2016.XLSX', size: 10 })).toBeNull();
  expect(unfit({ name: 'suivi.pdf', size: 10 })).toBe('wrongType');
  expect(unfit({ name: 'vide.csv', size: 0 })).toBe('isEmpty');
  expect(unfit({ name: 'gros.ods', size: LARGEST + 1 })).toBe('tooLarge');
});
