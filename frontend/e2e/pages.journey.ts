import { get } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo, type Role } from './harness/demo';

const PAGES: [Role | null, string[]][] = [
  [
    null,
    [
      '/connexion',
      '/connexion?par=lien',
      '/mot-de-passe/oubli',
      '/invitation#jeton',
      '/mentions',
      '/nulle-part',
    ],
  ],
  [
    'coordinator',
    ['/', '/?etat=soon', '/membres', '/membres?nouveau=true', '/imports', '/propositions', '/mon-compte'],
  ],
  [
    'admin',
    [
      'club',
      'territoire',
      'thematiques',
      'champs',
      'moderation',
      'comptes',
      'cles',
      'envoi',
      'fonctionnement',
      'journal',
    ].map((tab) => `/reglages/${tab}`),
  ],
  ['reader', ['/', '/membres', '/reglages/club']],
  [
    'manager',
    [
      '/mon-espace',
      ...['', 'personnes', 'visibilite', 'images', 'collegues'].map((tab) => `/mon-espace/own?onglet=${tab}`),
      '/mon-compte',
    ],
  ],
];

let browser: Browser;
let demo: Demo;
/** The member that the manager keeps. */
let own: string;
beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open();
  const { organisations } = await demo.ask<{ organisations: { member_id: string }[] }>('manager', '/me');
  own = organisations[0]?.member_id ?? '';
});
afterAll(async () => {
  await browser.close();
  await demo.end();
});

for (const size of [DESK, PHONE, { width: 320, height: 640 }]) {
  describe(`every page, light and dark, ${size.width} pixels wide`, () => {
    for (const [role, addresses] of PAGES) {
      it(`is accessible, fits and calls nobody else (${role ?? 'nobody'})`, async () => {
        const visit = await demo.visit(browser, role, size);
        for (const address of addresses) {
          await visit.goto(address.replace('own', own));
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
