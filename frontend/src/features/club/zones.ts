/** Time zones as the browser knows them. */

/** France and what is near, then France overseas: where the clubs are. */
const USUAL = [
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Zurich',
  'Europe/Luxembourg',
  'Europe/Berlin',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
];
const MOST = 12;

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')
    .trim();

/** Those that hold these letters, the usual ones first. */
export function zonesLike(text: string): string[] {
  const wanted = plain(text);
  const all = [...new Set([...USUAL, ...Intl.supportedValuesOf('timeZone')])];
  return all.filter((zone) => plain(zone).includes(wanted)).slice(0, MOST);
}
