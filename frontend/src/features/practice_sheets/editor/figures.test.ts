import { expect, it } from 'vitest';
import { figuresOf, nextYear, numberOf, tableOf, withoutYear, withYear } from './figures';

it('reads numbers as people type them', () => {
  expect(['12', '1 234,5', '0.2', '-3', ''].map(numberOf)).toEqual([12, 1234.5, 0.2, -3, null]);
  expect(numberOf('environ 12')).toBeNull();
});

it('shows years as columns, in their order, and gives the same figures back', () => {
  const figures = [
    { label: 'Membres', unit: '', target: 300, values: [{ year: 2016, value: 305 }] },
    {
      label: 'Déchets évités',
      unit: 'kg',
      target: null,
      values: [
        { year: 2014, value: 12.5 },
        { year: 2016, value: 40 },
      ],
    },
  ];
  const table = tableOf(figures);
  expect(table.years).toEqual([2014, 2016]);
  expect(table.lines[1]?.values).toEqual({ 2014: '12,5', 2016: '40' });
  expect(figuresOf(table)).toEqual(figures);
});

it('leaves out what is not finished: a line without a name, a value that is no number', () => {
  const line = { id: 'a', unit: 'kg', target: '', values: { 2025: 'beaucoup', 2026: '3' } };
  const lines = [
    { ...line, label: 'Compost' },
    { ...line, id: 'b', label: ' ' },
  ];
  expect(figuresOf({ years: [2025, 2026], lines })).toEqual([
    { label: 'Compost', unit: 'kg', target: null, values: [{ year: 2026, value: 3 }] },
  ]);
});

it('proposes the year that is missing, adds it in its place, and takes one away with what it held', () => {
  expect(nextYear({ years: [], lines: [] }, 2026)).toBe(2026);
  expect(nextYear({ years: [2014, 2015], lines: [] }, 2026)).toBe(2016);
  expect(nextYear({ years: [2025, 2026], lines: [] }, 2026)).toBe(2024);
  expect(withYear({ years: [2014, 2016], lines: [] }, 2015).years).toEqual([2014, 2015, 2016]);
  expect(withYear({ years: [2014], lines: [] }, 20).years).toEqual([2014]);
  const lines = [{ id: 'a', label: 'x', unit: '', target: '', values: { 2014: '1', 2015: '2' } }];
  expect(withoutYear({ years: [2014, 2015], lines }, 2014)).toEqual({
    years: [2015],
    lines: [{ id: 'a', label: 'x', unit: '', target: '', values: { 2015: '2' } }],
  });
});
