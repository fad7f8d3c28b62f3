/**
 * What becomes of personal data, and how far the site is accessible, on both databases: both pages at every size, one step
 * away from wherever one is; and a person's file, from the mail that brings its link.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

const NOTICE = 'Données personnelles';
/** In the program's pages and in the server's, the space before the colon is each one's own. */
const STATEMENT = /^Accessibilité\s: non conforme/;
const EMAIL = 'odile@vieux-rabots.example';

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** Both links at the foot of a page lead to their page. */
async function leadsToBoth(visit: Visit): Promise<void> {
  const { page } = visit;
  const foot = page.getByRole('contentinfo');
  await foot.getByRole('link', { name: STATEMENT }).waitFor();
  await foot.getByRole('link', { name: NOTICE, exact: true }).click();
  await heading(page, NOTICE);
  await page.goBack();
  await foot.getByRole('link', { name: STATEMENT }).click();
  await heading(page, 'Accessibilité');
}

/** What opens in a tab of its own when one presses. */
async function aside(page: Page, press: () => Promise<void>): Promise<void> {
  const [opened] = await Promise.all([page.waitForEvent('popup'), press()]);
  await heading(opened, NOTICE);
  await opened.close();
}

interface Mail {
  id: string;
  purpose: string;
  to: string;
}

/** Has the file of somebody made; gives the page that the link in their mail leads to. */
async function fileLink(demo: Demo): Promise<string> {
  const { items } = await demo.ask<{ items: { id: string }[] }>('coordinator', '/members?limit=1');
  const person = { given_name: 'Odile', family_name: 'Vieuxrabot', email: EMAIL };
  await demo.ask('coordinator', `/members/${items[0]?.id}/contacts`, person);
  const found = await demo.ask<{ items: { id: string }[] }>('coordinator', '/people?q=Vieuxrabot');
  await demo.ask('coordinator', `/people/${found.items[0]?.id}/file`, { email: EMAIL });
  for (let tries = 0; tries < 100; tries++) {
    const mails = await demo.ask<{ items: Mail[] }>('admin', '/deliveries');
    const mail = mails.items.find(({ purpose, to }) => purpose === 'person_file' && to === EMAIL);
    if (mail) {
      const { text } = await demo.ask<{ text: string | null }>('admin', `/deliveries/${mail.id}`);
      const url = new URL(/https?:\/\/[^\s"<]+#[^\s"<]+/.exec(text ?? '')?.[0] ?? 'about:blank');
      return url.pathname + url.hash;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no mail with a file');
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => {
    await demo.end();
  });

  it('both pages are read at every size, in light and dark, and on paper', async () => {
    for (const size of [DESK, PHONE]) {
      for (const dark of [false, true]) {
        const visit = await demo.visit(browser, null, size, dark);
        for (const path of [
          '/donnees-personnelles',
          '/accessibilite',
          '/donnees-personnelles?lang=en',
          '/accessibilite?lang=en',
        ]) {
          const what = `${path}, ${size.width} pixels wide${dark ? ', dark' : ''}`;
          await visit.goto(path);
          expect(
            await visit.page.getByRole('main').getByRole('heading', { level: 2 }).count(),
          ).toBeGreaterThan(3);
          await visit.isAccessible(what);
          await visit.fits(what);
        }
        await visit.end();
      }
    }
    const paper = await demo.visit(browser, null, DESK);
    await paper.goto('/donnees-personnelles');
    await paper.page.emulateMedia({ media: 'print' });
    expect(await paper.page.getByRole('heading', { name: 'Vos droits' }).isVisible()).toBe(true);
    expect(await paper.page.locator('.foot').isVisible()).toBe(false);
    await paper.end();
  });

  it('they are one step away from the door, the directory, a frame, a member’s space and the desk', async () => {
    const visit = await demo.visit(browser, null, PHONE);
    const { page } = visit;
    await visit.goto('/connexion');
    await leadsToBoth(visit);
    await visit.goto('/annuaire');
    await leadsToBoth(visit);
    await visit.goto('/integration/annuaire');
    await page.getByRole('contentinfo').getByRole('link', { name: STATEMENT }).waitFor();
    await aside(page, () => page.getByRole('contentinfo').getByRole('link', { name: NOTICE }).click());
    // Whoever reads the program in English is led to English pages, whatever the browser prefers.
    await visit.goto('/connexion');
    await page.getByRole('button', { name: 'Langue' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('contentinfo').getByRole('link', { name: 'Personal data' }).click();
    await heading(page, 'Personal data');
    await visit.end();

    const member = await demo.visit(browser, 'manager', PHONE);
    await member.isAccessible('a member’s space with its foot');
    await leadsToBoth(member);
    await member.end();

    for (const size of [DESK, PHONE]) {
      const desk = await demo.visit(browser, 'coordinator', size);
      await desk.page.getByRole('button', { name: /^Mon compte et réglages personnels/ }).click();
      await desk.page.getByRole('menuitem', { name: STATEMENT }).waitFor();
      await desk.isAccessible(`the menu of the account, ${size.width} pixels wide`);
      await aside(desk.page, () => desk.page.getByRole('menuitem', { name: NOTICE }).click());
      await desk.end();
    }
  });

  it('a person fetches their file from the mail, and nothing moves before they press', async () => {
    const link = await fileLink(demo);
    const [path = '', token = ''] = link.split('#');
    expect([path, token.length > 20]).toEqual(['/mes-donnees', true]);
    const visit = await demo.visit(browser, null, PHONE);
    const { page } = visit;
    const asked: { url: string; from: string }[] = [];
    page.on('request', (request) =>
      asked.push({ url: request.url(), from: request.headers().referer ?? '' }),
    );
    await visit.goto(link);
    await page.getByRole('link', { name: 'Vos droits' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter(({ url }) => url.includes('/privacy/files'))).toEqual([]);
    await visit.isAccessible('a file that is to be fetched');
    await visit.fits('a file that is to be fetched');
    const button = page.getByRole('button', { name: 'Télécharger mes données' });
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(file.suggestedFilename()).toBe('donnees-personnelles.zip');
    await page.getByText('dans vos téléchargements', { exact: false }).waitFor();
    await visit.isAccessible('a file that is fetched');
    // The token stands in no address that is asked for.
    const paths = asked.map(({ url }) => new URL(url).pathname);
    expect(paths.filter((one) => one.endsWith('/privacy/files'))).toHaveLength(1);
    expect(paths.filter((one) => one.includes(token))).toEqual([]);
    expect(asked.filter(({ from }) => from.includes(token))).toEqual([]);

    demo.advance({ days: 8 });
    await button.click();
    await page.getByText('Ce lien n’ouvre rien', { exact: false }).waitFor();
    await visit.isAccessible('a link that is no good any more');
    await visit.fits('a link that is no good any more');
    await visit.end();
  });

  it('says what to do with a link that is damaged or incomplete', async () => {
    const visit = await demo.visit(browser, null, DESK);
    await visit.goto('/mes-donnees#abime');
    await visit.page.getByRole('button', { name: 'Télécharger mes données' }).click();
    await visit.page.getByText('Ce lien n’ouvre rien', { exact: false }).waitFor();
    await visit.goto('/mes-donnees');
    await visit.page.getByText('Ce lien est incomplet', { exact: false }).waitFor();
    await visit.isAccessible('a link that is incomplete');
    await visit.end();
  });
});
