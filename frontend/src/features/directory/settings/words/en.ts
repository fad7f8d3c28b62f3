import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: Translation<typeof fr> = {
  title: 'The public directory',
  lead: 'List and map of the active members, without an account. Each organisation chooses what it shows there.',
  open: 'The directory is open',
  openHint: 'Closed, nothing of it answers any more: neither pages, nor files, nor frames in other sites.',
  licence: 'Licence',
  licenceHint: 'Under which anyone may use the list. It covers no data of people.',
  licences: {
    lov2: 'Licence Ouverte 2.0 (Etalab)',
    odbl: 'ODbL 1.0',
  },
  save: 'Save',
  saved: 'It is saved.',
  stale: 'Somebody changed these settings meanwhile. Reload the page to start from their latest version.',
  shown: (n) =>
    n === 0
      ? 'No member shows itself there yet.'
      : plural(n, { one: '{n} member shows itself there.', other: '{n} members show themselves there.' }),
  see: 'See the directory',
  outlines: {
    title: 'Communes on the map',
    none: 'Without outlines the map shows a disc for each commune, the darker the more members it has. With them it draws the territory.',
    all: (n) => plural(n, { one: 'The commune is drawn.', other: 'All {n} communes are drawn.' }),
    some: (n, all) =>
      plural(n, {
        one: `{n} of ${number(all)} communes is drawn.`,
        other: `{n} of ${number(all)} communes are drawn.`,
      }),
    missing: 'Communes without outline',
    noTerritory: 'The territory has no commune yet.',
    toTerritory: 'Define the territory',
    fetched: (at) => `Outlines of geo.api.gouv.fr, taken ${at}.`,
    sent: (at) => `Outlines sent in ${at}.`,
    fetch: 'Take the outlines from geo.api.gouv.fr',
    fetching: 'The outlines are on their way',
    fetchingText: 'It takes some moments. You can leave this page.',
    came: 'The outlines are there.',
    send: 'Send a GeoJSON file',
    sendHint: 'One commune for each feature, named by its INSEE code, in degrees (WGS 84). 20 MB at most.',
    unreadable: (name) =>
      `“${name}” is no GeoJSON file of communes (FeatureCollection). Export it anew from your map program.`,
    tooLarge: (name) => `“${name}” is larger than 20 MB. Make the outlines simpler, then send it again.`,
    put: 'The outlines are replaced.',
  },
  embed: {
    title: 'On other sites',
    lead: 'A town, a tourist office or a newspaper can show the directory on its site: copying this line into a page is enough.',
    name: (club) => `Directory: ${club}`,
    copy: 'Copy',
    copied: 'The line is copied.',
    more: 'The map, filters and automatic height',
    closed: 'Open the directory first: closed, it is shown nowhere.',
  },
};
