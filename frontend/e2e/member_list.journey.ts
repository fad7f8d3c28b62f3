/** The list of members says of itself what it shows: its numbers, its filter, its view, and what one may do with it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, ENLARGED, openBrowser } from './harness/browser';
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

describe('the list of members', () => {
  it('counts in its title, its chips and its export what its rows are', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/membres?kind=association&status=active');
    await rowName(page, 1).waitFor();
    const filter = 'kind=association&status=active';
    const { total } = await demo.ask<{ total: number }>('coordinator', `/members/counts?${filter}`);
    const late = await demo.ask<{ total: number }>(
      'coordinator',
      `/members/counts?${filter}&follow_up=never`,
    );
    const all = await demo.ask<{ total: number }>('coordinator', '/members/counts');
    expect(total).toBeLessThan(all.total);
    await page.getByText(`${total} organisations`).waitFor();
    await page.getByText(new RegExp(`^${total}\\slignes$`)).waitFor();
    await page.getByRole('button', { name: `Tous ${total}` }).waitFor();
    const chip = page.getByRole('button', { name: `Jamais joint ${late.total}` });
    await page.getByRole('button', { name: 'Exporter' }).click();
    await page.getByText(`Les ${total} membres de la liste`).waitFor();
    await page.keyboard.press('Escape');
    // A chip holds beside the lists, and « Tous » takes back the chips alone.
    await chip.click();
    await page.getByText(new RegExp(`^${late.total}\\slignes?$`)).waitFor();
    await page.getByRole('button', { name: `Tous ${total}` }).click();
    await page.getByText(new RegExp(`^${total}\\slignes$`)).waitFor();
    await visit.end();
  });

  it('tells a link that can’t be read, and never shows everybody instead', async () => {
    const visit = await demo.visit(browser, 'reader', DESK);
    const { page } = visit;
    const unknown = encodeURIComponent('{"and":[{"field":"zz","op":"eq","value":1}]}');
    for (const [search, why] of [
      ['filtre=abc', 'Le lien est incomplet'],
      ['vue=nope', 'L’adresse de la vue est incomplète.'],
      ['kind=zzz', 'Le type demandé n’existe pas.'],
      ['sort=size', 'L’ordre demandé n’existe pas'],
      [`filtre=${unknown}`, /Le champ «\szz\s» n’existe pas/],
    ] as const) {
      await visit.goto(`/membres?${search}`);
      const told = page.getByRole('alert').filter({ hasText: 'Ce filtre n’a pas pu être lu.' });
      await told.waitFor();
      expect(await told.textContent()).toMatch(why);
      expect(await page.getByRole('grid').count()).toBe(0);
      expect(await page.getByRole('status', { name: /Chargement/ }).count()).toBe(0);
    }
    await visit.isAccessible('a link that cannot be read');
    await page.getByRole('button', { name: 'Voir tous les membres' }).click();
    await rowName(page, 1).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await visit.end();
  });

  it('offers beside its conditions to keep them, over one’s own view or as another', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/membres?kind=association');
    await page.getByRole('button', { name: 'Tous les membres filtrés' }).waitFor();
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
    await page.getByRole('textbox', { name: 'Nom' }).fill('Associations à suivre');
    await page.getByLabel(/Partager avec l’équipe/).check();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.waitForURL(/membres\?vue=/);
    await page.getByRole('button', { name: 'Associations à suivre partagée', exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Statut' }).selectOption('active');
    await page.getByRole('button', { name: 'Associations à suivre partagée modifiée' }).click();
    await page.getByRole('menuitemradio', { name: 'Associations à suivre partagée' }).waitFor();
    await page.keyboard.press('Escape');
    await visit.isAccessible('a view that is changed');
    await page.getByRole('button', { name: 'Enregistrer comme nouvelle…' }).click();
    await page.getByRole('dialog', { name: 'Enregistrer cette vue' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByText('La vue Associations à suivre est enregistrée.').last().waitFor();
    await page.getByText('Statut : Actif').waitFor();
    expect(await page.getByText('modifiée').count()).toBe(0);
    await visit.end();
  });

  it('gives its commands to Ctrl K, there and from elsewhere, as far as one’s role goes', async () => {
    const visit = await demo.visit(browser, 'admin', DESK);
    const { page } = visit;
    const sought = page.getByRole('combobox', { name: 'Un membre, une personne, une commande' });
    const seek = async (text: string) => {
      await page.keyboard.press('Control+k');
      await sought.fill(text);
    };
    await visit.goto('/');
    await seek('exporter');
    await page.getByRole('option', { name: 'Exporter la liste' }).click();
    await page.getByRole('dialog', { name: 'Exporter la liste' }).waitFor();
    await page.keyboard.press('Escape');
    await rowName(page, 1).waitFor();
    await seek('densité compacte');
    await page.getByRole('option', { name: 'Densité des lignes : compacte' }).click();
    await page.locator('[data-density=compact]').first().waitFor();
    await seek('réglages envoi');
    await page.getByRole('option', { name: 'Réglages : Envoi' }).waitFor();
    await page.keyboard.press('Escape');
    await visit.end();
    const reader = await demo.visit(browser, 'reader', DESK);
    await reader.goto('/membres');
    await rowName(reader.page, 1).waitFor();
    expect(await reader.page.getByRole('link', { name: 'Import' }).count()).toBe(0);
    await reader.page.keyboard.press('Control+k');
    await reader.page.getByRole('option', { name: 'Exporter la liste' }).waitFor();
    expect(await reader.page.getByRole('option', { name: /Importer|Modifier|Ajouter/ }).count()).toBe(0);
    await reader.end();
  });

  it('stays a table for a mouse when enlarged to 200 %, and cards for whoever wants them', async () => {
    const visit = await demo.visit(browser, 'coordinator', ENLARGED);
    const { page } = visit;
    await visit.goto('/membres');
    await rowName(page, 1).waitFor();
    await visit.isAccessible('the table, enlarged');
    await visit.fits('the table, enlarged');
    // The first member is seen without scrolling.
    const first = await rowName(page, 1).boundingBox();
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(ENLARGED.height);
    // One low bar stays, with the way to every page; enlarged further, not even that one.
    const below = async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      return page.getByRole('banner').boundingBox();
    };
    expect(await below()).toMatchObject({ y: 0, height: 56 });
    await page.setViewportSize({ width: 360, height: 225 });
    expect(await below()).toMatchObject({ y: expect.toSatisfy((y: number) => y < 0) });
    await page.setViewportSize(ENLARGED);
    await page.getByRole('button', { name: 'Cartes' }).click();
    await page.getByRole('list', { name: 'Membres' }).waitFor();
    await page.reload();
    await page.getByRole('list', { name: 'Membres' }).waitFor();
    await page.getByRole('button', { name: 'Tableau' }).click();
    await rowName(page, 1).waitFor();
    await visit.end();
  });

  it('asks before a paste that would rename more than a hundred members', async () => {
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.goto('/membres');
    await rowName(page, 1).click();
    const before = await rowName(page, 1).textContent();
    await page.evaluate(() => navigator.clipboard.writeText('x\n'.repeat(200)));
    await page.keyboard.press('Control+v');
    await page.getByRole('dialog', { name: /Changer le nom de 200\slignes/ }).waitFor();
    await visit.isAccessible('the question before a large paste');
    await page.keyboard.press('Enter');
    await page.getByText('Rien n’est collé.').waitFor();
    expect(await rowName(page, 1).textContent()).toBe(before);
    await visit.end();
  });
});
