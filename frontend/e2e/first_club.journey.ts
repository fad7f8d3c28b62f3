/**
 * A fresh club, from nothing to everyday work, on both databases: the administrator invites a coordinator; she imports
 * the spreadsheet she really has, sees what will change, decides the doubts, commits, finds whom nobody has been in
 * contact with, logs a call, and undoes the import; a town's manager sees his own organisation only; a third party
 * reads the same members with a key.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, Visit } from './harness/browser';
import { ENGINES, Program } from './harness/program';

const SPREADSHEET = join(
  import.meta.dirname,
  '../../backend/tests/it/fixtures/imports/suivi-membres-2016.xlsx',
);
const PASSWORD = 'trois petits tonneaux verts';

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: any answer of the contract
  body: any;
}

async function ask(
  base: string,
  method: string,
  path: string,
  token: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      'Content-Type': 'application/json',
      // Demanded where a mail leaves the house, honoured everywhere.
      ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

/** The link that a mail kept by the program gives to someone, read as the administrator reads it. */
async function linkTo(base: string, token: string, email: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const { body } = await ask(base, 'GET', '/deliveries', token);
    const found = body.items.find((mail: { to: string }) => mail.to === email);
    if (found) {
      const mail = await ask(base, 'GET', `/deliveries/${found.id}`, token);
      const link = /https?:\/\/[^\s"<]+#[^\s"<]+/.exec(mail.body.text ?? '');
      if (link) return new URL(link[0]).pathname + new URL(link[0]).hash;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail with a link to ${email}`);
}

async function accept(visit: Visit, link: string): Promise<void> {
  const { page } = visit;
  await page.goto(visit.base + link);
  await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
  await visit.isAccessible('the invitation');
  await page
    .getByLabel(/mot de passe/i)
    .first()
    .fill(PASSWORD);
  await page.getByRole('button', { name: 'Rejoindre le club' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
}

/** Answers every doubt as « it is the same », on the screen. */
async function decideTheDoubts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^En doute/ }).click();
  for (let left = 4; left > 0; left--) {
    await page.getByRole('button', { name: new RegExp(`^En doute\\s*${left}$`) }).waitFor();
    if ((await page.getByRole('heading', { name: 'Est-ce le même ?' }).count()) === 0) {
      await page
        .locator('main')
        .getByRole('button', { expanded: false })
        .filter({ hasText: 'en doute' })
        .first()
        .click();
    }
    await page.getByRole('heading', { name: 'Est-ce le même ?' }).first().waitFor();
    await page
      .getByRole('button', { name: /C’est le même : ajouter/ })
      .first()
      .click();
  }
  await page.getByText('Plus aucun doute').waitFor();
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
  let admin = '';
  beforeAll(async () => {
    program = await Program.make(engine);
    await program.start();
    const [email, password] = program
      .run('admin', 'create', 'alix@club.example', '--given-name', 'Alix', '--password')
      .slice(-2);
    const session = await ask(program.base, 'POST', '/auth/login', '', { email, password });
    admin = session.body.access_token;
    const invited = await ask(program.base, 'POST', '/accounts', admin, {
      email: 'camille@club.example',
      given_name: 'Camille',
      family_name: 'Rotrieder',
      role: 'coordinator',
    });
    expect(invited.status).toBe(201);
  });
  afterAll(async () => {
    await program.end();
  });

  it('a coordinator imports her spreadsheet, works with it, and takes it back', async () => {
    const visit = await Visit.begin(browser, program.base, DESK);
    const { page } = visit;
    await accept(visit, await linkTo(program.base, admin, 'camille@club.example'));
    await page.getByRole('heading', { level: 1 }).first().waitFor();

    // She drops the file as it is.
    await visit.goto('/imports');
    await visit.isAccessible('the imports of a fresh club');
    await page.locator('input[type=file]').setInputFiles(SPREADSHEET);
    await page.getByRole('heading', { name: 'suivi-membres-2016.xlsx' }).waitFor();
    await page.getByText('en-tête ligne 4', { exact: false }).waitFor();
    await visit.isAccessible('what was understood of the file');
    await page
      .getByRole('tab', { name: /Vérifier les lignes/ })
      .or(page.getByRole('link', { name: /Vérifier les lignes/ }))
      .first()
      .click();
    await page.getByText('4 lignes sont en doute, rien n’est refusé', { exact: false }).waitFor();
    await visit.isAccessible('the dry run');
    expect((await ask(program.base, 'GET', '/members?with_total=true&limit=1', admin)).body.total).toBe(0);

    await decideTheDoubts(page);
    await page.getByRole('button', { name: /^Importer \d+ lignes$/ }).click();
    await page.getByRole('heading', { name: 'Import terminé' }).waitFor();
    await visit.isAccessible('the result of the import');
    expect((await ask(program.base, 'GET', '/members?with_total=true&limit=1', admin)).body.total).toBe(305);
    expect((await ask(program.base, 'GET', '/members/counts?on=2015-12-31', admin)).body.total).toBe(210);

    // Whom has nobody been in contact with for three months? All dates of the file are years old.
    await visit.goto('/?etat=overdue');
    await visit.isAccessible('whom to contact');
    const first = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Joint', exact: true }) })
      .first();
    const name = (await first.getByRole('link').first().textContent()) ?? '';

    // A call in five seconds: one key, a few letters, Enter.
    const begun = Date.now();
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: 'Noter un contact' }).waitFor();
    await page.keyboard.type(name);
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText(/Contact noté avec/).waitFor();
    expect(Date.now() - begun).toBeLessThan(20_000);
    const logged = await ask(program.base, 'GET', `/members?q=${encodeURIComponent(name)}&limit=5`, admin);
    expect(logged.body.items.some((one: { follow_up: string }) => one.follow_up === 'ok')).toBe(true);

    // While that call is there the import can't be taken back: it would be lost. She takes back the call first.
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await page.getByText('rien n’est noté', { exact: false }).waitFor();
    await visit.goto('/imports');
    await page.getByRole('link', { name: 'suivi-membres-2016.xlsx' }).first().click();
    await page.getByRole('button', { name: 'Annuler cet import' }).click();
    await page.getByRole('button', { name: 'Tout annuler' }).click();
    await page
      .getByText('tout est comme avant', { exact: false })
      .or(page.getByText('tout est revenu comme avant', { exact: false }))
      .first()
      .waitFor();
    expect((await ask(program.base, 'GET', '/members?with_total=true&limit=1', admin)).body.total).toBe(0);
    await visit.end();
  });

  it("a town's manager sees his own organisation only, on a desk and on a phone", async () => {
    const own = await ask(program.base, 'POST', '/members', admin, {
      name: 'Commune de Barr',
      kind: 'commune',
      status: 'active',
      insee_code: '67021',
    });
    expect(own.status).toBe(201);
    const other = await ask(program.base, 'POST', '/members', admin, {
      name: 'Repair Café',
      kind: 'association',
    });
    await ask(program.base, 'POST', '/accounts', admin, {
      email: 'mairie@barr.example',
      given_name: 'Mathieu',
      family_name: 'Sonnenhalt',
      organisations: [{ member_id: own.body.id, role: 'manager' }],
    });
    const first = await Visit.begin(browser, program.base, PHONE);
    await accept(first, await linkTo(program.base, admin, 'mairie@barr.example'));
    await first.end();
    for (const size of [DESK, PHONE]) {
      const visit = await Visit.begin(browser, program.base, size);
      await visit.signIn('mairie@barr.example', PASSWORD);
      await visit.page.getByText('Commune de Barr').first().waitFor();
      expect(await visit.page.getByText('Repair Café').count()).toBe(0);
      await visit.isAccessible("a manager's own organisation");
      await visit.fits("a manager's own organisation");
      await visit.end();
    }
    const session = await ask(program.base, 'POST', '/auth/login', '', {
      email: 'mairie@barr.example',
      password: PASSWORD,
    });
    const token = session.body.access_token;
    expect((await ask(program.base, 'GET', `/members/${own.body.id}`, token)).status).toBe(200);
    expect((await ask(program.base, 'GET', `/members/${other.body.id}`, token)).status).toBe(404);
  });

  it('a third party reads the same members by the contract with a key', async () => {
    const made = await ask(program.base, 'POST', '/api-keys', admin, {
      name: 'Portail',
      scopes: ['members:read'],
    });
    expect(made.status).toBe(201);
    const read = await ask(program.base, 'GET', '/members?sort=name', made.body.secret);
    expect(read.body.items.map((one: { name: string }) => one.name)).toEqual([
      'Commune de Barr',
      'Repair Café',
    ]);
    expect(
      (await ask(program.base, 'POST', '/members', made.body.secret, { name: 'X', kind: 'company' })).status,
    ).toBe(403);
    const contract = await (await fetch(`${program.base}/api/v1/openapi.json`)).json();
    expect(contract.openapi).toBe('3.1.0');
  });
});
