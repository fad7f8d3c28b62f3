/**
 * “C’est toujours exact ?”, on both databases: the coordinator asks all communes at once; on their phones one says that all
 * is right, one corrects a number, one names who is in charge now; the rest is to be called.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

interface Mail {
  id: string;
  purpose: string;
}

/** The links that kept mails of a campaign hold, as many as are wanted. */
async function links(demo: Demo, wanted: number): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const { items } = await demo.ask<{ items: Mail[] }>('admin', '/deliveries');
    const asked = items.filter(({ purpose }) => purpose === 'campaign');
    if (asked.length >= wanted) {
      const texts = await Promise.all(
        asked
          .slice(0, wanted)
          .map(({ id }) => demo.ask<{ text: string | null }>('admin', `/deliveries/${id}`)),
      );
      return texts.map(({ text }) => {
        const url = new URL(/https?:\/\/[^\s"<]+#[^\s"<]+/.exec(text ?? '')?.[0] ?? 'about:blank');
        return url.pathname + url.hash;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no letter of a campaign');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => demo.end());

  it('asks all communes, takes three answers from phones, and leaves the silent to be called', async () => {
    const desk = await demo.visit(browser, 'coordinator', DESK);
    await desk.page.getByRole('link', { name: 'Campagnes', exact: true }).first().click();
    await heading(desk.page, 'Campagnes');
    await desk.isAccessible('the campaigns');
    await desk.page.getByRole('button', { name: 'Nouvelle campagne' }).click();
    await desk.page.getByLabel('Nom de la campagne').fill('Après les élections');
    await desk.isAccessible('a new campaign');
    await desk.page.getByRole('button', { name: 'Voir qui le recevra' }).click();
    await heading(desk.page, 'Après les élections');
    await desk.page.getByText('Rien n’est encore parti.', { exact: false }).waitFor();
    await desk.isAccessible('who gets it');
    const campaign = new URL(desk.page.url()).pathname;
    await desk.page.getByRole('button', { name: /^Envoyer à/ }).click();
    await desk.isAccessible('the last question before it leaves');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Envoyer', exact: true }).click();
    await desk.page.getByText('Les messages partent par petits paquets', { exact: false }).waitFor();

    const [right = '', wrong = '', handed = ''] = await links(demo, 3);
    expect(new URL(right, 'http://club.example').pathname).toBe('/toujours-exact');
    const phone = await demo.visit(browser, null, PHONE);
    await phone.goto(right);
    await phone.page.getByText('Adresse', { exact: true }).waitFor();
    await phone.isAccessible('the three answers');
    await phone.fits('the three answers');
    await phone.page.getByRole('button', { name: 'C’est toujours exact', exact: true }).click();
    await heading(phone.page, 'Merci, c’est noté');
    await phone.isAccessible('an answer that is given');

    const second = await demo.visit(browser, null, PHONE);
    await second.goto(wrong);
    await second.page.getByRole('button', { name: 'Corriger', exact: true }).click();
    await heading(second.page, 'Ce qui a changé');
    await second.page.getByLabel('Téléphone', { exact: true }).fill('03');
    await second.page.getByRole('button', { name: 'Envoyer les corrections' }).click();
    await second.page.getByRole('alert').first().waitFor();
    await second.isAccessible('a correction with a fault');
    await second.page.getByLabel('Téléphone', { exact: true }).fill('03 53 01 00 88');
    await second.page.getByRole('button', { name: 'Envoyer les corrections' }).click();
    await heading(second.page, 'Merci, c’est noté');
    await second.page.getByText('Appliqué : téléphone.').waitFor();
    await second.page.getByText('03 53 01 00 88').waitFor();
    await second.fits('a correction that is made');
    await second.end();

    const third = await demo.visit(browser, null, PHONE);
    await third.goto(handed);
    await third.page.getByRole('button', { name: 'Quelqu’un d’autre s’en occupe' }).click();
    await heading(third.page, 'Qui s’en occupe maintenant ?');
    await third.page.getByLabel('Prénom').fill('Paule');
    await third.page.getByLabel('Nom', { exact: false }).last().fill('Weiss');
    await third.page.getByLabel('Adresse e-mail').fill('paule@mairie.example');
    await third.page.getByLabel('Fonction').fill('Adjointe');
    await third.isAccessible('who is in charge now');
    await third.page.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await heading(third.page, 'Merci, c’est noté');
    await third.end();
    await phone.end();

    await desk.goto('/propositions');
    await desk.page.getByText('À la place de').first().waitFor();
    await desk.isAccessible('somebody who comes in the place of another');

    await desk.goto(campaign);
    await desk.page.getByRole('button', { name: 'Clore' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Clore' }).click();
    await desk.page.getByRole('link', { name: /^À appeler/ }).waitFor();
    await desk.isAccessible('a campaign that is closed');
    await desk.page.getByRole('link', { name: 'Les voir dans la semaine' }).click();
    await desk.page.getByRole('button', { name: /^À appeler/, pressed: true }).waitFor();
    await desk.end();
  });

  it('says what to do with a link that is spent or damaged', async () => {
    const phone = await demo.visit(browser, null, PHONE);
    await phone.goto('/toujours-exact#abime');
    await phone.page.getByText('Ouvrez celui du message le plus récent', { exact: false }).waitFor();
    await phone.isAccessible('a link that is no good');
    await phone.end();
  });
});
