/** When an event is, as a person reads it, by the clock of where it takes place. */
import { defineWords, type Language, localeOf, useLanguage, useWords } from '@/language';
import { localOf } from './clock';

interface Held {
  starts_at: string;
  ends_at: string;
  time_zone: string;
}

const whenWords = defineWords(
  {
    sameDay: (day: string, from: string, to: string) => `${day}, de ${from} à ${to}`,
    days: (day: string, from: string, last: string, to: string) => `du ${day} à ${from} au ${last} à ${to}`,
  },
  {
    sameDay: (day, from, to) => `${day}, ${from} to ${to}`,
    days: (day, from, last, to) => `${day}, ${from}, to ${last}, ${to}`,
  },
);

export function dayTold(local: string, language: Language): string {
  const told = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${local.slice(0, 10)}T12:00:00Z`));
  return language === 'fr' ? told.replace(/ 1 /, ' 1ᵉʳ ') : told;
}

/** « 18 h 30 », « 18 h ». */
export function hourTold(local: string, language: Language): string {
  const [hour = '', minute = ''] = local.slice(11, 16).split(':');
  if (language !== 'fr') return `${hour}:${minute}`;
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
}

export function useWhen() {
  const w = useWords(whenWords);
  const language = useLanguage();
  return ({ starts_at, ends_at, time_zone }: Held) => {
    const [from, to] = [localOf(starts_at, time_zone), localOf(ends_at, time_zone)];
    const [day, last] = [dayTold(from, language), dayTold(to, language)];
    const [begins, ends] = [hourTold(from, language), hourTold(to, language)];
    return day === last ? w.sameDay(day, begins, ends) : w.days(day, begins, last, ends);
  };
}
