/** Days as people and spreadsheets write them. */
import type { Day } from '@/language';
import { folded } from './folded';

const MONTHS: Record<string, number> = {};
for (const [at, names] of [
  'janvier janv jan january',
  'fevrier fevr fev february feb',
  'mars march mar',
  'avril avr april apr',
  'mai may',
  'juin june jun',
  'juillet juil july jul',
  'aout august aug',
  'septembre sept sep september',
  'octobre oct october',
  'novembre nov november',
  'decembre dec december',
].entries()) {
  for (const name of names.split(' ')) MONTHS[name] = at + 1;
}

function day(year: number, month: number, date: number): Day | 'impossible' {
  const full = year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year;
  const at = new Date(Date.UTC(full, month - 1, date));
  const real =
    full >= 1000 &&
    full <= 9999 &&
    at.getUTCFullYear() === full &&
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === date;
  return real ? at.toISOString().slice(0, 10) : 'impossible';
}

/** « 2026-11-23 », « 23/11/2026 », « 23.11.26 », « 1er déc. 2026 », “Nov 23, 2026”; `null` if it is no date at all. */
export function parseDay(text: string): Day | 'impossible' | null {
  const bare = folded(text)
    .replace(/^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+/, '')
    .replace(/[ t]\d{1,2}:\d{2}(:\d{2})?.*$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(bare);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const european = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$/.exec(bare);
  if (european) return day(Number(european[3]), Number(european[2]), Number(european[1]));
  const written = /^(\d{1,2})(?:er|st|nd|rd|th)?[- ]([a-z]+)\.?,?[- ](\d{2}|\d{4})$/.exec(bare);
  const month = written && MONTHS[written[2] ?? ''];
  if (written && month) return day(Number(written[3]), month, Number(written[1]));
  const american = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(bare);
  const first = american && MONTHS[american[1] ?? ''];
  if (american && first) return day(Number(american[3]), first, Number(american[2]));
  return null;
}
