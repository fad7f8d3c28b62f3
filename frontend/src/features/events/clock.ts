/** Instants (RFC 3339) as they stand on the clock where an event takes place, and back. */

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: a form asks at every key. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(zone, clock);
  return clock;
}

/** `2027-03-18T18:30`, as a field for a day and an hour takes it. */
export const localOf = (at: string | Date, zone: string): string =>
  clockOf(zone).format(new Date(at)).replace(' ', 'T');

/** The instant of this clock time; of the hour that a change of clocks skips, the one that follows it. */
export function instantOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return '';
  const ahead = (at: number) => Date.parse(`${localOf(new Date(at), zone)}Z`) - at;
  const near = wanted - ahead(wanted);
  return new Date(wanted - ahead(near)).toISOString();
}

/** Moved by as much as the beginning was: an event that is put elsewhere stays as long. */
export function endAfter(starts: string, ends: string, moved: string): string {
  const [from, to, next] = [starts, ends, moved].map((local) => Date.parse(`${local}Z`));
  if ([from, to, next].some((at) => at === undefined || Number.isNaN(at))) return ends;
  return new Date((next ?? 0) + (to ?? 0) - (from ?? 0)).toISOString().slice(0, 16);
}

export const isOver = ({ ends_at }: { ends_at: string }, now = Date.now()) => Date.parse(ends_at) <= now;
export const hasBegun = ({ starts_at }: { starts_at: string }, now = Date.now()) =>
  Date.parse(starts_at) <= now;
