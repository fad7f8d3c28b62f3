import { describe, expect, it } from 'vitest';
import type { CellValue, Column, Kind } from '../contract';
import { sheetWords } from '../words';
import { parseDay } from './dayText';
import { parseCell, parseNumber } from './parsing';
import { plainCell, same, showCell } from './values';

const fr = { language: 'fr', words: sheetWords.fr } as const;
const en = { language: 'en', words: await sheetWords.english() } as const;
const column = (kind: Kind, more: Partial<Column> = {}): Column => ({ key: 'x', title: 'X', kind, ...more });
const options = [
  { value: 'association', label: 'Association' },
  { value: 'ecole', label: 'École, collège' },
  { value: 'autre', label: 'Autre' },
];
const meant = (of: Column, text: string): CellValue | 'refused' => {
  const parsed = parseCell(of, text, fr);
  return parsed.ok ? parsed.value : 'refused';
};

describe('numbers', () => {
  it('are read as France and England write them', () => {
    expect(parseNumber('1 234,5', 'fr')).toBe(1234.5);
    expect(parseNumber('1\u202f234\u00a0567 €', 'fr')).toBe(1234567);
    expect(parseNumber('1.234,50', 'fr')).toBe(1234.5);
    expect(parseNumber('1,234.5', 'fr')).toBe(1234.5);
    expect(parseNumber('1,234', 'fr')).toBe(1.234);
    expect(parseNumber('1,234', 'en')).toBe(1234);
    expect(parseNumber('−12', 'fr')).toBe(-12);
  });
  it('are not made of anything else', () => {
    for (const text of ['douze', '1-2', '1,2,3', '0x10', 'NaN', 'Infinity', '']) {
      expect(parseNumber(text, 'fr'), text).toBeNull();
    }
  });
});

describe('days', () => {
  it('are read in many hands', () => {
    for (const text of [
      '23/11/2026',
      '23.11.26',
      '2026-11-23',
      '23 novembre 2026',
      'lundi 23 nov. 2026',
      'Nov 23, 2026',
      '23/11/2026 14:05',
    ]) {
      expect(parseDay(text), text).toBe('2026-11-23');
    }
    expect(parseDay('1er décembre 2026')).toBe('2026-12-01');
    expect(parseDay('1/2/85')).toBe('1985-02-01');
  });
  it('exist in the calendar', () => {
    expect(parseDay('31/02/2026')).toBe('impossible');
    expect(parseDay('bientôt')).toBeNull();
    expect(meant(column('date'), '31/02/2026')).toBe('refused');
  });
});

describe('cells', () => {
  it('find options without regard to accents and capitals', () => {
    expect(meant(column('choice', { options }), 'ECOLE, college')).toBe('ecole');
    expect(meant(column('choice', { options }), 'club')).toBe('refused');
  });
  it('take several options, a comma inside a label notwithstanding', () => {
    const multi = column('multi', { options });
    expect(meant(multi, 'École, collège')).toEqual(['ecole']);
    expect(meant(multi, 'Autre ; École, collège')).toEqual(['autre', 'ecole']);
    expect(meant(multi, 'Autre, Association')).toEqual(['autre', 'association']);
    expect(meant(multi, 'Autre, Club')).toBe('refused');
    expect(meant(multi, '')).toEqual([]);
  });
  it('say yes and no in several words', () => {
    expect(['oui', 'VRAI', '1', 'x'].map((text) => meant(column('yes_no'), text))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['non', 'Faux', '0'].map((text) => meant(column('yes_no'), text))).toEqual([false, false, false]);
    expect(meant(column('yes_no'), 'peut-être')).toBe('refused');
  });
  it('may be required, and checked by their column', () => {
    expect(meant(column('text', { required: true }), ' ')).toBe('refused');
    expect(meant(column('number', { check: (v) => (Number(v) > 9 ? 'trop' : null) }), '10')).toBe('refused');
  });
  it('keep line breaks in long texts only', () => {
    expect(meant(column('text'), 'a\r\nb')).toBe('a b');
    expect(meant(column('long_text'), 'a\r\nb')).toBe('a\nb');
  });
  it('go to the clipboard and come back unchanged, in both languages', () => {
    const samples: [Column, CellValue][] = [
      [column('text'), '03 88 00 00 00'],
      [column('long_text'), 'a\nb\t"c"'],
      [column('number'), -1234567.25],
      [column('date'), '2026-02-01'],
      [column('choice', { options }), 'ecole'],
      [column('multi', { options }), ['ecole', 'autre']],
      [column('yes_no'), false],
      [column('text'), null],
    ];
    for (const [of, value] of samples) {
      for (const speech of [fr, en]) {
        const back = parseCell(of, plainCell(of, value, speech), speech);
        expect(back.ok && same(back.value, value), `${of.kind} ${String(value)}`).toBe(true);
      }
    }
  });
  it('are shown in the language of the screen', () => {
    expect(showCell(column('number', { decimals: 1 }), 1234.5, fr)).toBe('1\u202f234,5');
    expect(showCell(column('date'), '2026-02-01', fr)).toBe('01/02/2026');
    expect(showCell(column('yes_no'), true, en)).toBe('Yes');
  });
});
