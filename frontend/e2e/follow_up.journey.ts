import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

interface Counts {
  ok: number;
  soon: number;
  waiting: { overdue: number; never: number };
}

/** The week's first line tells how many wait. */
async function tells(page: Page, { waiting }: Counts): Promise<void> {
  const late = new RegExp(`, ${waiting.overdue + waiting.never} membres attendent`);
  await page.getByRole('heading', { level: 1, name: late }).waitFor();
}

// A server that is there already keeps its own time.
it.skipIf(process.env.MAILLAGE_URL)(
  'who was in contact today is waited for again once the club’s months are over; who rested signs in again',
  async () => {
    const { cadence_months } = await demo.ask<{ cadence_months: number }>('coordinator', '/club');
    const { items } = await demo.ask<{ items: { id: string; name: string }[] }>(
      'coordinator',
      '/members?follow_up=overdue&limit=1',
    );
    const { id, name } = items[0] ?? { id: '', name: '' };
    const on = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    const visited = { channel: 'visit', direction: 'outbound', on, outcome: 'reached', summary: null };
    await demo.ask('coordinator', `/members/${id}/interactions`, visited);

    const { email, password } = demo.door('coordinator');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    const stands = (word: string) =>
      page.getByRole('main').getByText(word, { exact: true }).first().waitFor();
    await visit.goto(`/membres/${id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await stands('à jour');

    // More than an hour without a word: asked over the page, which then goes on to where it was going.
    demo.advance({ minutes: 61 });
    await page.getByRole('link', { name: 'Cette semaine' }).first().click();
    const again = page.getByRole('dialog', { name: 'Votre session a pris fin' });
    await again.getByLabel('Mot de passe', { exact: true }).fill(password);
    await again.getByRole('button', { name: 'Continuer' }).click();
    const before = await demo.ask<Counts>('coordinator', '/follow-up/counts');
    expect(before.ok).toBeGreaterThan(0);
    await tells(page, before);

    // Months later the page is opened anew: it asks who is there, and comes back to the member.
    demo.advance({ days: cadence_months * 31 + 1 });
    await page.goto(`${demo.base}/membres/${id}`);
    await page.waitForURL((url) => url.pathname === '/connexion');
    await visit.enter(email, password);
    await page.waitForURL((url) => url.pathname === `/membres/${id}`);
    await stands('à relancer');

    await visit.goto(`/membres?follow_up=overdue&q=${encodeURIComponent(name)}`);
    await rowName(page, 1).filter({ hasText: name }).waitFor();
    const after = await demo.ask<Counts>('coordinator', '/follow-up/counts');
    expect([after.ok, after.soon]).toEqual([0, 0]);
    expect(after.waiting.overdue).toBeGreaterThan(before.waiting.overdue);
    await visit.goto('/');
    await tells(page, after);
    await visit.end();
  },
);
