/** A month as a calendar shows it: weeks from Monday to Sunday, each event on every day that it touches. */
import { addDays, type Day } from '@/language';
import { localOf } from './clock';

/** The weeks that touch the month, `2027-03`. */
export function weeksOf(month: string): Day[][] {
  const first = `${month}-01`;
  // Sunday is 0.
  const weekday = (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: Day[][] = [];
  for (let monday = addDays(first, -weekday); monday < first || monday.startsWith(month); ) {
    const start = monday;
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(start, day)));
    monday = addDays(monday, 7);
  }
  return weeks;
}

export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 15)).toISOString().slice(0, 7);
}

interface Held {
  starts_at: string;
  ends_at: string;
  time_zone: string;
}

export function byDay<T extends Held>(events: readonly T[]): Map<Day, T[]> {
  const days = new Map<Day, T[]>();
  for (const event of events) {
    const last = localOf(event.ends_at, event.time_zone).slice(0, 10);
    for (
      let day = localOf(event.starts_at, event.time_zone).slice(0, 10);
      day <= last;
      day = addDays(day, 1)
    ) {
      days.set(day, [...(days.get(day) ?? []), event]);
    }
  }
  return days;
}
