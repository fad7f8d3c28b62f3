/**
 * Meetings that fill, on both databases: last year's is made anew and a segment invited; people answer from their phones
 * without an account, the room fills, a freed seat goes to whoever waits; at the door people are ticked without a network;
 * closing it sends the minutes, and every organisation present was in contact with the club.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

const TITLE = 'Le compost au pied des immeubles';
const HOUR = 3_600_000;

interface Mail {
  id: string;
  purpose: string;
  to: string;
}

/** The links of kept mails of this purpose, the newest first; of one address where one is given. */
async function links(demo: Demo, purpose: string, wanted = 1, to?: string): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const { items } = await demo.ask<{ items: Mail[] }>('admin', '/deliveries');
    const sought = items.filter((mail) => mail.purpose === purpose && (!to || mail.to === to));
    if (sought.length >= wanted) {
      const texts = await Promise.all(
        sought
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
  throw new Error(`no mail of ${purpose}`);
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
/** A text that one writes, by the whole of its name. */
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

interface Made {
  id: string;
}

/** An event away from the screens, published. `begins`: from now, in hours. */
async function published(demo: Demo, title: string, begins: number, capacity: number): Promise<string> {
  const starts = Math.floor((Date.now() + begins * HOUR) / 60_000) * 60_000;
  const { id } = await demo.ask<Made>('coordinator', '/events', {
    kind: 'workshop',
    title,
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + 2 * HOUR).toISOString(),
    capacity,
  });
  await demo.ask('coordinator', `/events/${id}/publish`, {});
  return id;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  let own: { member_id: string; name: string };
  beforeAll(async () => {
    demo = await Demo.open(engine);
    const me = await demo.ask<{ organisations: (typeof own)[] }>('manager', '/me');
    own = me.organisations[0] ?? { member_id: '', name: '' };
  });
  afterAll(async () => demo.end());

  /** Answers that one person comes, from the link of an invitation; gives where that left them. */
  async function answers(link: string, given: string, family: string, email: string): Promise<string> {
    expect(new URL(link, 'http://club.example').pathname).toBe('/rendez-vous/repondre');
    const phone = await demo.visit(browser, null, PHONE);
    const { page } = phone;
    await phone.goto(link);
    await page.getByText('Vous répondez pour', { exact: false }).waitFor();
    await phone.isAccessible('the three answers');
    await phone.fits('the three answers');
    await press(page, 'Oui, je viens');
    await heading(page, 'Qui vient ?');
    await field(page, 'Prénom').fill(given);
    await field(page, 'Nom').fill(family);
    await field(page, 'Adresse e-mail').fill(email);
    await phone.isAccessible('who comes');
    await press(page, 'Confirmer');
    await heading(page, 'Merci, c’est noté');
    await phone.isAccessible('an answer that is given');
    const told = await page.getByRole('list', { name: 'Qui vient' }).textContent();
    await phone.end();
    return told ?? '';
  }

  it('last year’s meeting is made anew, a segment invited, and a freed seat goes to whoever waits', async () => {
    const lastYear = Date.now() - 364 * 24 * HOUR;
    await demo.ask('coordinator', '/events', {
      kind: 'thematic_meeting',
      title: TITLE,
      starts_at: new Date(lastYear).toISOString(),
      ends_at: new Date(lastYear + 2 * HOUR).toISOString(),
      place: 'Salle des Tanneurs',
    });
    const desk = await demo.visit(browser, 'coordinator', DESK);
    const { page } = desk;
    await page.getByRole('link', { name: 'Rendez-vous', exact: true }).first().click();
    await heading(page, 'Rendez-vous');
    await desk.isAccessible('the events');
    await press(page, 'Mois');
    await page.getByRole('table').waitFor();
    await desk.isAccessible('a month');
    await desk.goto('/programme?liste=brouillons');
    await page.getByRole('link', { name: TITLE }).first().click();
    await heading(page, TITLE);
    await press(page, 'Autres actions');
    await page.getByRole('menuitem', { name: 'Copier à une autre date' }).click();
    const ahead = new Date(Date.now() + 30 * 24 * HOUR).toISOString().slice(0, 10);
    await page.getByLabel('Début du nouveau rendez-vous').fill(`${ahead}T18:30`);
    await desk.isAccessible('a copy');
    await inDialog(page, 'Copier');
    await page.getByText('Voici le brouillon', { exact: false }).waitFor();
    await page.getByRole('spinbutton', { name: 'Nombre de places' }).fill('1');
    await press(page, 'Ajouter un point');
    await field(page, 'Point').fill('Tour de table');
    await press(page, 'Enregistrer');
    await page.getByText('Le rendez-vous est enregistré.').waitFor();
    await desk.isAccessible('an event that is written');
    await press(page, 'Publier');
    await inDialog(page, 'Publier');
    await page.getByText('Le rendez-vous est publié', { exact: false }).waitFor();
    const event = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Inviter', exact: true }).click();
    await press(page, 'Inviter');
    await page.getByLabel('À qui').selectOption({ label: 'Toutes les communes membres' });
    await page.getByText(/recevr(a|ont) l’invitation/).waitFor();
    await desk.isAccessible('who gets an invitation');
    await inDialog(page, 'Envoyer les invitations');
    await page.getByText(/invitations? part/).waitFor();
    await desk.isAccessible('the invitations');

    const [first = '', second = ''] = await links(demo, 'event_invitation', 2);
    expect(await answers(first, 'Odile', 'Kern', `odile.${engine}@mairie.example`)).toMatch(/place réservée/);
    expect(await answers(second, 'Paul', 'Weiss', `paul.${engine}@mairie.example`)).toMatch(
      /sur liste d’attente, n°.1/,
    );
    await desk.goto(`${event}?onglet=inscriptions`);
    await page.getByText('Odile Kern').waitFor();
    await page.getByText(/en attente, n°.1/).waitFor();
    await desk.isAccessible('the registrations');

    const phone = await demo.visit(browser, null, PHONE);
    const [seat = ''] = await links(demo, 'event_confirmation', 1, `odile.${engine}@mairie.example`);
    await phone.goto(seat);
    await heading(phone.page, 'Votre place est réservée');
    await phone.isAccessible('a seat of one’s own');
    await phone.fits('a seat of one’s own');
    await press(phone.page, 'Rendre ma place');
    await heading(phone.page, 'Rendre votre place ?');
    await press(phone.page, 'Rendre ma place');
    await heading(phone.page, 'Vous n’êtes plus inscrit·e');
    const [offer = ''] = await links(demo, 'event_offer', 1, `paul.${engine}@mairie.example`);
    await phone.goto('/connexion');
    await phone.goto(offer);
    await heading(phone.page, 'Une place vous est proposée');
    await phone.isAccessible('a seat that is offered');
    await press(phone.page, 'Prendre la place');
    await heading(phone.page, 'Votre place est réservée');
    await phone.end();

    const small = await demo.visit(browser, 'coordinator', PHONE);
    for (const path of ['/programme', `/programme?mois=${ahead.slice(0, 7)}`, event]) {
      await small.goto(path);
      await small.page.getByText(TITLE).first().waitFor();
      await small.isAccessible(`${path} on a phone`);
      await small.fits(`${path} on a phone`);
    }
    await small.end();
    await desk.end();
  }, 240_000);

  it('people are ticked without a network; closing sends the minutes, and their organisation was reached', async () => {
    const id = await published(demo, 'L’atelier de réparation', 1, 20);
    const people = ['Odile', 'Élise'].map((given) => ({
      given_name: given,
      family_name: 'Kern',
      email: `${given === 'Odile' ? 'odile' : 'elise'}.${engine}@cafe.example`,
    }));
    await demo.ask('coordinator', `/events/${id}/registrations`, { member_id: own.member_id, people });

    const phone = await demo.visit(browser, 'coordinator', PHONE);
    const { page } = phone;
    await phone.goto(`/programme/${id}/accueil`);
    const odile = page.getByRole('button', { name: /^Kern Odile/ });
    await odile.waitFor();
    await phone.isAccessible('the list at the door');
    await phone.fits('the list at the door');
    // Somebody stirs: what will be wanted is fetched while there is a network.
    await page.mouse.move(20, 200);
    await page.waitForLoadState('networkidle');
    await phone.context.setOffline(true);
    await odile.click();
    await expect.poll(() => odile.getAttribute('aria-pressed')).toBe('true');
    await press(page, 'Ajouter une personne');
    await field(page, 'Nom').fill('Weiss');
    await field(page, 'Prénom').fill('Paul');
    await phone.isAccessible('somebody who came without a word');
    await inDialog(page, 'Ajouter');
    await page.getByText(/Pas de réseau.*2 pointages sont gardés ici/).waitFor();
    await page.getByRole('button', { name: /^Weiss Paul/, pressed: true }).waitFor();
    await phone.isAccessible('a list without a network');
    await phone.context.setOffline(false);
    await page.getByText('Tout est enregistré', { exact: true }).waitFor();
    const list = await demo.ask<{ attended: number; members_present: number }>(
      'coordinator',
      `/events/${id}/attendance`,
    );
    expect(list).toMatchObject({ attended: 2, members_present: 1 });

    const { url } = await demo.ask<{ url: string }>('coordinator', `/events/${id}/check-in`);
    const poster = new URL(url);
    const hers = await demo.visit(browser, null, PHONE);
    await hers.goto(poster.pathname + poster.hash);
    await heading(hers.page, 'Bienvenue');
    await hers.isAccessible('the code at the door');
    await hers.fits('the code at the door');
    await field(hers.page, 'Adresse e-mail').fill(`elise.${engine}@cafe.example`);
    await press(hers.page, 'Je suis là');
    await heading(hers.page, 'Bienvenue, vous êtes sur la liste');
    await hers.end();

    await press(page, 'Terminer et effacer la liste');
    await page.getByText('La liste est effacée de cet appareil.').waitFor();
    const keys = await page.evaluate(() => Object.keys(localStorage));
    expect(keys.filter((key) => key.startsWith('maillage.door.'))).toEqual([]);
    await phone.end();

    demo.advance({ minutes: 240 });
    const desk = await demo.visit(browser, 'coordinator', DESK);
    await desk.page.clock.setFixedTime(Date.now() + 4 * HOUR);
    await desk.goto(`/programme/${id}?onglet=suites`);
    await desk.page.getByText('3 personnes pointées', { exact: false }).waitFor();
    await field(desk.page, 'Compte rendu').fill('Trois lampes réparées, et une date pour la suite.');
    await desk.isAccessible('an event to be closed');
    await press(desk.page, 'Clore le rendez-vous');
    await desk.page.getByText('Trois lampes réparées', { exact: false }).waitFor();
    await desk.isAccessible('an event that is closed');
    await press(desk.page, 'Autres actions');
    const [paper] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('menuitem', { name: 'Attestations de présence' }).click(),
    ]);
    expect(paper.suggestedFilename()).toMatch(/\.pdf$/);
    await desk.end();

    const member = await demo.ask<{ last_contact_on: string }>('coordinator', `/members/${own.member_id}`);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });
    expect(member.last_contact_on).toBe(day.format(Date.now() + HOUR));

    const [opinion = ''] = await links(demo, 'event_minutes', 1, `odile.${engine}@cafe.example`);
    expect(new URL(opinion, 'http://club.example').pathname).toBe('/rendez-vous/avis');
    const answering = await demo.visit(browser, null, PHONE);
    await answering.goto(opinion);
    await heading(answering.page, 'Qu’en avez-vous pensé ?');
    await answering.page.getByRole('radio', { name: '4', exact: true }).check();
    await answering.page.getByRole('radio', { name: 'Oui', exact: true }).check();
    await answering.isAccessible('three questions');
    await answering.fits('three questions');
    await press(answering.page, 'Envoyer');
    await heading(answering.page, 'Merci de votre avis');
    await answering.end();
  }, 240_000);

  it('a member registers colleagues from its own space, takes them back, and proposes a meeting', async () => {
    await published(demo, 'La visite de la recyclerie', 20 * 24, 20);
    const phone = await demo.visit(browser, 'manager', PHONE);
    const { page } = phone;
    await phone.goto(`/mon-espace/${own.member_id}?onglet=agenda`);
    await page.getByRole('link', { name: 'La visite de la recyclerie' }).first().waitFor();
    await phone.isAccessible('the member’s events');
    await phone.fits('the member’s events');
    await page.getByRole('link', { name: 'La visite de la recyclerie' }).first().click();
    await heading(page, 'La visite de la recyclerie');
    await press(page, 'Ajouter une personne');
    await field(page, 'Nom').last().fill('Weiss');
    await phone.isAccessible('a registration from within');
    await phone.fits('a registration from within');
    await press(page, 'S’inscrire');
    await page.getByText('C’est noté', { exact: false }).first().waitFor();
    await press(page, 'Retirer l’inscription de Weiss');
    await inDialog(page, 'Retirer');
    await page.getByText('L’inscription de Weiss est retirée', { exact: false }).waitFor();
    await phone.goto(`/mon-espace/${own.member_id}?onglet=agenda`);
    await press(page, 'Proposer un rendez-vous');
    await field(page, 'Titre').fill(`Notre atelier ${engine}`);
    await phone.isAccessible('a proposal');
    await inDialog(page, 'Envoyer la proposition');
    await page.getByRole('link', { name: `Notre atelier ${engine}` }).waitFor();
    await press(page, 'Créer l’adresse d’abonnement');
    await page.getByRole('link', { name: 'Ouvrir dans mon agenda' }).waitFor();
    await phone.isAccessible('a calendar of one’s own');
    await phone.end();

    const desk = await demo.visit(browser, 'coordinator', DESK);
    await desk.goto('/programme?liste=proposes');
    await desk.page.getByRole('link', { name: `Notre atelier ${engine}` }).waitFor();
    await desk.goto('/reglages/lieux');
    await press(desk.page, 'Ajouter un lieu');
    await field(desk.page, 'Nom').fill(`Salle des Tanneurs ${engine}`);
    await desk.isAccessible('a new venue');
    await inDialog(desk.page, 'Enregistrer');
    await desk.page.getByText(`Salle des Tanneurs ${engine}`, { exact: true }).waitFor();
    await desk.isAccessible('the venues');
    await desk.end();
  }, 120_000);

  it('says what to do with a link that is spent or damaged', async () => {
    const phone = await demo.visit(browser, null, PHONE);
    for (const page of ['repondre', 'inscription', 'avis']) {
      await phone.goto('/connexion');
      await phone.goto(`/rendez-vous/${page}#abime`);
      await phone.page.getByText('Ouvrez celui du message le plus récent', { exact: false }).waitFor();
      await phone.isAccessible(`a link that is no good: ${page}`);
    }
    await phone.end();
  }, 60_000);
});
