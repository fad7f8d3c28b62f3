/**
 * The public site, on both databases: a reader finds an organisation on a phone and tells of an error; goes through the map
 * by keyboard; reads all of it without a script; and a town's page shows it in a frame by the piece that it copied.
 */
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, ENLARGED, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

/** Kilobytes of JavaScript and CSS, brotli, of a first page. */
const MOST = 90;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const found = async (page: Page) => Number(await page.locator('#found').getAttribute('data-count'));
const first = (page: Page) => page.locator('.found h3 a').first();
const search = (page: Page) => new URL(page.url()).searchParams;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => {
    await demo.end();
  });

  it('a reader finds an organisation on a phone and tells of an error', async () => {
    const visit = await demo.visit(browser, null, PHONE);
    const { page } = visit;
    await visit.goto('/annuaire');
    const all = await found(page);
    expect(all).toBeGreaterThan(200);
    await visit.isAccessible('the list');
    await visit.fits('the list');

    // A facet of many choices has them once it is opened.
    const communes = page.locator('input[name=commune]');
    expect(await communes.count()).toBe(0);
    await page.locator('summary', { hasText: 'Commune' }).click();
    await communes.first().check();
    await expect.poll(() => found(page)).toBeLessThan(all);
    await visit.isAccessible('a commune chosen among many');
    await page.getByRole('link', { name: /^Retirer le filtre/ }).click();
    await expect.poll(() => found(page)).toBe(all);

    await page.locator('summary', { hasText: 'Type' }).click();
    await page.getByRole('checkbox', { name: /^Associations/ }).check();
    await expect.poll(() => found(page)).toBeLessThan(all);
    expect(search(page).getAll('kind')).toEqual(['association']);
    const some = await found(page);
    const name = (await first(page).textContent()) ?? '';
    await page.getByRole('searchbox', { name: 'Chercher' }).fill(plain(name));
    await expect.poll(() => found(page)).toBeLessThan(some);
    expect(await first(page).textContent()).toBe(name);
    await visit.isAccessible('what was found');
    await visit.fits('what was found');
    await page.getByRole('searchbox', { name: 'Chercher' }).fill('xyzzy');
    await page.getByRole('heading', { name: 'Aucune organisation ne correspond' }).waitFor();
    await visit.isAccessible('nothing found');
    // Each filter is taken away by its chip, and the way back is the browser's.
    await page.getByRole('link', { name: /Retirer le filtre\s: «\sxyzzy\s»/ }).click();
    await expect.poll(() => found(page)).toBe(some);
    await page.goBack();
    await page.getByRole('heading', { name: 'Aucune organisation ne correspond' }).waitFor();
    await page.goForward();
    await expect.poll(() => found(page)).toBe(some);

    await first(page).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await visit.isAccessible('a member');
    await visit.fits('a member');
    await page.getByRole('link', { name: 'Signaler une erreur' }).click();
    await page.getByRole('heading', { level: 1, name: 'Signaler une erreur' }).waitFor();
    await visit.isAccessible('the form');
    await page.getByRole('radio', { name: 'Autre chose' }).check();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('heading', { name: 'À corriger' }).waitFor();
    await visit.isAccessible('the form with a fault');
    await visit.fits('the form with a fault');
    expect(await page.getByRole('radio', { name: 'Autre chose' }).isChecked()).toBe(true);
    const text = `Le nom a changé (${engine}).`;
    await page.getByLabel('Ce que vous savez').fill(text);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Merci, c’est envoyé' }).waitFor();
    await visit.isAccessible('the thanks');
    const { items } = await demo.ask<{ items: { text: string; member: { name: string } }[] }>(
      'coordinator',
      '/reports',
    );
    expect(items.map((one) => [one.member.name, one.text])).toEqual([[name, text]]);
    await visit.end();

    // The team finds it, and says what came of it.
    const staff = await demo.visit(browser, 'coordinator', DESK);
    await staff.goto('/');
    await staff.page.getByRole('link', { name: /^Signalements/ }).click();
    const report = staff.page.getByRole('listitem').filter({ hasText: text });
    await report.getByRole('link', { name }).waitFor();
    await staff.isAccessible('the reports');
    await report.getByLabel('Un mot pour l’équipe').fill('Nom vérifié au téléphone.');
    await report.getByRole('button', { name: /^C’est corrigé/ }).click();
    await staff.page.getByRole('heading', { name: 'Rien n’est signalé' }).waitFor();
    await staff.page.getByRole('button', { name: 'Corrigées' }).click();
    await staff.page.getByText('Nom vérifié au téléphone.').waitFor();
    await staff.isAccessible('the reports that are settled');
    await staff.end();
  });

  it('the map is gone through by keyboard, and its list is beside it', async () => {
    const visit = await demo.visit(browser, null, DESK);
    const { page } = visit;
    await visit.goto('/annuaire?view=map');
    const communes = page.locator('.canvas svg a');
    await communes.first().waitFor();
    expect(await communes.count()).toBeGreaterThan(80);
    const all = await found(page);
    await visit.isAccessible('the map');
    await visit.fits('the map');

    await page.getByRole('button', { name: 'Tout le territoire' }).focus();
    await page.keyboard.press('Tab');
    const commune = page.locator('.canvas svg a:focus');
    const told = (await commune.getAttribute('aria-label')) ?? '';
    expect(told).toMatch(/, \d+ organisations?$/);
    const seen = () => page.locator('.canvas svg').getAttribute('viewBox');
    const whole = await seen();
    await page.keyboard.press('+');
    await expect.poll(seen).not.toBe(whole);
    const near = await seen();
    await page.keyboard.press('ArrowDown');
    await expect.poll(seen).not.toBe(near);
    await page.keyboard.press('0');
    await expect.poll(seen).toBe(whole);
    await page.keyboard.press('Enter');
    await expect.poll(() => found(page)).toBe(Number(/, (\d+)/.exec(told)?.[1]));
    expect(search(page).getAll('commune')).toHaveLength(1);
    expect(await page.locator('.canvas svg a:focus').getAttribute('aria-current')).toBe('true');
    await visit.isAccessible('a commune chosen');
    await page.keyboard.press('Enter');
    await expect.poll(() => found(page)).toBe(all);

    // On paper: the map and the list, without what is to be pressed.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.canvas svg').isVisible()).toBe(true);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await visit.end();
  });

  it('is right in the dark, enlarged, and in English', async () => {
    for (const size of [PHONE, ENLARGED, DESK]) {
      const visit = await demo.visit(browser, null, size, true);
      for (const path of [
        '/annuaire',
        '/annuaire?view=map&kind=company',
        '/annuaire?lang=en',
        '/integration',
      ]) {
        await visit.goto(path);
        if (path.includes('map')) await visit.page.locator('.canvas svg a').first().waitFor();
        await visit.isAccessible(`${path} in the dark, ${size.width} pixels wide`);
        await visit.fits(`${path}, ${size.width} pixels wide`);
      }
      await visit.end();
    }
  });

  it('a first page weighs little, and a second asks for nothing', async () => {
    const visit = await demo.visit(browser, null, PHONE);
    for (const path of ['/annuaire', '/annuaire?view=map']) {
      await visit.goto(path);
      const sizes = await visit.page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => /\.(js|css)$/.test(name))
          .map(({ name, encodedBodySize }): [string, number] => [new URL(name).pathname, encodedBodySize]),
      );
      const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1000;
      expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST);
      expect(total, JSON.stringify(sizes)).toBeGreaterThan(3);
    }
    const page = await fetch(`${demo.base}/annuaire`);
    const tag = page.headers.get('etag') ?? '';
    const again = await fetch(`${demo.base}/annuaire`, { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await visit.end();
  });

  it('is read, filtered and turned without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto(`${demo.base}/annuaire?view=map`);
    expect(await page.content()).toContain('La carte a besoin de JavaScript');
    const all = await found(page);
    await page.locator('summary', { hasText: 'Type' }).click();
    await page.getByRole('checkbox', { name: /^Associations/ }).check();
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.waitForURL(/kind=association/);
    const some = await found(page);
    expect(some).toBeLessThan(all);
    await page.locator('summary', { hasText: 'Commune' }).click();
    await page.locator('input[name=commune]').first().check();
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.waitForURL(/commune=/);
    expect(await found(page)).toBeLessThan(some);
    await page.goBack();
    await page.getByRole('link', { name: 'Liste', exact: true }).click();
    await page.getByRole('link', { name: 'Suivante', exact: true }).click();
    await page.getByText(/^Page 2 sur/).waitFor();
    const name = (await first(page).textContent()) ?? '';
    await first(page).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await context.close();
  });

  it('has all choices of a facet where its script does not come', async () => {
    const context = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' });
    await context.route('**/*.js', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${demo.base}/annuaire`);
    const all = await found(page);
    const communes = page.locator('input[name=commune]');
    await page.locator('summary', { hasText: 'Commune' }).click();
    expect(await communes.count()).toBe(0);
    await page.getByRole('link', { name: 'Voir tous les choix (Commune)' }).click();
    await page.waitForURL(/open=commune/);
    await communes.first().check();
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.waitForURL(/commune=\d/);
    expect(await found(page)).toBeLessThan(all);
    await context.close();
  });

  it('a town shows the list by the piece that it copied, as high as it is', async () => {
    const visit = await demo.visit(browser, null, DESK);
    await visit.goto('/integration');
    const pieces = await visit.page.locator('pre code').allTextContents();
    await visit.page.getByRole('button', { name: 'Copier – La liste' }).click();
    await visit.page
      .getByRole('status')
      .filter({ hasText: /Copié|sélectionné/ })
      .waitFor();
    await visit.end();
    // The list, and the script that gives the frame its height.
    const town = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>Ville</title><h1>Ville</h1>${pieces[0]}${pieces.at(-1)}`);
    });
    await new Promise<void>((resolve) => town.listen(0, '127.0.0.1', resolve));
    const address = town.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('.found h3 a').first().waitFor();
    const height = () => page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height);
    await expect.poll(height).toBeGreaterThan(1000);
    const tall = await height();
    await frame.getByRole('searchbox').fill('xyzzy');
    await expect.poll(height).toBeLessThan(tall);
    await context.close();
    town.close();
  });
});
