/** Values into texts, by kind of column: what is shown, and what is copied. Back into values: `parsing.ts`. */
import { type Day, daysIn, type Language, localeOf } from '@/language';
import type { CellValue, Column } from '../contract';
import type { SheetWords } from '../words';

export interface Speech {
  language: Language;
  words: SheetWords;
}

export function emptyOf(column: Column): CellValue {
  return column.kind === 'multi' ? [] : null;
}

export function isBlank(value: CellValue | undefined): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

export function same(a: CellValue | undefined, b: CellValue | undefined): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one) => b.includes(one));
  }
  return a === b;
}

const numbers = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Language, decimals: number | undefined): Intl.NumberFormat {
  const key = `${language}:${decimals}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(localeOf(language), {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 10,
    });
    numbers.set(key, format);
  }
  return format;
}

const shorts = new Map<Language, (day: Day) => string>();

function shortDay(value: Day, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return value;
  let short = shorts.get(language);
  if (!short) {
    short = daysIn(language).short;
    shorts.set(language, short);
  }
  return short(value);
}

export function labelOf(column: Column, value: string): string {
  return column.options?.find((option) => option.value === value)?.label ?? value;
}

/** The text of a cell. */
export function showCell(column: Column, value: CellValue | undefined, { language, words }: Speech): string {
  if (isBlank(value) || value === undefined || value === null) return '';
  if (column.format) return column.format(value);
  if (Array.isArray(value)) return value.map((one: string) => labelOf(column, one)).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return numberFormat(language, column.decimals).format(value);
  if (column.kind === 'date') return shortDay(String(value), language);
  if (column.kind === 'choice') return labelOf(column, String(value));
  return String(value);
}

/** The text of a cell for the clipboard and the editor: what `parseCell` takes back unchanged. */
export function plainCell(column: Column, value: CellValue | undefined, speech: Speech): string {
  if (isBlank(value)) return '';
  if (typeof value === 'number' && !column.format) {
    const text = String(value);
    return speech.language === 'fr' ? text.replace('.', ',') : text;
  }
  if (Array.isArray(value) && !column.format) {
    return value.map((one: string) => labelOf(column, one)).join(' ; ');
  }
  return showCell(column, value, speech);
}
