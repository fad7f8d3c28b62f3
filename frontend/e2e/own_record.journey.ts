/** A member keeps her own record on her phone; the coordinator decides what waits; she reads what became of it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

interface Mine {
  organisations: { member_id: string; name: string }[];
  email: string;
}
interface Member {
  name: string;
  phone: string | null;
  siren: string | null;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => demo.end());

  it('corrects a phone, asks for a name, invites a treasurer, chooses what the public sees; is answered', async () => {
    const me = await demo.ask<Mine>('manager', '/me');
    const { member_id: id, name } = me.organisations[0] ?? { member_id: '', name: '' };
    const visit = await demo.visit(browser, 'manager', PHONE);
    const { page } = visit;
    await visit.goto(`/mon-espace/${id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await visit.isAccessible('my record');
    await visit.fits('my record');

    await page.getByRole('button', { name: 'Modifier : Nous joindre' }).click();
    await page.getByText('S’applique tout de suite.').first().waitFor();
    await page.getByLabel('Téléphone').fill('03 53 01 00 77');
    await visit.isAccessible('the part on how to reach us');
    await save(page);
    await page.getByText(/C’est enregistré\s: Téléphone de l’organisation/).waitFor();
    expect((await demo.ask<Member>('manager', `/members/${id}`)).phone).toBe('+33353010077');

    await page.getByRole('button', { name: 'Modifier : Qui nous sommes' }).click();
    await page.getByText('L’équipe du club vérifie avant de changer.').first().waitFor();
    await page.getByLabel('Organisation', { exact: true }).fill(`${name} et amis`);
    await save(page);
    await page.getByText(/demande envoyée à l’équipe/).waitFor();
    await page.getByRole('heading', { name: 'Ce qui attend l’équipe du club' }).waitFor();
    await page.getByRole('button', { name: 'Modifier : Numéros officiels' }).click();
    await page.getByLabel('SIREN').fill('732829320');
    await save(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await visit.isAccessible('what waits');
    expect((await demo.ask<Member>('manager', `/members/${id}`)).name).toBe(name);

    await page.getByRole('link', { name: 'Collègues' }).click();
    await page.getByRole('button', { name: 'Inviter une personne' }).click();
    await page.getByLabel('Son adresse e-mail').fill(`tresoriere-${engine}@cafe.example`);
    await page.getByLabel('Prénom').fill('Odile');
    await page.getByLabel('Nom', { exact: true }).fill('Kern');
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByText('Odile Kern', { exact: true }).waitFor();
    await visit.isAccessible('the colleagues');
    await visit.fits('the colleagues');

    await page.getByRole('link', { name: 'Qui voit quoi' }).click();
    const phone = page.getByRole('group', { name: 'Téléphone' });
    await phone.getByText('Tout le monde').click();
    await page.getByText('Téléphone de l’organisation : Tout le monde.').waitFor();
    await visit.isAccessible('who sees what');
    await visit.fits('who sees what');
    await visit.end();

    const desk = await demo.visit(browser, 'coordinator', DESK);
    const inbox = desk.page;
    await desk.goto('/propositions');
    const card = inbox.getByRole('article', { name });
    await card.first().waitFor();
    await desk.isAccessible('the inbox');
    await inbox.getByRole('button', { name: 'Accepter : Organisation' }).click();
    await inbox.getByText(/c’est accepté/).waitFor();
    await inbox.getByRole('button', { name: 'Refuser : SIREN' }).click();
    await inbox.getByLabel('Pourquoi').fill('Ce numéro est celui d’une autre association.');
    await desk.isAccessible('the refusal');
    await inbox.getByRole('button', { name: 'Refuser et prévenir' }).click();
    await inbox.getByText(/c’est refusé/).waitFor();
    await inbox.getByText('Rien n’attend votre accord').waitFor();
    await desk.end();

    const after = await demo.ask<Member>('manager', `/members/${id}`);
    expect([after.name, after.siren]).not.toContain('732829320');
    expect(after.name).toBe(`${name} et amis`);
    const back = await demo.visit(browser, 'manager', PHONE);
    await back.goto(`/mon-espace/${id}`);
    await back.page.getByRole('heading', { name: 'Ce qui a été décidé' }).waitFor();
    await back.page.getByText('« Ce numéro est celui d’une autre association. »').waitFor();
    await back.isAccessible('what was decided');
    await back.fits('what was decided');
    await back.end();
    // The mail goes once nobody thinks again: half a minute.
    await expect
      .poll(
        async () => {
          const mails = await demo.ask<{ items: { purpose: string; to: string }[] }>('admin', '/deliveries');
          return mails.items.filter((mail) => mail.purpose === 'proposal_decided' && mail.to === me.email)
            .length;
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(2);
  }, 180_000);

  it('lets a coordinator think again, and tells who changed a field meanwhile', async () => {
    const me = await demo.ask<Mine>('manager', '/me');
    const { member_id: id, name } = me.organisations[0] ?? { member_id: '', name: '' };
    const visit = await demo.visit(browser, 'manager', PHONE);
    await visit.goto(`/mon-espace/${id}`);
    await visit.page.getByRole('button', { name: 'Modifier : Qui nous sommes' }).click();
    await visit.page.getByLabel('Organisation', { exact: true }).fill(`${name} bis`);
    await save(visit.page);
    await visit.page.getByText(/demande envoyée/).waitFor();
    await visit.end();

    const desk = await demo.visit(browser, 'coordinator', DESK);
    const { page } = desk;
    await desk.goto(`/membres/${id}`);
    await page.getByText('Un changement proposé attend votre accord.').waitFor();
    await desk.isAccessible('a member with a request');
    await page.getByRole('link', { name: 'Comparer et décider' }).click();
    await page.getByRole('article', { name }).waitFor();
    // By keys alone: accepted, then taken back from the message.
    await page.keyboard.press('a');
    await page.getByText(/c’est accepté/).waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('article', { name }).waitFor();
    expect((await demo.ask<Member>('manager', `/members/${id}`)).name).toBe(name);

    await desk.goto(`/membres/${id}`);
    await page.getByRole('button', { name: 'Modifier', exact: true }).click();
    await page.getByLabel('Organisation', { exact: true }).fill(`${name} ter`);
    await save(page);
    await page.getByRole('heading', { level: 1, name: `${name} ter` }).waitFor();
    await desk.goto('/propositions');
    await page.getByRole('button', { name: 'Accepter : Organisation' }).click();
    await page.getByRole('heading', { name: 'La fiche a changé depuis cette demande' }).waitFor();
    await desk.isAccessible('the conflict');
    await page.getByRole('button', { name: 'Écrire quand même ce qui est demandé' }).click();
    await page.getByText('Rien n’attend votre accord').waitFor();
    expect((await demo.ask<Member>('manager', `/members/${id}`)).name).toBe(`${name} bis`);
    await desk.end();
  }, 120_000);
});
