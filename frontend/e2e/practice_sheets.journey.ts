/**
 * From an action to a page people pin on the wall, on both databases: a member answers ten questions on a phone; the
 * coordinator makes a sheet of it, has it confirmed, publishes it; somebody finds it, typo included.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

const TITLE = 'Une fête de village sans vaisselle jetable';
/** One point, which the server draws anew. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Own {
  id: string;
  name: string;
}

/** The organisation of the member’s door, which can be written to. */
async function ownMember(demo: Demo): Promise<Own> {
  const me = await demo.ask<{ organisations: { member_id: string; name: string }[] }>('manager', '/me');
  const { member_id: id, name } = me.organisations[0] ?? { member_id: '', name: '' };
  const { revision } = await demo.ask<{ revision: number }>('coordinator', `/members/${id}`);
  await demo.ask('coordinator', `/members/${id}`, { email: 'bonjour@cafe.example' }, revision);
  return { id, name };
}

/** The link that the newest kept mail of this purpose holds. */
async function linkOf(demo: Demo, purpose: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { items } = await demo.ask<{ items: { id: string; purpose: string }[] }>('admin', '/deliveries');
    const mail = items.find((one) => one.purpose === purpose);
    const { text } = mail
      ? await demo.ask<{ text: string | null }>('admin', `/deliveries/${mail.id}`)
      : { text: '' };
    const found = /https?:\/\/[^\s"<]+#[^\s"<]+/.exec(text ?? '');
    if (found) {
      const url = new URL(found[0]);
      return url.pathname + url.hash;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail of ${purpose}`);
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
/** A text that one writes, by the whole of its name. */
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const saved = (page: Page) => page.getByText('Tout est enregistré').waitFor();
const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const menu = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name }).click();
};
/** A draft away from the screens; where it is written. */
async function draft(demo: Demo, title: string, member?: string): Promise<string> {
  const made = await demo.ask<{ id: string }>('coordinator', '/practice-sheets', {
    kind: 'good_practice',
    title,
    member_id: member ?? null,
  });
  return made.id;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  let own: Own;
  beforeAll(async () => {
    demo = await Demo.open(engine);
    own = await ownMember(demo);
  });
  afterAll(async () => demo.end());

  async function begins(desk: Visit): Promise<string> {
    const { page } = desk;
    await page.getByRole('link', { name: 'Fiches', exact: true }).first().click();
    await heading(page, 'Fiches');
    await desk.isAccessible('the sheets');
    await page.getByRole('button', { name: 'Nouvelle fiche' }).first().click();
    await field(page, 'Titre').fill(TITLE);
    await page.getByRole('combobox', { name: 'Membre dont c’est l’expérience' }).fill(own.name);
    await page.getByRole('option', { name: own.name }).first().click();
    await desk.isAccessible('a new sheet');
    await page.getByRole('button', { name: 'Commencer la fiche' }).click();
    await heading(page, TITLE);
    await field(page, 'Contexte').waitFor();
    await desk.isAccessible('an empty draft');
    return new URL(page.url()).pathname;
  }

  async function answers(link: string) {
    expect(new URL(link, 'http://club.example').pathname).toBe('/raconter-mon-action');
    const phone = await demo.visit(browser, null, PHONE);
    const { page } = phone;
    await phone.goto(link);
    await page
      .getByLabel(/Qu’avez-vous fait/)
      .fill('Une fête de 400 personnes avec des gobelets qui se lavent.');
    await page.getByLabel(/Pourquoi vous y êtes-vous mis/).fill('Chaque été, la fête laissait trente sacs.');
    await page.getByLabel(/Qu’est-ce que cela a donné/).fill('Deux sacs au lieu de trente.');
    await page.getByText('Tout est gardé', { exact: false }).waitFor();
    await phone.isAccessible('the ten questions');
    await phone.fits('the ten questions');
    await page.getByLabel(/Ce que montrent les photos/).fill('Des gobelets lavables sur le comptoir');
    await page
      .getByLabel(/^Ajouter des photos/)
      .setInputFiles({ name: 'comptoir.png', mimeType: 'image/png', buffer: PHOTO });
    await page.getByText('1 photo reçue').waitFor();
    // Another day, by the same link: nothing is lost.
    await phone.goto('/connexion');
    await phone.goto(link);
    await page.getByText('3 réponses sur 10').waitFor();
    await page.getByRole('button', { name: 'Envoyer mes réponses' }).click();
    await heading(page, 'Merci, c’est envoyé');
    await phone.isAccessible('answers that are sent');
    await phone.end();
  }

  async function confirms(link: string) {
    expect(new URL(link, 'http://club.example').pathname).toBe('/relire-ma-fiche');
    const phone = await demo.visit(browser, null, PHONE);
    await phone.goto(link);
    await phone.page.getByText('Chaque été, la fête laissait trente sacs.').waitFor();
    await phone.isAccessible('a sheet to be confirmed');
    await phone.fits('a sheet to be confirmed');
    await phone.page.getByLabel('Votre nom').fill('Mireille Kern');
    await phone.page.getByRole('button', { name: 'Tout est juste', exact: true }).click();
    await heading(phone.page, 'Merci, c’est noté');
    await phone.isAccessible('a sheet that is confirmed');
    await phone.end();
  }

  it('ten answers on a phone become a page that a typo finds', async () => {
    const desk = await demo.visit(browser, 'coordinator', DESK);
    const { page } = desk;
    const sheet = await begins(desk);
    await menu(page, 'Envoyer les dix questions');
    await desk.isAccessible('the last question before the link leaves');
    await inDialog(page, 'Envoyer les dix questions');
    await page.getByText('Le lien part par mail.').waitFor();
    await answers(await linkOf(demo, 'practice_interview'));

    await desk.goto(sheet);
    const context = field(page, 'Contexte');
    await expect.poll(() => context.inputValue()).toBe('Chaque été, la fête laissait trente sacs.');
    await field(page, 'Résumé').fill('Des gobelets qui se lavent, et deux sacs au lieu de trente.');
    await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await field(page, 'Indicateur 1').fill('Sacs de déchets');
    await page.getByRole('textbox', { name: /^Sacs de déchets, \d{4}$/ }).fill('2');
    await page.getByRole('combobox', { name: 'Mots clés' }).fill(`fête sans jetable ${engine}`);
    await page.getByRole('option').last().click();
    await page.getByRole('button', { name: `Retirer fête sans jetable ${engine}` }).waitFor();
    await saved(page);
    await desk.isAccessible('a draft that is written');
    await page.getByRole('button', { name: 'Prendre en relecture' }).click();
    await page.getByText('en relecture', { exact: true }).waitFor();

    await page.getByRole('button', { name: /Aller au champ\s: Le membre n’a pas encore confirmé/ }).click();
    await page.getByRole('button', { name: 'Demander sa relecture' }).click();
    await inDialog(page, 'Demander sa relecture');
    await page.getByText('La demande part par mail.').waitFor();
    await desk.isAccessible('a sheet and its member');
    await confirms(await linkOf(demo, 'practice_confirmation'));

    await desk.goto(sheet);
    await page.getByText('Rien ne manque', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await field(page, 'Ce qui est nouveau').fill('Première version');
    await desk.isAccessible('the last question before it is published');
    await inDialog(page, 'Publier');
    await page.getByText('La version 1 est publiée.').waitFor();
    await page.getByRole('link', { name: 'Suivi et versions' }).click();
    await page.getByText('Première version').waitFor();
    await desk.isAccessible('the versions');
    const [paper] = await Promise.all([page.waitForEvent('download'), menu(page, 'PDF de deux pages')]);
    expect(
      readFileSync(await paper.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await desk.end();

    for (const size of [DESK, PHONE]) {
      const anyone = await demo.visit(browser, null, size);
      await anyone.goto('/fiches?q=fete+sans+jetble');
      await anyone.page.getByRole('link', { name: TITLE }).first().click();
      await heading(anyone.page, TITLE);
      await anyone.isAccessible('the page of a sheet');
      await anyone.fits('the page of a sheet');
      await anyone.end();
    }
  }, 240_000);

  it('says what is missing, and jumps there', async () => {
    const id = await draft(demo, 'Le compost de la place');
    const desk = await demo.visit(browser, 'coordinator', DESK);
    const { page } = desk;
    await desk.goto(`/redaction/${id}`);
    await page.getByRole('button', { name: 'Prendre en relecture' }).click();
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await inDialog(page, 'Publier');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Il manque encore ceci pour la publier').waitFor();
    await desk.isAccessible('what is missing');
    await dialog.getByRole('button', { name: /Aller au champ.*Description de l’action/ }).click();
    await expect
      .poll(() =>
        field(page, 'Description de l’action').evaluate((field) => field === document.activeElement),
      )
      .toBe(true);
    await desk.end();
  }, 90_000);

  it('tells two people apart: both keep what they wrote in different places, and choose in the same one', async () => {
    const id = await draft(demo, 'La donnerie du quartier');
    const one = await demo.visit(browser, 'coordinator', DESK);
    const two = await demo.visit(browser, 'admin', DESK);
    await one.goto(`/redaction/${id}`);
    await two.goto(`/redaction/${id}`);
    await field(one.page, 'Contexte').fill('Un samedi par mois.');
    await saved(one.page);
    await field(two.page, 'Description de l’action').fill('Chacun apporte ce qui peut resservir.');
    await two.page.getByText(/a aussi écrit dans cette fiche/).waitFor();
    await expect.poll(() => field(two.page, 'Contexte').inputValue()).toBe('Un samedi par mois.');
    await two.isAccessible('a sheet that two people write');

    await field(one.page, 'Description de l’action').fill('On apporte, on emporte.');
    await one.page.getByRole('dialog', { name: /à deux au même endroit/ }).waitFor();
    await one.isAccessible('two texts for one section');
    await one.page.getByRole('button', { name: 'Garder le mien' }).click();
    await saved(one.page);
    const kept = await demo.ask<{ content: { sections: Record<string, string> } }>(
      'coordinator',
      `/practice-sheets/${id}`,
    );
    expect(kept.content.sections).toMatchObject({
      context: 'Un samedi par mois.',
      description: 'On apporte, on emporte.',
    });
    await one.end();
    await two.end();
  }, 120_000);

  it('a member writes its own on a phone, hands it in, and reads what the team asks', async () => {
    const phone = await demo.visit(browser, 'manager', PHONE);
    const { page } = phone;
    await phone.goto(`/mon-espace/${own.id}?onglet=fiches`);
    await phone.isAccessible('the member’s own sheets');
    await phone.fits('the member’s own sheets');
    await page.getByRole('button', { name: 'Raconter une action' }).first().click();
    await field(page, 'Titre').fill('Réparer plutôt que jeter');
    await page.getByRole('button', { name: 'Commencer la fiche' }).click();
    await field(page, 'Description de l’action').fill('Un samedi par mois, on répare ensemble.');
    await saved(page);
    await phone.isAccessible('a sheet on a phone');
    await phone.fits('a sheet on a phone');
    await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
    await page.getByRole('dialog').getByText('Un samedi par mois, on répare ensemble.').waitFor();
    await phone.isAccessible('the preview on a phone');
    await inDialog(page, 'Fermer');
    await page.getByRole('button', { name: 'Proposer à l’équipe' }).click();
    await inDialog(page, 'Proposer à l’équipe');
    await page.getByText('proposée', { exact: true }).waitFor();
    const sheet = new URL(page.url()).pathname;

    const desk = await demo.visit(browser, 'coordinator', DESK);
    await desk.goto(sheet.replace('/mon-espace/fiches', '/redaction'));
    await menu(desk.page, 'Renvoyer à l’auteur');
    await field(desk.page, 'Ce qui manque').fill('Combien d’objets réparés ?');
    await desk.isAccessible('a sheet that is sent back');
    await inDialog(desk.page, 'Renvoyer à l’auteur');
    await desk.page.getByText('La fiche est de nouveau un brouillon.').waitFor();
    await desk.end();

    await phone.goto(sheet);
    await page.getByText('Combien d’objets réparés ?').waitFor();
    await page.getByRole('button', { name: /C’est réglé\s: Combien/ }).click();
    await page.getByText('Combien d’objets réparés ?').waitFor({ state: 'detached' });
    await phone.end();
  }, 120_000);

  it('hands a sheet out for the national base, and takes it back the same', async () => {
    const id = await draft(demo, 'Le broyeur partagé', own.id);
    const desk = await demo.visit(browser, 'coordinator', DESK);
    const { page } = desk;
    await desk.goto(`/redaction/${id}`);
    await field(page, 'Contexte').fill('Trop de branches à la déchèterie.');
    await saved(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      menu(page, 'Pour la base nationale (JSON)'),
    ]);
    await desk.goto('/redaction');
    await page.getByRole('button', { name: 'Importer' }).first().click();
    await desk.isAccessible('an import');
    await page.getByLabel(/^Une fiche au format JSON/).setInputFiles({
      name: 'fiche.json',
      mimeType: 'application/json',
      buffer: readFileSync(await file.path()),
    });
    await page.getByText(/Le broyeur partagé.*est importée/).waitFor();
    expect(new URL(page.url()).pathname).not.toBe(`/redaction/${id}`);
    await expect.poll(() => field(page, 'Contexte').inputValue()).toBe('Trop de branches à la déchèterie.');
    await desk.goto('/reglages/mots-cles');
    await page.getByRole('textbox', { name: 'Nouveau mot clé' }).fill(`Broyage ${engine}`);
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByText(`Broyage ${engine}`, { exact: true }).waitFor();
    await desk.isAccessible('the keywords');
    await desk.end();
  }, 120_000);
});
