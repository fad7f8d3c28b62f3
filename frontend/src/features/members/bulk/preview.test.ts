import { describe, expect, it } from 'vitest';
import type { ChangesMade } from '@/api';
import { type Column, type Row, sheetWords } from '@/sheet';
import { changesOfRow, reasonsOf } from './preview';

const speech = { language: 'fr', words: sheetWords.fr } as const;
const columns: Column[] = [
  { key: 'name', title: 'Membre', kind: 'text' },
  {
    key: 'custom.matiere',
    title: 'Matière',
    kind: 'choice',
    options: [
      { value: 'metal', label: 'Métal' },
      { value: 'bois', label: 'Bois' },
    ],
  },
  { key: 'custom.gobelets', title: 'Prête des gobelets', kind: 'yes_no' },
];
const row = (values: Row['values']) => ({ id: '1', revision: 1, values }) as unknown as Row;

describe('a sample of chosen rows', () => {
  it('tells before and after in the words of the grid', () => {
    const barr = row({ name: 'Barr', 'custom.matiere': 'metal' });
    expect(changesOfRow(barr, { 'custom.matiere': 'bois' }, columns, speech)).toEqual([
      { field: 'custom.matiere', before: 'Métal', after: 'Bois' },
    ]);
  });
  it('leaves out what a row has already, and tells an emptied field as nothing', () => {
    const barr = row({ name: 'Barr', 'custom.matiere': 'metal', 'custom.gobelets': true });
    expect(changesOfRow(barr, { 'custom.matiere': null, 'custom.gobelets': true }, columns, speech)).toEqual([
      { field: 'custom.matiere', before: 'Métal', after: null },
    ]);
  });
});

it('tells each reason once, the commonest first', () => {
  const refused = (detail: string) => ({
    outcome: 'refused',
    errors: [{ pointer: '/x', code: 'x', detail }],
  });
  const rows = [refused('Archivée.'), refused('De droit.'), { outcome: 'changed' }, refused('De droit.')];
  expect(reasonsOf({ rows } as unknown as ChangesMade)).toEqual([
    ['De droit.', 2],
    ['Archivée.', 1],
  ]);
});
