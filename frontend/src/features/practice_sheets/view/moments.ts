/** Days of a planning, as precise as they are known: `2014`, `2014-02`, `2014-02-17`. */
import type { Precision, useDays } from '@/language';

type Days = ReturnType<typeof useDays>;

const precisionOf = (moment: string): Precision =>
  moment.length === 4 ? 'year' : moment.length === 7 ? 'month' : 'day';

export function momentTold(days: Pick<Days, 'known'>, moment: string): string {
  const day = `${moment}-01-01`.slice(0, 10);
  return /^\d{4}(-\d{2}){0,2}$/.test(moment) ? days.known(day, precisionOf(moment)) : moment;
}
