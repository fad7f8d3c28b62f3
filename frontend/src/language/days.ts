/** Days (`YYYY-MM-DD`, no hour, no zone) and instants (RFC 3339) as a person reads them. */
import { localeOf } from './grammar';
import { type Language, useLanguage } from './store';

export type Day = string;

/** Noon UTC, so that no zone moves the day. */
function atNoon(day: Day): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}

let clubZone: string | undefined;

/** Whose day « aujourd’hui » is: the club's, once its zone is known. */
export function keepZone(zone: string | undefined) {
  clubZone = zone;
}

/** The day it is for the club; for the person in front of the screen as long as its zone is not known. */
export function today(now: Date = new Date()): Day {
  if (clubZone) {
    // Written as YYYY-MM-DD in this locale.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: clubZone, dateStyle: 'short' }).format(now);
  }
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function addDays(day: Day, count: number): Day {
  const date = atNoon(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / 86_400_000);
}

export type Precision = 'day' | 'month' | 'year';

export function daysIn(language: Language) {
  const locale = localeOf(language);
  const utc = { timeZone: 'UTC' } as const;
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', ...utc });
  const short = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    ...utc,
  });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', ...utc });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...utc });
  const medium = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const first = (text: string) => (language === 'fr' ? text.replace(/^1 /, '1ᵉʳ ') : text);

  /** « 5 h 47 », « 14 h 05 »: the hour without a nought before it (Imprimerie nationale). */
  const hours = (at: Date) =>
    language === 'fr' ? clock.format(at).replace(/^0?(\d+):/, '$1\u00a0h\u00a0') : clock.format(at);

  return {
    /** « 4 mars 2026 » */
    long: (day: Day) => first(long.format(atNoon(day))),
    /** « 04/03/2026 » */
    short: (day: Day) => short.format(atNoon(day)),
    /** « lundi 23 novembre » */
    weekday: (day: Day) => weekday.format(atNoon(day)),
    /** As precise as what is known: « mars 2016 », « 2016 ». */
    known: (day: Day, precision: Precision) =>
      precision === 'year'
        ? day.slice(0, 4)
        : precision === 'month'
          ? month.format(atNoon(day))
          : first(long.format(atNoon(day))),
    /** « 4 mars 2026, 14 h 05 », in the reader's zone. */
    instant: (at: string) => `${medium.format(new Date(at))}, ${hours(new Date(at))}`,
    /** « il y a 4 mois », « hier », « dans 12 jours ». */
    ago: (day: Day, from: Day = today()) => {
      const days = daysBetween(from, day);
      const size = Math.abs(days);
      if (size < 45) return relative.format(days, 'day');
      if (size < 700) return relative.format(Math.round(days / 30.44), 'month');
      return relative.format(Math.round(days / 365.25), 'year');
    },
  };
}

const made = new Map<Language, ReturnType<typeof daysIn>>();

export function useDays() {
  const language = useLanguage();
  const known = made.get(language);
  if (known) return known;
  const days = daysIn(language);
  made.set(language, days);
  return days;
}
