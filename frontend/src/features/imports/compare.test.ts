import { describe, expect, it } from 'vitest';
import type { Import } from '@/api';
import { compareValues, meansTheSame, valuesOfRow } from './compare';

const column = (index: number, field: string | null) => ({
  index,
  letter: 'ABCDE'[index] ?? '',
  title: '',
  field,
  guessed: true,
  samples: [],
});
const data: Pick<Import, 'columns' | 'fields'> = {
  columns: [column(0, 'name'), column(1, 'phone'), column(2, null), column(3, 'email'), column(4, 'email')],
  fields: [{ name: 'name', label: 'Organisation', group: 'member' }],
};

describe('values of a row', () => {
  it('leave out blanks and columns that are not imported, and tell several columns together', () => {
    expect(valuesOfRow(data, { cells: ['Ludothèque ', ' ', 'x', 'a@b.example', 'c@d.example'] })).toEqual({
      name: 'Ludothèque',
      email: 'a@b.example · c@d.example',
    });
  });
  it('tell days as they were typed', () => {
    const days = {
      ...data,
      columns: [column(0, 'joined_on'), column(1, 'last_contact_on'), column(2, 'name')],
    };
    expect(valuesOfRow(days, { cells: ['2016-05-09', 'tél. 04/07/2016', '2016-05-09'] })).toEqual({
      joined_on: '09/05/2016',
      last_contact_on: 'tél. 04/07/2016',
      name: '2016-05-09',
    });
  });
});

describe('meaning the same', () => {
  it('forgives accents, case, hyphens and the order of names', () => {
    expect(meansTheSame('commune', 'STE MARIE AUX MINES', 'Ste-Marie-aux-Mines')).toBe(true);
    expect(meansTheSame('person_name', 'KESSELBRUNN Noël', 'Noël Kesselbrunn')).toBe(true);
    expect(meansTheSame('name', 'Breitenau', 'Breitenbach')).toBe(false);
  });
  it('reads a phone without its zero, a postal code without its zero, a SIRET in groups', () => {
    expect(meansTheSame('phone', '353010018', '+33 3 53 01 00 18')).toBe(true);
    expect(meansTheSame('postal_code', '1000', '01000')).toBe(true);
    expect(meansTheSame('siret', '999 000 012 00018', '99900001200018')).toBe(true);
    expect(meansTheSame('siret', '', '')).toBe(false);
  });
});

describe('a comparison', () => {
  it('tells what is the same, another, only here, only there', () => {
    const verdicts = compareValues(
      data,
      { name: 'Ludothèque', phone: '0353010018', email: '' },
      { name: 'Le Vrac', email: 'a@b.example' },
    );
    expect(verdicts.map(({ field, label, verdict }) => [field, label, verdict])).toEqual([
      ['name', 'Organisation', 'other'],
      ['phone', 'phone', 'added'],
      ['email', 'email', 'kept'],
    ]);
  });
});

it('compares days and kinds by what they mean, where the words tell', () => {
  const both = { ...data, columns: [column(0, 'kind'), column(1, 'joined_on'), column(2, 'left_on')] };
  const kinds = { Commune: 'commune', Association: 'association', mairie: 'commune' };
  const verdicts = compareValues(
    both,
    { kind: 'Collectivité (commune)', joined_on: '1/9/2014', left_on: '01/09/2014' },
    { kind: 'Mairie', joined_on: '2014-09-01', left_on: 'sept. 2014' },
    kinds,
  );
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'open']);
  const others = compareValues(both, { kind: 'Association' }, { kind: 'Commune' }, kinds);
  expect(others.map(({ verdict }) => verdict)).toEqual(['other']);
});

it('leaves words of kinds and days to the reader, unless they are equal', () => {
  const kinds = { ...data, columns: [column(0, 'kind'), column(1, 'joined_on')] };
  const verdicts = compareValues(
    kinds,
    { kind: 'Mairie', joined_on: '01/09/2014' },
    { kind: 'Commune', joined_on: '01/09/2014' },
  );
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['open', 'same']);
});
