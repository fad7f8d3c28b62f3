/**
 * A fresh instance, from nothing to the first import: every page leads to the installation; the code that the program
 * printed makes the administrator; the club gets its name, readable colours, legal notice, territory and rhythm; a mail
 * server is tried, in words; the set-up is left and taken up again; then she imports her spreadsheet.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, Visit } from './harness/browser';
import { ENGINES, Program } from './harness/program';
import { Sink } from './harness/sink';

const SPREADSHEET = join(
  import.meta.dirname,
  '../../backend/tests/it/fixtures/imports/suivi-membres-2016.xlsx',
);
const EMAIL = 'alix@club.example';
const PASSWORD = 'une girouette brumeuse sous la tonnelle';

/** Colours on their way from one to the other are no colours of the page. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe.each(ENGINES)('on %s', (engine) => {
  let program: Program;
  let sink: Sink;
  beforeAll(async () => {
    sink = await Sink.open();
    program = await Program.make(engine);
    await program.start();
  });
  afterAll(async () => {
    await program.end();
    sink.close();
  });

  it('every page of an instance without accounts leads to the installation', async () => {
    for (const size of [DESK, PHONE]) {
      const visit = await Visit.begin(browser, program.base, size);
      for (const address of ['/', '/membres', '/connexion', '/reglages/club', '/mot-de-passe/oubli']) {
        await visit.goto(address);
        await visit.page.waitForURL((url) => url.pathname === '/installation');
        await visit.page.getByLabel('Code d’installation').waitFor();
      }
      await visit.isAccessible('the first page of the installation');
      await visit.fits('the first page of the installation');
      await visit.end();
    }
  });

  it('an administrator sets the club up in one sitting and imports her spreadsheet', async () => {
    const begun = Date.now();
    const [link = '', code = ''] = program.run('admin', 'code').slice(-2);
    const visit = await Visit.begin(browser, program.base, DESK);
    const { page } = visit;

    // A wrong code is told at its field; the right one came with the address.
    await visit.goto(new URL(link).pathname + new URL(link).hash);
    expect(await page.getByLabel('Code d’installation').inputValue()).toBe(code);
    await page.getByLabel('Code d’installation').fill('0000-0000-0000-0000');
    await page.getByLabel('Prénom').fill('Alix');
    await page.getByLabel('Nom', { exact: true }).fill('Amand');
    await page.getByLabel('Adresse e-mail').fill(EMAIL);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Créer mon compte et continuer' }).click();
    await page.getByText('Ce code n’est pas le bon', { exact: false }).first().waitFor();
    await visit.isAccessible('a wrong code');
    await page.getByLabel('Code d’installation').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Créer mon compte et continuer' }).click();

    // The club: a colour that can't be read is refused, with one that can.
    await page.getByRole('heading', { level: 1, name: 'Votre club' }).waitFor();
    await visit.isAccessible('the step of the club');
    await page.getByLabel('Nom du club').fill('Le Maillon vert');
    await page.locator('#f-brand').fill('#2E9E6B');
    await page.getByText('trop pâle', { exact: false }).waitFor();
    await atRest(page);
    await visit.isAccessible('a colour that can’t be read');
    await page.getByRole('button', { name: /^Prendre #/ }).click();
    await page.getByLabel('Adresse postale').fill('1 place du Marché\n67600 Sélestat');
    await page.getByLabel('Contact pour les données personnelles').fill('donnees@club.example');
    await page.getByRole('button', { name: 'Proposer un texte' }).click();
    expect(await page.getByLabel('Mentions légales').inputValue()).toContain(
      'Le Maillon vert, 1 place du Marché, 67600 Sélestat',
    );
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();

    // Left in the middle, taken up again where it was.
    await page.getByRole('heading', { level: 1, name: 'Le territoire' }).waitFor();
    await page.getByRole('link', { name: 'Continuer plus tard' }).click();
    await page.getByText('L’installation du club n’est pas finie', { exact: false }).waitFor();
    await visit.isAccessible('the home page with the reminder');
    await page.getByRole('link', { name: 'Reprendre' }).click();
    await page.getByRole('heading', { level: 1, name: 'Le territoire' }).waitFor();
    await page.getByLabel('Ajouter une intercommunalité').fill('selestat');
    await page.getByRole('option').first().click();
    await page.getByText('12 sur 12 communes').waitFor();
    await atRest(page);
    await visit.isAccessible('the step of the territory');
    await page.getByRole('button', { name: 'Voir ce qui changera' }).click();
    await page.getByRole('button', { name: 'Faire entrer 12 communes' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();

    await page.getByRole('heading', { level: 1, name: 'Le rythme' }).waitFor();
    await page.getByLabel('Couches et produits d’hygiène').uncheck();
    await page.getByLabel('Un contact au moins tous les').fill('4');
    await visit.isAccessible('the step of the rhythm');
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();

    // The mail server: nothing listens there; then it does.
    await page.getByRole('heading', { level: 1, name: 'Les envois' }).waitFor();
    await page.getByLabel('Nom du serveur').fill('127.0.0.1');
    await page.getByLabel('Aucune (réseau privé)').check();
    await page.getByLabel('Port', { exact: true }).fill('1');
    await page.getByLabel('Adresse d’expéditeur').fill('club@club.example');
    await page.getByRole('button', { name: 'Envoyer un message d’essai' }).click();
    await page.getByText('refuse la connexion sur le port 1', { exact: false }).waitFor();
    await visit.isAccessible('a mail server that is not there');
    await page.getByLabel('Port', { exact: true }).fill(String(sink.port));
    await page.getByRole('button', { name: 'Envoyer un message d’essai' }).click();
    await page.getByText('Le serveur a accepté le message', { exact: false }).waitFor();
    expect(sink.subjects).toHaveLength(1);
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();

    await page.getByRole('heading', { level: 1, name: 'C’est prêt' }).waitFor();
    await visit.isAccessible('the end of the installation');
    await page.getByRole('link', { name: /Importer votre tableur/ }).click();
    await page.locator('input[type=file]').setInputFiles(SPREADSHEET);
    await page.getByRole('heading', { name: 'suivi-membres-2016.xlsx' }).waitFor();
    expect(Date.now() - begun).toBeLessThan(100_000);

    // The running program took the server at once: an invitation leaves by it.
    await visit.goto('/reglages/envoi');
    expect(await page.getByLabel('Nom du serveur').inputValue()).toBe('127.0.0.1');
    await visit.isAccessible('the mail server in the settings');
    await visit.goto('/');
    expect(await page.getByText('L’installation du club n’est pas finie', { exact: false }).count()).toBe(0);
    await visit.end();
  });

  it('each step fits a phone and is accessible in the dark, and nobody else gets in', async () => {
    const visit = await Visit.begin(browser, program.base, PHONE, true);
    await visit.signIn(EMAIL, PASSWORD);
    for (const step of ['club', 'territoire', 'rythme', 'courriers', 'fin']) {
      await visit.goto(`/installation?etape=${step}`);
      await visit.page.waitForLoadState('networkidle');
      await visit.isAccessible(`the step ${step} on a phone, in the dark`);
      await visit.fits(`the step ${step} on a phone`);
    }
    await visit.end();
    const stranger = await Visit.begin(browser, program.base, DESK);
    await stranger.goto('/installation#0000-0000-0000-0000');
    await stranger.page.waitForURL((url) => url.pathname === '/connexion');
    await stranger.page.getByRole('link', { name: 'Mentions légales' }).click();
    await stranger.page.getByText('Direction de la publication', { exact: false }).waitFor();
    await stranger.isAccessible('the legal notice');
    await stranger.end();
  });
});
