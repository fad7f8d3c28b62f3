/**
 * Joining the club, on both databases: a baker fills the public form on his phone, from the national register; confirms
 * by the link of the mail; the coordinator takes him in with one click; he signs in by the link he gets. And when the
 * register does not answer, one goes on by hand. An administrator forgets who was refused, as they ask.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';
import { Registers } from './harness/registers';

const EMAIL = 'elise@pain-des-bois.example';
const NAME = 'Au Pain des Bois';
const REFUSED = 'zoe@ressourcerie.example';

interface Mail {
  id: string;
  to: string;
}

/** The newest link that a kept mail gives to the baker, or to somebody else. */
async function linkTo(demo: Demo, page: string, whom = EMAIL): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const { items } = await demo.ask<{ items: Mail[] }>('admin', '/deliveries');
    for (const mail of items.filter(({ to }) => to === whom)) {
      const { text } = await demo.ask<{ text: string | null }>('admin', `/deliveries/${mail.id}`);
      const link = /https?:\/\/[^\s"<]+#[^\s"<]+/.exec(text ?? '');
      const url = link && new URL(link[0]);
      if (url && url.pathname === page) return url.pathname + url.hash;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail with a link to ${page}`);
}

const step = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name, exact: true }).waitFor();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  let registers: Registers;
  beforeAll(async () => {
    registers = await Registers.open();
    demo = await Demo.open(engine, registers.settings);
  });
  afterAll(async () => {
    await demo.end();
    registers.close();
  });

  it('a baker joins from his phone, is taken in with one click, and signs in', async () => {
    const visit = await demo.visit(browser, null, PHONE);
    const { page } = visit;
    await visit.goto('/adherer');
    await visit.isAccessible('the first step');
    await visit.fits('the first step');

    // Nothing is asked for that the register knows; what was typed stays until one takes the other.
    await page.getByRole('textbox', { name: 'Nom de l’organisation' }).fill('Le Pain des Bois');
    await page.getByLabel('Nom ou numéro').fill('912 000 205 00019');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.getByRole('button', { name: /Au Pain des Bois/ }).click();
    await page.getByText('Rempli depuis le registre', { exact: false }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Nom de l’organisation' }).inputValue()).toBe(
      'Le Pain des Bois',
    );
    await visit.isAccessible('what the register says otherwise');
    await page.getByRole('button', { name: /^Prendre celui du registre : nom/ }).click();
    expect(await page.getByRole('textbox', { name: 'Nom de l’organisation' }).inputValue()).toBe(NAME);
    expect(await page.getByRole('combobox', { name: 'Commune' }).inputValue()).toBe('Sélestat');
    expect(await page.getByLabel('SIRET').inputValue()).toBe('91200020500019');
    await page.getByRole('button', { name: 'Continuer' }).click();

    await step(page, 'Vous');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByText('Donnez votre prénom.').first().waitFor();
    await visit.isAccessible('a step with faults');
    await page.getByLabel('Prénom').fill('Élise');
    await page.getByLabel('Nom', { exact: true }).fill('Exemple');
    await page.getByLabel('Adresse e-mail').fill('elise@pain');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await step(page, 'Pour finir');
    await visit.isAccessible('the last step');
    await visit.fits('the last step');
    await page.getByRole('link', { name: /^Ce que deviennent vos données/ }).waitFor();
    await page.getByLabel('Je veux aussi recevoir la lettre', { exact: false }).check();
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    // What the server finds wrong is mended where it stands, and nothing is lost.
    await step(page, 'Vous');
    await page.getByLabel('Adresse e-mail').fill(EMAIL);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await step(page, 'Pour finir');
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page.getByRole('heading', { level: 1, name: 'Regardez vos e-mails' }).waitFor();
    await visit.isAccessible('what happens next');
    await visit.fits('what happens next');

    await visit.goto(await linkTo(demo, '/adherer/confirmer'));
    expect(await page.getByLabel('Recevoir aussi la lettre', { exact: false }).isChecked()).toBe(true);
    await visit.isAccessible('the confirmation');
    await page.getByRole('button', { name: 'Confirmer ma demande' }).click();
    await page.getByRole('heading', { level: 1, name: 'C’est confirmé, merci' }).waitFor();
    await visit.isAccessible('a request that is confirmed');

    const desk = await demo.visit(browser, 'coordinator', DESK);
    await desk.page
      .getByRole('link', { name: /^Adhésions/ })
      .first()
      .click();
    await desk.page.getByRole('heading', { level: 2, name: NAME }).waitFor();
    await desk.isAccessible('the requests');
    await desk.page.getByRole('button', { name: `Accepter ${NAME}` }).click();
    await desk.page.getByText(`${NAME} est membre.`, { exact: false }).first().waitFor();
    await desk.page.getByText('Aucune demande en attente').waitFor();
    await desk.isAccessible('no request that waits');
    await desk.end();

    await visit.goto(await linkTo(demo, '/connexion/lien'));
    await page.getByRole('button', { name: 'Entrer' }).click();
    await page.getByText(NAME).first().waitFor();
    await visit.end();
  });

  it('without the register one goes on by hand, within three seconds', async () => {
    registers.silent = true;
    const visit = await demo.visit(browser, null, PHONE);
    const { page } = visit;
    await visit.goto('/adherer');
    await page.getByLabel('Nom ou numéro').fill('Compost des Prés');
    const begun = Date.now();
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.getByText('remplissez à la main', { exact: false }).first().waitFor();
    expect(Date.now() - begun).toBeLessThan(3500);
    await visit.isAccessible('a register that does not answer');
    await page.getByRole('textbox', { name: 'Nom de l’organisation' }).fill('Compost des Prés');
    await page.getByRole('radio', { name: 'Association' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Commune' }).fill('strasb');
    await page
      .getByRole('option', { name: /Strasbourg/ })
      .first()
      .click();
    await page.getByText('n’est pas dans le territoire du club', { exact: false }).waitFor();
    await visit.isAccessible('an organisation from outside the territory');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await step(page, 'Vous');
    await visit.end();
    registers.silent = false;
  });

  it('who was refused is forgotten by an administrator on a phone', async () => {
    const { ticket } = await demo.ask<{ ticket: string }>('admin', '/public/join');
    // One that comes within seconds was not typed by a person.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await demo.ask('admin', '/public/join', {
      ticket,
      organisation: { name: 'Ressourcerie des Prés', kind: 'association', commune: '67462' },
      person: { given_name: 'Zoé', family_name: 'Exemple', email: REFUSED },
    });
    const [, token] = (await linkTo(demo, '/adherer/confirmer', REFUSED)).split('#');
    await demo.ask('admin', '/public/join/confirm', { token });
    const { items } = await demo.ask<{ items: { id: string }[] }>('coordinator', '/join-requests');
    await demo.ask('coordinator', `/join-requests/${items[0]?.id}/refuse`, {
      reason: 'Voyez le club voisin.',
    });

    const visit = await demo.visit(browser, 'admin', PHONE);
    const { page } = visit;
    await visit.goto('/adhesions');
    await page.getByRole('button', { name: 'Refusées' }).click();
    await page.getByRole('button', { name: /^Effacer la demande de .*Ressourcerie des Prés/ }).click();
    await visit.isAccessible('what erasing a request takes away');
    await visit.fits('what erasing a request takes away');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Effacer la demande', exact: true }).click();
    await page.getByText('Aucune demande refusée').waitFor();
    await visit.isAccessible('no request that was refused');
    await visit.end();
  });
});
