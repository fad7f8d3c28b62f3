/** Figures as one types them: a line for each, a column for each year. Pure. */
import type { SheetFigure } from '@/api';

export interface FigureLine {
  /** Of the line on the screen. */
  id: string;
  label: string;
  unit: string;
  target: string;
  /** As typed, by year. */
  values: Record<number, string>;
}

export interface FigureTable {
  years: number[];
  lines: FigureLine[];
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
export const MOST_LINES = 20;
export const MOST_YEARS = 30;

/** `1 234,5` → 1234.5; null for what is no number. */
export function numberOf(typed: string): number | null {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** As one types it in this language. */
export const typedNumber = (value: number | null | undefined): string =>
  value == null ? '' : String(value).replace('.', ',');

export const isYear = (year: number) => Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;

export function tableOf(figures: readonly SheetFigure[]): FigureTable {
  const years = new Set(figures.flatMap(({ values }) => (values ?? []).map(({ year }) => year)));
  return {
    years: [...years].sort((a, b) => a - b),
    lines: figures.map(({ label, unit, target, values }, at) => ({
      id: `${at}-${label}`,
      label,
      unit: unit ?? '',
      target: typedNumber(target),
      values: Object.fromEntries((values ?? []).map(({ year, value }) => [year, typedNumber(value)])),
    })),
  };
}

/** What of the table can be sent: a line without a name waits, and so does what is no number. */
export function figuresOf({ years, lines }: FigureTable): SheetFigure[] {
  return lines
    .filter(({ label }) => label.trim() !== '')
    .map(({ label, unit, target, values }) => ({
      label: label.trim(),
      unit: unit.trim(),
      target: numberOf(target),
      values: years.flatMap((year) => {
        const value = numberOf(values[year] ?? '');
        return value === null ? [] : [{ year, value }];
      }),
    }));
}

/** The year that is most likely wanted next. */
export function nextYear({ years }: FigureTable, thisYear: number): number {
  if (years.length === 0) return thisYear;
  const last = years.at(-1) ?? thisYear;
  return last < thisYear ? last + 1 : (years[0] ?? thisYear) - 1;
}

export const withYear = (table: FigureTable, year: number): FigureTable =>
  table.years.includes(year) || !isYear(year)
    ? table
    : { ...table, years: [...table.years, year].sort((a, b) => a - b) };

export function withoutYear({ years, lines }: FigureTable, year: number): FigureTable {
  const without = ({ [year]: _, ...values }: Record<number, string>) => values;
  return {
    years: years.filter((one) => one !== year),
    lines: lines.map((line) => ({ ...line, values: without(line.values) })),
  };
}
