/** What a first visit brings over the wire before anybody stirs: programs and styles, as packed. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, Visit } from './harness/browser';
import { Demo } from './harness/demo';

/** Kilobytes of JavaScript and CSS, brotli. */
const MOST = 160;

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open();
});
afterAll(async () => {
  await browser.close();
  await demo.end();
});

/** Says when all of the page was shown: the last time that nothing of it was on its way any more. */
function watch() {
  let isShown = false;
  new MutationObserver(() => {
    const busy = document.querySelector('[data-loading], main [aria-busy=true]');
    const now = document.querySelector('main h1') !== null && busy === null;
    if (now && !isShown) {
      // Once it is on the screen.
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { shownAt: performance.now() })));
    }
    isShown = now;
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * Bytes of each program and style that this page asks for until all of it is shown. What is fetched when somebody
 * stirs, or a while later, is no part of it, however slowly this is looked at.
 */
async function loaded(page: Page, address: string): Promise<Map<string, number>> {
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator('main h1').waitFor();
  await page
    .locator('main')
    .getByRole('status', { name: /Chargement|Loading/ })
    .waitFor({ state: 'detached' });
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]') && 'shownAt' in window);
  return new Map(
    await page.evaluate(() => {
      const { shownAt } = window as unknown as { shownAt: number };
      return (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name, startTime }) => /\.(js|css)$/.test(name) && startTime < shownAt)
        .map(({ name, encodedBodySize }): [string, number] => [new URL(name).pathname, encodedBodySize]);
    }),
  );
}

const tell = (sizes: object) => process.stdout.write(`${JSON.stringify(sizes, null, 1)}\n`);

for (const language of ['fr', 'en'] as const) {
  for (const size of [DESK, PHONE]) {
    it(`is at most ${MOST} KB on the pages of staff (${language}, ${size.width} pixels wide)`, async () => {
      const visit = await demo.visit(browser, 'coordinator', size);
      const { items } = await demo.ask<{ items: { id: string }[] }>('coordinator', '/members?limit=1');
      let state = await visit.context.storageState();
      await visit.end();
      const told: Record<string, number> = {};
      for (const path of ['/', '/membres', `/membres/${items[0]?.id}`, '/imports', '/reglages/club']) {
        // Another browser, signed in already: nothing of the program is in its cache.
        const first = await Visit.begin(browser, demo.base, size, false, state);
        await first.page.addInitScript(
          (spoken) => localStorage.setItem('maillage.language', spoken),
          language,
        );
        const sizes = await loaded(first.page, demo.base + path);
        const total = [...sizes.values()].reduce((sum, one) => sum + one, 0) / 1000;
        if (process.env.SIZES) tell({ path, ...Object.fromEntries(sizes) });
        // Led elsewhere, another page would have been weighed.
        expect(new URL(first.page.url()).pathname).toBe(path);
        // A session is taken up once: the next browser goes on from here.
        state = await first.context.storageState();
        told[path.replace(/[0-9a-f-]{36}/, '…')] = Math.round(total * 10) / 10;
        await first.end();
      }
      if (process.env.SIZES) tell(told);
      const over = Object.entries(told).filter(([, total]) => total > MOST);
      expect(over, JSON.stringify(told)).toEqual([]);
      expect(Math.min(...Object.values(told))).toBeGreaterThan(50);
    });
  }
}

it('loses no key that is pressed before its part has come', async () => {
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  // The palette's part takes its time.
  await page.route(/StaffPalette.*\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await visit.goto('/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rnembres');
  for (let at = 0; at < 8; at++) await page.keyboard.press('Backspace');
  await page.keyboard.type('aller a les membres');
  const box = page.getByRole('combobox', { name: 'Un membre, une personne, une commande' });
  await expect.poll(() => box.inputValue(), { timeout: 10_000 }).toBe('aller a les membres');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/membres/);
  await visit.end();
});
