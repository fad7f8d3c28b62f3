import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo, type Role } from './harness/demo';

/** Words in braces stand for ids. */
const PAGES: [Role | null, string[]][] = [
  [
    null,
    [
      '/connexion',
      '/connexion?par=lien',
      '/mot-de-passe/oubli',
      '/connexion/lien#jeton',
      '/mot-de-passe/nouveau#jeton',
      '/invitation#jeton',
      '/adresse#jeton',
      '/adherer',
      '/adherer/confirmer#jeton',
      '/toujours-exact#jeton',
      ...['accueil', 'avis', 'inscription', 'repondre'].map((page) => `/rendez-vous/${page}#jeton`),
      '/mes-donnees#jeton',
      '/relire-ma-fiche#jeton',
      '/raconter-mon-action#jeton',
      '/mentions',
      '/donnees-personnelles',
      '/accessibilite',
      '/nulle-part',
    ],
  ],
  [
    'coordinator',
    [
      '/',
      '/?etat=soon',
      '/membres',
      '/membres?nouveau=true',
      ...['', 'personnes', 'suivi', 'historique'].map((tab) => `/membres/{one}?onglet=${tab}`),
    ],
  ],
  [
    'coordinator',
    [
      '/membres/doublons',
      '/membres/fusion?garde={one}&avec={other}',
      '/imports',
      '/imports/{import}',
      '/propositions',
      '/adhesions',
      '/signalements',
      '/campagnes',
      '/campagnes/{campaign}',
      '/redaction/{sheet}',
      '/redaction/{sheet}?onglet=suivi',
      '/programme',
      '/programme/{event}',
      '/programme/{event}/accueil',
      '/redaction',
      '/redaction?etat=archived',
      '/mon-compte',
    ],
  ],
  [
    'admin',
    [
      'club',
      'territoire',
      'thematiques',
      'champs',
      'mots-cles',
      'moderation',
      'lieux',
      'annuaire',
      'donnees',
      'donnees/registre',
      'accessibilite',
      'comptes',
      'cles',
      'envoi',
      'fonctionnement',
      'journal',
    ].map((tab) => `/reglages/${tab}`),
  ],
  ['reader', ['/', '/membres', '/reglages/club', '/reglages/donnees']],
  [
    'manager',
    [
      '/mon-espace',
      ...['', 'fiches', 'personnes', 'visibilite', 'images', 'collegues'].map(
        (tab) => `/mon-espace/{own}?onglet=${tab}`,
      ),
      '/mon-espace/fiches/{ownSheet}',
      '/mon-espace/rendez-vous/{event}',
      '/mon-compte',
    ],
  ],
];

/** Looked at by the journeys of accounts and of setting up; the last three lead to another page. */
const ELSEWHERE = ['/deux-etapes', '/installation', '/reglages', '/reglages/', '/reglages/courriers'];

let browser: Browser;
let demo: Demo;
/** `own` is the member that the manager keeps. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open();
  const { organisations } = await demo.ask<{ organisations: { member_id: string }[] }>('manager', '/me');
  const { items } = await demo.ask<{ items: { id: string }[] }>('coordinator', '/members?limit=2');
  Object.assign(ids, { own: organisations[0]?.member_id, one: items[0]?.id, other: items[1]?.id });
  const visit = await demo.visit(browser, 'coordinator', DESK);
  await visit.goto('/imports');
  const buffer = Buffer.from('Nom;Commune\nLa Grange aux outils;Barr\n');
  await visit.page.setInputFiles('input[type=file]', { name: 'liste.csv', mimeType: 'text/csv', buffer });
  await visit.page.waitForURL(/\/imports\/.+/);
  ids.import = new URL(visit.page.url()).pathname.split('/').at(-1) ?? '';
  await visit.end();
  const campaigns = await demo.ask<{ items: { id: string }[] }>('coordinator', '/campaigns');
  ids.campaign = campaigns.items[0]?.id ?? '';
  const sheets = await demo.ask<{ items: { id: string }[] }>('coordinator', '/practice-sheets');
  const own = await demo.ask<{ items: { id: string }[] }>('manager', '/practice-sheets');
  const events = await demo.ask<{ items: { id: string }[] }>('coordinator', '/events?state=published');
  Object.assign(ids, {
    sheet: sheets.items[0]?.id,
    ownSheet: own.items[0]?.id,
    event: events.items[0]?.id,
  });
});
afterAll(async () => {
  await browser.close();
  await demo.end();
});

it('knows every page of the program', () => {
  const tree = readFileSync(new URL('../src/app/routeTree.gen.ts', import.meta.url), 'utf8');
  const routes =
    tree.slice(tree.indexOf('fullPaths:'), tree.indexOf('fileRoutesByTo:')).match(/'[^']+'/g) ?? [];
  const shown = PAGES.flatMap(([, addresses]) => addresses).map((address) => address.replace(/[?#].*/, ''));
  const missing = routes
    .map((route) => route.slice(1, -1))
    .filter((route) => {
      const page = new RegExp(`^${route.replace(/\$\w+/g, '\\{\\w+\\}').replace(/(.)\/$/, '$1')}$`);
      return !ELSEWHERE.includes(route) && !shown.some((address) => page.test(address));
    });
  expect(routes.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});

for (const size of [DESK, PHONE, { width: 320, height: 640 }]) {
  describe(`every page, light and dark, ${size.width} pixels wide`, () => {
    for (const [role, addresses] of PAGES) {
      it(`is accessible, fits and calls nobody else (${role ?? 'nobody'}, from ${addresses[0]})`, async () => {
        const visit = await demo.visit(browser, role, size);
        for (const address of addresses) {
          await visit.goto(address.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ''));
          await visit.page.waitForLoadState('networkidle');
          for (const colorScheme of ['light', 'dark'] as const) {
            await visit.page.emulateMedia({ colorScheme });
            await visit.isAccessible(`${address}, ${colorScheme}`);
            await visit.fits(`${address}, ${colorScheme}`);
          }
        }
        await visit.end();
      }, 240_000);
    }
  });
}

/** The headers of an answer as they came over the wire. */
function headersOf(address: string, encoding: string): Promise<NodeJS.Dict<string | string[]>> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'Accept-Encoding': encoding } }, (answer) => {
      answer.resume();
      resolve(answer.headers);
    }).once('error', reject);
  });
}

it('sends its programs packed beforehand, not packed again for each visitor', async () => {
  const page = await (await fetch(demo.base)).text();
  const program = /\/assets\/index-[\w-]+\.js/.exec(page)?.[0];
  expect(program).toBeDefined();
  const sizes: Record<string, number> = {};
  for (const encoding of ['br', 'gzip', 'identity']) {
    const headers = await headersOf(demo.base + program, encoding);
    expect(headers['content-encoding'] ?? 'identity').toBe(encoding);
    // What is packed on the way has no length.
    sizes[encoding] = Number(headers['content-length'] ?? Number.NaN);
  }
  const { br = 0, gzip = 0, identity = 0 } = sizes;
  expect(br).toBeGreaterThan(0);
  expect(br).toBeLessThan(gzip);
  expect(gzip).toBeLessThan(identity);
});
