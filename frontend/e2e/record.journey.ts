/** What a record, an invitation and a form say when something is missing, archived or changed by somebody else. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser } from './harness/browser';
import { Demo } from './harness/demo';

interface Member {
  id: string;
  name: string;
  revision: number;
  street: string | null;
  website: string | null;
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

const made = (name: string, more = {}) =>
  demo.ask<Member>('coordinator', '/members', { name, kind: 'association', ...more });

describe('what is said', () => {
  it('of a new member without a kind names what to choose', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/membres?nouveau=true');
    await page.getByRole('textbox', { name: 'Organisation', exact: true }).fill('Le Nichoir des Ormes');
    await page.getByRole('button', { name: 'Créer le membre' }).click();
    await page.getByRole('alert').getByText('Type : Choisissez un type.').waitFor();
    await visit.end();
  });

  it('of an archived member is how to have it back, and no contact is noted meanwhile', async () => {
    const { id } = await made('La Remise des Saules');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/${id}`);
    const log = page.getByRole('main').getByRole('button', { name: 'Noter un contact' });
    expect(await log.getAttribute('aria-disabled')).toBeNull();
    await page.getByRole('button', { name: 'Archiver' }).click();
    const back = page.getByRole('button', { name: 'Rétablir' });
    await back.waitFor();
    expect(await log.getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('main').getByText('À recontacter le').count()).toBe(0);
    await visit.isAccessible('an archived member');
    await back.click();
    await page.getByRole('button', { name: 'Archiver' }).waitFor();
    await visit.end();
  });

  it('of a record that somebody changed meanwhile is what both changed, and what stays', async () => {
    const { id, revision } = await made('Le Relais des Tilleuls', { street: '1 rue Haute' });
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/${id}`);
    await page.getByRole('main').getByRole('button', { name: 'Modifier', exact: true }).first().click();
    const street = page.getByRole('dialog').getByLabel('Adresse', { exact: true });
    await street.fill('2 rue Haute');
    await demo.ask(
      'admin',
      `/members/${id}`,
      { street: null, website: 'https://tilleuls.example' },
      revision,
    );
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Quelqu’un a modifié cette fiche' });
    await dialog.getByText(/^Alix Amand l’a enregistrée le /).waitFor();
    await dialog.getByText('Ce qui a changé de son côté reste dans les deux cas : Site web.').waitFor();
    expect(await dialog.getByRole('row', { name: /Adresse/ }).textContent()).toBe('Adressevide2 rue Haute');
    await visit.isAccessible('two who changed one record');
    await dialog.getByRole('button', { name: 'Enregistrer mes changements' }).click();
    await page.getByText('Fiche enregistrée.').waitFor();
    const now = await demo.ask<Member>('coordinator', `/members/${id}`);
    expect([now.street, now.website]).toEqual(['2 rue Haute', 'https://tilleuls.example']);
    await visit.end();
  });

  it('of an invitation is all that is wrong at once, and where it is kept when nothing sends it', async () => {
    const visit = await demo.visit(browser, 'admin', DESK);
    const { page } = visit;
    await visit.goto('/reglages/comptes');
    await page.getByRole('button', { name: 'Inviter quelqu’un' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Adresse e-mail').fill('lea@');
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    expect(await dialog.getByRole('alert').getByRole('link').allTextContents()).toEqual([
      'Adresse e-mail : Une adresse s’écrit comme nom@domaine.fr.',
      'Prénom : Donnez un prénom.',
      'Nom : Donnez un nom.',
    ]);
    await dialog.getByLabel('Adresse e-mail').fill('lea.klein@barr.example');
    await dialog.getByLabel('Prénom').fill('Léa');
    await dialog.getByLabel('Nom', { exact: true }).fill('Klein');
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByText('l’invitation de lea.klein@barr.example est gardée').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Voir', exact: true }).click();
    await page.waitForURL(/\/reglages\/fonctionnement\?pour=invitation/);
    await page.getByText('lea.klein@barr.example').first().waitFor();
    await visit.end();
  });

  it('of the form by which one joins is its whole address, ready to copy', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.goto('/adhesions');
    await page.getByText(`${demo.base}/adherer`).waitFor();
    await page.getByRole('button', { name: 'Copier l’adresse' }).click();
    await page.getByText('Adresse copiée.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${demo.base}/adherer`);
    await visit.end();
  });

  it('on the first page of whoever only reads is how the club stands, with nothing to press', async () => {
    const visit = await demo.visit(browser, 'reader', DESK);
    const { page } = visit;
    await page.getByRole('heading', { level: 1, name: /membres attendent des nouvelles du club/ }).waitFor();
    await page.getByRole('heading', { name: 'Qui attend des nouvelles' }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Appeler le/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Joint', exact: true }).count()).toBe(0);
    await visit.end();
  });

  it('of calls one after the other leaves the list free, and the earlier ones within reach', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    const none = page.getByRole('button', { name: 'Pas de réponse' });
    const told = page.getByRole('status').getByText(/pas de réponse, noté/);
    for (const n of [1, 2]) {
      await none.nth(n).click();
      await expect.poll(() => told.count()).toBe(n);
    }
    const stack = page.getByRole('status').filter({ hasText: 'noté' });
    const height = async () => (await stack.boundingBox())?.height ?? 0;
    await page.mouse.move(4, 4);
    // The newest whole, of the other an edge.
    expect(await height()).toBeLessThan(100);
    await told.last().hover();
    await expect.poll(height).toBeGreaterThan(105);
    await page.getByRole('status').getByRole('button', { name: 'Annuler' }).first().click();
    await page.getByText('rien n’est noté').waitFor();
    await visit.end();
  });
});
