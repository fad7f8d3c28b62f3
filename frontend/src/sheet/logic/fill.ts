/** What a fill puts into the cells after its source: the series it begins, or its values again and again. */
import type { CellValue, Kind } from '../contract';
import { isBlank } from './values';

/** Values that follow `source` (`count` of them); `back` goes the other way, nearest cell first. */
export function continued(
  source: readonly CellValue[],
  kind: Kind,
  count: number,
  back = false,
): CellValue[] {
  const from = back ? [...source].reverse() : source;
  const next = kind === 'number' ? numbersAfter(from) : kind === 'date' ? daysAfter(from) : null;
  return Array.from({ length: count }, (_, at) => (next ? next(at + 1) : (from[at % from.length] ?? null)));
}

type Series = (steps: number) => CellValue;

function numbersAfter(source: readonly CellValue[]): Series | null {
  const numbers = source.filter((value): value is number => typeof value === 'number');
  const [first, second] = numbers;
  const last = numbers.at(-1);
  if (numbers.length !== source.length || first === undefined || second === undefined || last === undefined)
    return null;
  const step = second - first;
  const even = numbers.every((value, at) => at === 0 || near(value - (numbers[at - 1] ?? 0), step));
  return even ? (steps) => Number((last + steps * step).toPrecision(12)) : null;
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function daysAfter(source: readonly CellValue[]): Series | null {
  if (source.length < 2 || source.some((value) => isBlank(value))) return null;
  const days = source.map((value) => new Date(`${String(value).slice(0, 10)}T12:00:00Z`));
  const last = days.at(-1);
  const [first, second] = days;
  if (!first || !second || !last || days.some((day) => Number.isNaN(day.getTime()))) return null;
  const months = monthsBetween(first, second);
  const sameDate = days.every((day) => day.getUTCDate() === first.getUTCDate());
  const monthly =
    sameDate &&
    months !== 0 &&
    days.every((day, at) => at === 0 || monthsBetween(days[at - 1] as Date, day) === months);
  if (monthly) return (steps) => addMonths(last, steps * months);
  const step = second.getTime() - first.getTime();
  const even = days.every((day, at) => at === 0 || day.getTime() - (days[at - 1] as Date).getTime() === step);
  return even ? (steps) => iso(new Date(last.getTime() + steps * step)) : null;
}

const monthsBetween = (a: Date, b: Date) =>
  (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
const iso = (day: Date) => day.toISOString().slice(0, 10);

/** The 31st of a short month is its last day. */
function addMonths(day: Date, months: number): string {
  const end = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0, 12));
  end.setUTCDate(Math.min(day.getUTCDate(), end.getUTCDate()));
  return iso(end);
}
