import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { rowName } from './harness/gridVisit';

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

it('a visit is logged with the keyboard alone, and undone', async () => {
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  await visit.goto('/membres?sort=name');
  const name = await rowName(page, 1).evaluate((shown) => shown.firstChild?.textContent ?? '');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Noter un contact' }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText('Contact noté avec').waitFor();
  // The grid has one of its own.
  await page.getByRole('status').getByRole('button', { name: 'Annuler' }).last().click();
  await page.getByText('rien n’est noté').waitFor();
  await visit.end();
});

it('the outcome of a call takes one press on a phone, and comes back when undone', async () => {
  const visit = await demo.visit(browser, 'coordinator', PHONE);
  const { page } = visit;
  const first = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Joint', exact: true }) });
  const name = (await first.first().getByRole('link').first().textContent()) ?? '';
  await first.first().getByRole('button', { name: 'Joint', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'noté' }).waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('link', { name, exact: true }).first().waitFor();
  await visit.end();
});
