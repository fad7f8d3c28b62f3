/** The list as a file: each format from the screen, one of them given back by the screen, people as cards. */
import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';

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

async function exported(visit: Visit, format: RegExp, people = false): Promise<Download> {
  const { page } = visit;
  await page.getByRole('button', { name: 'Exporter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exporter la liste' });
  await dialog.getByRole('radio', { name: format }).check();
  if (people) await dialog.getByRole('checkbox', { name: 'Avec toutes les personnes' }).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Télécharger' }).click(),
  ]);
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('est dans vos téléchargements').last().waitFor();
  return file;
}

async function bytesOf(file: Download): Promise<Buffer> {
  return readFileSync(await file.path());
}

it('comes in each format, and what comes back changes nothing', async () => {
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  await visit.goto('/membres?kind=association');
  const { total } = await demo.ask<{ total: number }>('coordinator', '/members/counts?kind=association');
  expect(total).toBeGreaterThan(1);

  const book = await exported(visit, /^Excel/);
  expect(book.suggestedFilename()).toMatch(/ - \d{4}-\d{2}-\d{2}\.xlsx$/);
  expect((await bytesOf(book)).subarray(0, 2).toString()).toBe('PK');
  const open = await bytesOf(await exported(visit, /^LibreOffice/));
  expect(open.toString('latin1')).toContain('application/vnd.oasis.opendocument.spreadsheet');
  const french = (await bytesOf(await exported(visit, /^Texte pour Excel/))).toString('utf8');
  expect(french.startsWith('\ufeffOrganisation;')).toBe(true);
  const plain = (await bytesOf(await exported(visit, /^Texte pour un autre logiciel/))).toString('utf8');
  expect(plain.startsWith('Organisation,')).toBe(true);
  const cards = (await bytesOf(await exported(visit, /^Cartes de visite/))).toString('utf8');
  expect(cards.startsWith('BEGIN:VCARD\r\n')).toBe(true);

  const withPeople = await exported(visit, /^Excel/, true);
  await visit.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: 'retour.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await bytesOf(withPeople),
  });
  await page.getByRole('heading', { name: 'retour.xlsx' }).waitFor();
  await page.goto(`${page.url().split('?')[0]}?etape=verification`);
  await page.getByRole('button', { name: /^Inchangés/ }).waitFor();
  const counted = async (name: RegExp) =>
    Number((await page.getByRole('button', { name }).textContent())?.replace(/\D/g, ''));
  expect(await counted(/^Inchangés/)).toBe(await counted(/^Toutes/));
  expect(await counted(/^Inchangés/)).toBeGreaterThanOrEqual(total);
  await visit.end();
});

it('the dialog is accessible and fits, on a desk and on a phone, light and dark', async () => {
  for (const size of [DESK, PHONE, { width: 320, height: 640 }]) {
    for (const dark of [false, true]) {
      const visit = await demo.visit(browser, 'reader', size, dark);
      await visit.goto('/membres');
      await visit.page.getByRole('button', { name: 'Exporter' }).click();
      await visit.page.getByRole('dialog', { name: 'Exporter la liste' }).waitFor();
      await visit.isAccessible('the export dialog');
      await visit.fits('the export dialog');
      await visit.page.keyboard.press('Escape');
      await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
      await visit.end();
    }
  }
});

it('a download that breaks off is told, and can be asked for again', async () => {
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  await visit.goto('/membres');
  await page.route('**/api/v1/members/export?*', (route) => route.abort('connectionreset'), { times: 1 });
  await page.getByRole('button', { name: 'Exporter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exporter la liste' });
  await dialog.getByRole('button', { name: 'Télécharger' }).click();
  await dialog.getByRole('alert').getByText('Pas de connexion').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Télécharger' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  await visit.end();
});

it('the people of a member are cards for an address book', async () => {
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  const associations = await demo.ask<{ items: { id: string; main_contact: object | null }[] }>(
    'coordinator',
    '/members?kind=association&limit=200',
  );
  const known = associations.items.find((member) => member.main_contact);
  await visit.goto(`/membres/${known?.id}`);
  await page.getByRole('link', { name: /^Personnes/ }).click();
  const [card] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /^Carte de visite : / })
      .first()
      .click(),
  ]);
  expect(card.suggestedFilename()).toMatch(/\.vcf$/);
  expect((await bytesOf(card)).toString('utf8')).toContain('VERSION:3.0');
  await visit.isAccessible('the people of a member');
  await visit.end();
});
