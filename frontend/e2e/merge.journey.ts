/** Doubles found, told apart, merged field by field, followed from the old address, and parted again. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';

interface Made {
  id: string;
  name: string;
}

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

/** Two records of one association, alike by their address. */
async function twice(name: string): Promise<[Made, Made]> {
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@doubles.example`;
  const make = (as: string, phone: string) =>
    demo.ask<Made>('coordinator', '/members', { name: as, kind: 'association', email, phone });
  return [await make(name, '+33388000001'), await make(`${name} (ancienne fiche)`, '+33388000002')];
}

it('merges two records with a choice, follows the old address and parts them again', async () => {
  const [stays, goes] = await twice('Chorale des Tilleuls');
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  await visit.goto('/membres/doublons');
  await page.getByRole('link', { name: `Comparer et fusionner ${stays.name} et ${goes.name}` }).click();
  await page.getByRole('heading', { level: 1, name: 'Fusionner deux fiches' }).waitFor();
  const phones = page.getByRole('group', { name: 'Téléphone' });
  await phones.getByRole('radio').nth(1).check();
  await visit.isAccessible('the comparison');
  await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: stays.name }).waitFor();
  const merged = await demo.ask<{ phone: string }>('coordinator', `/members/${stays.id}`);
  expect(merged.phone).toBe('+33388000002');

  await visit.goto(`/membres/${goes.id}`);
  await page.getByText('a été fusionnée avec celle-ci').waitFor();
  expect(page.url()).toContain(stays.id);

  await page.getByRole('link', { name: 'Historique' }).click();
  await page.getByText('Fusion avec une autre fiche').waitFor();
  await visit.isAccessible('the history of a merged member');
  await page.getByRole('button', { name: `Défaire la fusion de ${goes.name}` }).click();
  await page.getByText('sont de nouveau deux fiches').waitFor();
  await visit.goto(`/membres/${goes.id}`);
  await page.getByRole('heading', { level: 1, name: goes.name }).waitFor();
  expect(page.url()).toContain(goes.id);
  await visit.end();
});

it('takes a merge back from its message', async () => {
  const [stays, goes] = await twice('Atelier des Saules');
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  await visit.goto(`/membres/fusion?garde=${stays.id}&avec=${goes.id}`);
  await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
  await page.getByText(/fait partie de/).waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect
    .poll(async () => (await demo.ask<Made>('coordinator', `/members/${goes.id}`)).id)
    .toBe(goes.id);
  await visit.end();
});

it('tells a pair apart, and shows it again', async () => {
  const [one, other] = await twice('Club du Moulin');
  const visit = await demo.visit(browser, 'coordinator', DESK);
  const { page } = visit;
  const names = `${one.name} et ${other.name}`;
  await visit.goto('/membres/doublons');
  await page.getByRole('button', { name: new RegExp(`^Ce ne sont pas les mêmes.*${one.name} et`) }).click();
  await page.getByRole('link', { name: `Comparer et fusionner ${names}` }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Distinguées' }).click();
  await page.getByRole('button', { name: `Regarder de nouveau ${names}` }).click();
  await page.getByRole('button', { name: 'À regarder' }).click();
  await page.getByRole('link', { name: `Comparer et fusionner ${names}` }).waitFor();
  await visit.end();
});

it('lets a reader look and not write', async () => {
  const [one, other] = await twice('Amis du Verger');
  const visit = await demo.visit(browser, 'reader', DESK);
  const { page } = visit;
  await visit.goto('/membres/doublons');
  const dismiss = page.getByRole('button', {
    name: new RegExp(`mêmes.*${one.name} et ${other.name.split(' (')[0]}`),
  });
  expect(await dismiss.getAttribute('aria-disabled')).toBe('true');
  await visit.end();
});

it('is accessible and fits, on a desk and on a phone, light and dark', async () => {
  const [stays, goes] = await twice('Foyer du Canal');
  for (const size of [DESK, PHONE]) {
    for (const dark of [false, true]) {
      const visit = await demo.visit(browser, 'coordinator', size, dark);
      const shot = async (what: string) => {
        const folder = process.env.SHOTS;
        if (folder) await visit.page.screenshot({ path: `${folder}/${what}-${size.width}-${dark}.png` });
      };
      await visit.goto('/membres/doublons');
      await visit.page.getByRole('list', { name: 'Paires de fiches' }).waitFor();
      await shot('pairs');
      await visit.isAccessible('the pairs');
      await visit.fits('the pairs');
      await visit.goto(`/membres/fusion?garde=${stays.id}&avec=${goes.id}`);
      await visit.page.getByRole('heading', { name: 'Ce qui diffère' }).waitFor();
      await shot('merge');
      await visit.isAccessible('the comparison');
      await visit.fits('the comparison');
      await visit.goto(`/membres/${stays.id}`);
      await visit.page.getByRole('button', { name: 'Fusionner avec…' }).click();
      await visit.page.getByRole('dialog').waitFor();
      await visit.isAccessible('the choice of the other record');
      await visit.fits('the choice of the other record');
      await visit.end();
    }
  }
});
