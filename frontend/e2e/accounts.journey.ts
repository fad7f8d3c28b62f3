/**
 * Accounts, on both databases: an administrator sets up sign-in in two steps and demands it of the team; somebody who
 * is invited is led to it and to nothing else; she changes her address, signs her other devices out; the administrator
 * takes an invitation back and resets a second step.
 */
import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, Visit } from './harness/browser';
import { ENGINES, Program } from './harness/program';

const PASSWORD = 'trois petits tonneaux verts';
const ALIX = 'alix@club.example';
const CAMILLE = 'camille@club.example';
const NEW = 'camille.rotrieder@club.example';
const LAST = 'c.rotrieder@syndicat.example';

interface Mail {
  id: string;
  to: string;
  subject: string;
}

async function get(base: string, token: string, path: string) {
  const answer = await fetch(`${base}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  // biome-ignore lint/suspicious/noExplicitAny: any answer of the contract
  return (await answer.json()) as any;
}

/** Such a mail goes to someone: what writes it works beside the screens. */
async function isSent(base: string, token: string, email: string, subject: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      const { items } = (await get(base, token, '/deliveries')) as { items: Mail[] };
      return items.filter(({ to }) => to === email).map((mail) => mail.subject);
    })
    .toContainEqual(expect.stringMatching(subject));
}

/** The newest link that a mail kept by the program gives to someone, as the administrator reads it. */
async function linkTo(base: string, token: string, email: string, page: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const { items } = (await get(base, token, '/deliveries')) as { items: Mail[] };
    for (const mail of items.filter(({ to }) => to === email)) {
      const { text } = await get(base, token, `/deliveries/${mail.id}`);
      const link = /https?:\/\/[^\s"<]+#[^\s"<]+/.exec(text ?? '');
      const url = link && new URL(link[0]);
      if (url && url.pathname === page) return url.pathname + url.hash;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail to ${email} with a link to ${page}`);
}

/** The code that an authenticator shows now (RFC 6238). */
function code(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Reads the secret off the screen, gives a first code, and keeps the recovery codes. */
async function readAndConfirm(page: Page): Promise<string[]> {
  await page.getByAltText('Image à faire lire par une application de codes').waitFor();
  const secret = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel('Code à six chiffres').fill(code(secret));
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await page.getByText('Gardez ces codes de secours').waitFor();
  return page.locator('ol code').allTextContents();
}

async function signIn(visit: Visit, email: string, otp?: string): Promise<void> {
  const { page } = visit;
  await visit.goto('/connexion');
  await page.getByLabel('Adresse e-mail').first().fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  if (otp) {
    await page.getByLabel('Code à six chiffres').fill(otp);
    await page.getByRole('button', { name: 'Se connecter' }).click();
  }
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

const toast = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe.each(ENGINES)('on %s', (engine) => {
  let program: Program;
  let admin: Visit;
  /** Reads the mails kept, whatever the screens demand. */
  let token = '';
  let codes: string[] = [];
  let camilles: string[] = [];

  beforeAll(async () => {
    program = await Program.make(engine);
    await program.start();
    const [link = ''] = program.run('admin', 'create', ALIX, '--given-name', 'Alix').slice(-1);
    admin = await Visit.begin(browser, program.base, DESK);
    const { pathname, hash } = new URL(link);
    await admin.page.goto(program.base + pathname + hash);
    await admin.page
      .getByLabel(/mot de passe/i)
      .first()
      .fill(PASSWORD);
    await admin.page.getByRole('button', { name: 'Rejoindre le club' }).click();
    await admin.page.waitForURL((url) => url.pathname === '/');
    const answer = await fetch(`${program.base}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: ALIX, password: PASSWORD }),
    });
    token = ((await answer.json()) as { access_token: string }).access_token;
  });
  afterAll(async () => {
    await program.end();
  });

  it('an administrator sets up two steps, and only then may demand them of the team', async () => {
    const { page } = admin;
    await admin.goto('/reglages/comptes');
    const demand = page.getByRole('button', { name: 'La demander à toute l’équipe' });
    await page.getByText('1 personne sur 1 ne l’a pas encore.').waitFor();
    // Told why, pressed or not.
    await demand.click({ force: true });
    await toast(page, /Mettez d’abord en place/);

    await admin.goto('/mon-compte');
    await page.getByRole('button', { name: 'Mettre en place' }).click();
    await page.getByRole('dialog').getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Continuer' }).click();
    codes = await readAndConfirm(page);
    expect(codes).toHaveLength(10);
    await admin.isAccessible('the recovery codes');
    // On paper: the codes and whose they are.
    await page.emulateMedia({ media: 'print' });
    await page.getByText(`Codes de secours de ${ALIX}`).waitFor();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Je les ai gardés' }).click();
    await page.getByText('Il vous reste 10 codes de secours.').waitFor();
    await admin.isAccessible('my account with two steps');

    await admin.goto('/reglages/comptes');
    await page.getByText('Toute l’équipe l’a déjà : 1 sur 1.').waitFor();
    await demand.click();
    await page.getByRole('button', { name: 'Ne plus la demander' }).waitFor();
    await admin.isAccessible('the accounts');
    await admin.goto('/mon-compte');
    await page.getByRole('button', { name: 'Désactiver' }).click({ force: true });
    await toast(page, /vous pouvez changer d’application/);
  });

  it('invitations are seen, taken back and sent again', async () => {
    const { page } = admin;
    await admin.goto('/reglages/comptes');
    await page.getByRole('button', { name: 'Inviter quelqu’un' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Adresse e-mail').fill(CAMILLE);
    await dialog.getByLabel('Prénom').fill('Camille');
    await dialog.getByLabel('Nom', { exact: true }).fill('Rotrieder');
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByRole('button', { name: 'Invités' }).click();
    await page.waitForURL(/etat=invites/);
    await page.getByText(/invitation valable jusqu’au/).waitFor();
    const first = await linkTo(program.base, token, CAMILLE, '/invitation');

    await page.getByRole('button', { name: 'Retirer l’invitation' }).click();
    await page.getByText('Personne n’est attendu').waitFor();
    const stranger = await Visit.begin(browser, program.base, PHONE);
    await stranger.page.goto(program.base + first);
    await stranger.page
      .getByLabel(/mot de passe/i)
      .first()
      .fill(PASSWORD);
    await stranger.page.getByRole('button', { name: 'Rejoindre le club' }).click();
    await stranger.page
      .getByText(/Ce lien a expiré ou a déjà servi/)
      .first()
      .waitFor();
    await stranger.end();

    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText(/invitation valable jusqu’au/).waitFor();
    await admin.isAccessible('who is awaited');
  });

  it('who is invited is led to the two steps, and to nothing else before', async () => {
    const visit = await Visit.begin(browser, program.base, PHONE);
    const { page } = visit;
    await page.goto(program.base + (await linkTo(program.base, token, CAMILLE, '/invitation')));
    await page
      .getByLabel(/mot de passe/i)
      .first()
      .fill(PASSWORD);
    await page.getByRole('button', { name: 'Rejoindre le club' }).click();
    await page.getByRole('heading', { name: 'Une étape de plus' }).waitFor();
    await visit.isAccessible('the first step');
    await visit.fits('the first step');
    // No way round: any page leads back, a reload too.
    for (const path of ['/membres', '/mon-compte', '/reglages/comptes']) {
      await visit.goto(path);
      await page.waitForURL((url) => url.pathname === '/deux-etapes');
    }
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Commencer' }).click();
    await page.getByAltText('Image à faire lire par une application de codes').waitFor();
    await visit.isAccessible('the second step');
    await visit.fits('the second step');
    camilles = await readAndConfirm(page);
    await visit.isAccessible('the third step');
    await visit.fits('the third step');
    await page.getByRole('button', { name: 'Je les ai gardés : entrer' }).click();
    // Where she wanted to go.
    await page.waitForURL((url) => url.pathname === '/reglages/comptes');
    await visit.goto('/membres');
    await visit.end();
  });

  it('she changes her address, and signs her other devices out', async () => {
    const [phone, desk] = [
      await Visit.begin(browser, program.base, PHONE),
      await Visit.begin(browser, program.base, DESK),
    ];
    await signIn(phone, CAMILLE, camilles[0]);
    await signIn(desk, CAMILLE, camilles[1]);
    const { page } = desk;
    await desk.goto('/mon-compte');
    await page.getByText('Il vous reste 8 codes de secours.').waitFor();
    await page.getByRole('button', { name: 'Changer d’adresse' }).click();
    const dialog = page.getByRole('dialog');
    await desk.isAccessible('asking for another address');
    await dialog.getByLabel('Nouvelle adresse e-mail').fill(NEW);
    await dialog.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Envoyer le lien' }).click();
    await page.getByText(/attend d’être confirmée/).waitFor();
    await desk.isAccessible('my account with an address that waits');

    await page.goto(program.base + (await linkTo(program.base, token, NEW, '/adresse')));
    await page.getByRole('button', { name: 'Confirmer cette adresse' }).waitFor();
    await desk.isAccessible('confirming an address');
    await page.getByRole('button', { name: 'Confirmer cette adresse' }).click();
    await page.getByText(`C’est fait : vous vous connectez désormais avec ${NEW}.`).waitFor();
    await page.getByRole('link', { name: 'Aller à mon compte' }).click();
    await page.getByText(NEW).first().waitFor();

    await page.getByRole('button', { name: 'Déconnecter tous les autres' }).click();
    await page.getByText('Vous n’êtes connecté nulle part ailleurs.').waitFor();
    await phone.page.reload();
    await phone.page.waitForURL((url) => url.pathname === '/connexion');
    await signIn(phone, NEW, camilles[2]);
    await phone.goto('/mon-compte');
    await phone.page
      .getByText(/^Chrome sur Linux/)
      .first()
      .waitFor();
    await phone.isAccessible('my account on a phone');
    await phone.fits('my account on a phone');
    await phone.end();
    await desk.end();
  });

  it('the administrator resets a lost second step: the next sign-in sets up another', async () => {
    const { page } = admin;
    await admin.goto('/reglages/comptes?q=camille');
    await page.getByRole('button', { name: 'Retirer les deux étapes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer les deux étapes' }).click();
    await page
      .getByText(/sans deux étapes/)
      .last()
      .waitFor();
    await isSent(program.base, token, NEW, /retirée/);
    const visit = await Visit.begin(browser, program.base, DESK);
    await signIn(visit, NEW);
    await visit.page.getByRole('heading', { name: 'Une étape de plus' }).waitFor();
    await visit.page.getByRole('button', { name: 'Me déconnecter' }).click();
    await visit.page.waitForURL((url) => url.pathname === '/connexion');
    await visit.end();
  });

  it('the administrator gives her another address, and the one of before is told', async () => {
    const { page } = admin;
    await admin.goto('/reglages/comptes?q=camille');
    await page.getByRole('button', { name: 'Modifier le compte : Camille Rotrieder' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('l’ancienne adresse en est prévenue').waitFor();
    await admin.isAccessible('changing an account');
    await dialog.getByLabel('Adresse de connexion').fill(ALIX);
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.getByText('porte déjà cette adresse').first().waitFor();
    await dialog.getByLabel('Adresse de connexion').fill(LAST);
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await toast(page, /compte modifié/);
    await page.getByText(LAST).waitFor();
    await isSent(program.base, token, NEW, /a changé/);
    await admin.end();
  });
});
