/**
 * The administrator's page: a relay that refuses makes mail fail, she sees why, names another in the settings, sends it
 * again, and it goes; a backup that can't be written is told, and tried again once its folder is free. Nobody else
 * gets there.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES, Program } from './harness/program';
import { Sink } from './harness/sink';

const PAGE = '/reglages/fonctionnement';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Names this relay in the settings, as one does by hand. */
async function nameRelay(visit: Visit, port: number): Promise<void> {
  const { page } = visit;
  await visit.goto('/reglages/envoi');
  await page.getByLabel('Nom du serveur').fill('127.0.0.1');
  await page.getByLabel('Aucune (réseau privé)').check();
  await page.getByLabel('Port', { exact: true }).fill(String(port));
  await page.getByLabel('Adresse d’expéditeur').fill('club@club.example');
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/club/mail-relay') && answer.request().method() === 'PUT',
  );
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  expect((await saved).status()).toBe(200);
}

/** The page as it stands is accessible and fits, at a desk and on a phone. */
async function stands(visit: Visit, what: string): Promise<void> {
  for (const size of [PHONE, DESK]) {
    await visit.page.setViewportSize(size);
    await visit.isAccessible(`${what}, ${size.width} pixels wide`);
    await visit.fits(`${what}, ${size.width} pixels wide`);
  }
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe.each(ENGINES)('on %s', (engine) => {
  let program: Program;
  let refusing: Sink;
  let taking: Sink;
  let folder: string;
  let email = '';
  let password = '';
  beforeAll(async () => {
    refusing = await Sink.open('554 5.7.1 Message refused by policy');
    taking = await Sink.open();
    folder = mkdtempSync(join(tmpdir(), 'maillage-backups-'));
    // A file where the folder of the backups should be.
    writeFileSync(join(folder, 'backups'), '');
    program = await Program.make(engine, { MAILLAGE_BACKUP_DIR: join(folder, 'backups') });
    [email = '', password = ''] = program.run('admin', 'create', 'alix@club.example', '--password');
    await program.start();
  });
  afterAll(async () => {
    await program.end();
    refusing.close();
    taking.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a mail that a relay refused tells why, and goes once the relay is another', async () => {
    const visit = await Visit.begin(browser, program.base, DESK);
    const { page } = visit;
    await visit.signIn(email, password);
    await nameRelay(visit, refusing.port);
    // Whoever changes their password gets word of it.
    const next = 'une girouette brumeuse sous la tonnelle';
    await changePassword(program.base, email, password, next);
    await visit.signIn(email, next);

    await visit.goto(PAGE);
    await page.getByText('Processus au travail : 1.').first().waitFor({ state: 'attached' });
    await section(page, 'Qui travaille').getByText('au travail').waitFor();
    await section(page, 'Ce qui revient').getByText('Sauvegarde de la nuit').waitFor();
    const mails = section(page, 'Courriers');
    await mails.getByText('pris pour un indésirable', { exact: false }).waitFor({ timeout: 30_000 });
    await mails.getByRole('button', { name: /^Échoués/ }).click();
    await page.waitForURL((url) => url.searchParams.get('courriers') === 'failed');
    await stands(visit, 'a mail that failed');
    await mails.getByRole('button', { name: /mot de passe/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('554', { exact: false }).waitFor();
    await dialog.getByText('refused by policy', { exact: false }).waitFor();
    await visit.isAccessible('why a mail failed');
    await page.keyboard.press('Escape');

    await nameRelay(visit, taking.port);
    await visit.goto(PAGE);
    await section(page, 'Courriers').getByRole('button', { name: 'Tout relancer' }).click();
    await page.getByText('Un message repart.', { exact: false }).waitFor();
    await section(page, 'Courriers').getByText('envoyé', { exact: true }).waitFor({ timeout: 30_000 });
    expect(taking.subjects).toHaveLength(1);
    expect(refusing.subjects).toEqual([]);
    await visit.end();
    password = next;
  });

  it('a backup that can’t be written is told, and made once its folder is free', async () => {
    const visit = await Visit.begin(browser, program.base, DESK);
    const { page } = visit;
    await visit.signIn(email, password);
    await visit.goto(`${PAGE}?taches=failed`);
    await page.getByText('La sauvegarde de la nuit échoue', { exact: false }).first().waitFor();
    await page.getByText('à réparer', { exact: false }).first().waitFor();
    const jobs = section(page, 'Tâches');
    await jobs.getByText('Sauvegarde de la nuit').waitFor();
    await stands(visit, 'a job that fails');
    rmSync(join(folder, 'backups'));
    await jobs.getByRole('button', { name: 'Relancer' }).click();
    await page.getByText('La tâche repart.').waitFor();
    await jobs.getByText('Aucune tâche en échec').waitFor({ timeout: 30_000 });
    await page
      .getByText('La sauvegarde de la nuit échoue', { exact: false })
      .first()
      .waitFor({ state: 'detached' });
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
    await jobs.getByRole('button', { name: 'Faites' }).click();
    await jobs.getByText('Sauvegarde de la nuit').first().waitFor();
    await stands(visit, 'all jobs that were done');
    await visit.end();
  });
});

describe('whoever is no administrator', () => {
  it('does not find the page, and is told kindly when led there', async () => {
    const demo = await Demo.open();
    for (const size of [DESK, PHONE]) {
      const visit = await demo.visit(browser, 'coordinator', size);
      await visit.goto('/reglages/club');
      expect(await visit.page.getByRole('link', { name: 'Fonctionnement' }).count()).toBe(0);
      await visit.goto(PAGE);
      await visit.page.getByText('Cette page est celle des personnes qui administrent le club').waitFor();
      await visit.isAccessible('the page of somebody else');
      await visit.fits('the page of somebody else');
      await visit.end();
    }
    await demo.end();
  });
});

/** Away from the screens: what matters is the message that follows. */
async function changePassword(base: string, email: string, current: string, next: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'X-Requested-By': 'maillage' };
  const signedIn = await fetch(`${base}/api/v1/auth/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password: current }),
  });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const changed = await fetch(`${base}/api/v1/auth/password`, {
    method: 'POST',
    headers: { ...headers, Authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ current, new: next }),
  });
  expect(changed.ok).toBe(true);
}
