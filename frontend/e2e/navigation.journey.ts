/** Every page is in reach at every size, tells how many wait there, and has the focus when one comes to it. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, ENLARGED, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';

const REST = [
  'Adhésions',
  'Signalements',
  'Campagnes',
  'Fiches',
  'Rendez-vous',
  'Import',
  'Annuaire public',
  'Réglages',
];
const PLACES = ['Cette semaine', 'Membres', 'À valider', ...REST];

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open();
  // Something waits for the team: a member asks for another name.
  const { organisations } = await demo.ask<{ organisations: { member_id: string }[] }>('manager', '/me');
  const own = organisations[0]?.member_id;
  const { revision } = await demo.ask<{ revision: number }>('manager', `/members/${own}`);
  await demo.ask('manager', `/members/${own}/profile`, { name: 'Mairie de Barr-les-Vignes' }, revision);
});
afterAll(async () => {
  await browser.close();
  await demo.end();
});

/** The title of the page has the focus, and the next Tab is in the page. */
async function isAt(visit: Visit, title: string | RegExp): Promise<void> {
  const { page } = visit;
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expect
    .poll(() =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at?.tagName === 'H1' ? at.textContent : `${at?.tagName} ${at?.textContent?.slice(0, 40)}`;
      }),
    )
    .toMatch(title);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
}

const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement);

describe('the navigation', () => {
  it('is behind one button when a desk is enlarged to 200 %, wherever one is on the page', async () => {
    const visit = await demo.visit(browser, 'coordinator', ENLARGED);
    const { page } = visit;
    await visit.goto('/');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const menu = page.getByRole('button', { name: /^Menu/ });
    const box = await menu.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(ENLARGED.height);
    expect(await menu.textContent()).toContain('1 en attente');
    await menu.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Menu' });
    for (const name of PLACES)
      await dialog.getByRole('link', { name: new RegExp(`^${name}( \\d+)?$`) }).waitFor();
    await dialog.getByRole('link', { name: 'À valider 1' }).waitFor();
    expect(await isFocused(dialog.getByRole('link', { name: /^Cette semaine/ }))).toBe(true);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await visit.isAccessible(`the menu, ${colorScheme}`);
      await visit.fits(`the menu, ${colorScheme}`);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await isFocused(menu)).toBe(true);
    await page.keyboard.press('Enter');
    await dialog.getByRole('link', { name: 'Adhésions' }).press('Enter');
    await isAt(visit, 'Demandes d’adhésion');
    expect(await dialog.count()).toBe(0);
    // What one does everywhere is there too.
    await menu.press('Enter');
    await dialog.getByRole('button', { name: 'Noter' }).press('Enter');
    await page.getByRole('dialog', { name: 'Noter un contact' }).waitFor();
    await visit.end();
  });

  it('has what waits among the tabs of a phone, and the rest one press away', async () => {
    const visit = await demo.visit(browser, 'coordinator', PHONE);
    const { page } = visit;
    await visit.goto('/');
    const tabs = page.getByRole('navigation', { name: 'Navigation principale' });
    await tabs.getByRole('link', { name: /^À valider.*1 en attente/ }).click();
    await isAt(visit, 'À valider');
    await tabs.getByRole('button', { name: /^Plus/ }).click();
    const more = page.getByRole('dialog', { name: 'Plus' });
    await more.waitFor();
    expect(await more.getByRole('link').allTextContents()).toEqual(REST);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await visit.isAccessible(`the other pages, ${colorScheme}`);
    }
    await more.getByRole('link', { name: 'Réglages' }).click();
    await isAt(visit, 'Réglages');
    expect(await tabs.getByRole('button', { name: /^Plus/ }).getAttribute('aria-current')).toBe('true');
    await visit.end();
    // Whoever only reads logs nothing: one page more fits.
    const reader = await demo.visit(browser, 'reader', PHONE);
    const theirs = reader.page.getByRole('navigation', { name: 'Navigation principale' });
    await theirs.getByRole('link', { name: 'Adhésions' }).click();
    await isAt(reader, 'Demandes d’adhésion');
    await theirs.getByRole('button', { name: /^Plus/ }).click();
    const others = reader.page.getByRole('dialog', { name: 'Plus' }).getByRole('link');
    await others.first().waitFor();
    expect(await others.allTextContents()).toEqual([
      'Signalements',
      'Campagnes',
      'Fiches',
      'Rendez-vous',
      'Annuaire public',
      'Réglages',
    ]);
    await reader.end();
  });

  it('leaves the focus on the title of the page, by the rail, the palette and the menu of the account', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/');
    await page.getByRole('link', { name: 'Import', exact: true }).press('Enter');
    await isAt(visit, 'Importer un fichier');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Un membre, une personne, une commande' }).fill('adhésion');
    await page.getByRole('option', { name: 'Aller à : les demandes d’adhésion' }).waitFor();
    await page.keyboard.press('Enter');
    await isAt(visit, 'Demandes d’adhésion');
    await page.getByRole('button', { name: /^Mon compte/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Mon compte' }).press('Enter');
    await isAt(visit, 'Mon compte');
    // A title that comes with the record itself.
    await page.getByRole('link', { name: /^Cette semaine/ }).press('Enter');
    await page.getByRole('heading', { level: 1, name: /membres attendent/ }).waitFor();
    const member = page.getByRole('main').getByRole('list').last().getByRole('link').first();
    const name = (await member.textContent()) ?? '';
    await member.press('Enter');
    await isAt(visit, name);
    await visit.end();
  });
});
