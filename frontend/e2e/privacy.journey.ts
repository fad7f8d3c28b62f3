/**
 * Personal data, on both databases: the coordinator says where somebody’s data comes from, notes an objection, sends a file
 * and erases; the administrator changes the terms, and the public pages say so; closes the directory, opens it and draws
 * its map; sees what is kept too long, and takes it away.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

const NAME = 'Zélie Marchandeau';
const EMAIL = 'zelie@herons.example';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** The page as it stands is accessible and fits, at a desk and on a phone. */
async function stands(visit: Visit, what: string): Promise<void> {
  for (const size of [PHONE, DESK]) {
    await visit.page.setViewportSize(size);
    await visit.isAccessible(`${what}, ${size.width} pixels wide`);
    await visit.fits(`${what}, ${size.width} pixels wide`);
  }
}

const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** Somebody of whom an exchange speaks too. */
async function somebody(demo: Demo) {
  const member = await demo.ask<{ id: string }>('coordinator', '/members', {
    name: 'Les Hérons cendrés',
    kind: 'association',
  });
  const contact = await demo.ask<{ person: { id: string } }>(
    'coordinator',
    `/members/${member.id}/contacts`,
    {
      given_name: 'Zélie',
      family_name: 'Marchandeau',
      function: 'Présidente',
      email: EMAIL,
    },
  );
  const summary = `${NAME} rappellera lundi.`;
  const call = { channel: 'call', direction: 'outbound', on: today(), outcome: 'reached', summary };
  await demo.ask('coordinator', `/members/${member.id}/interactions`, call);
  return { member: member.id, person: contact.person.id };
}

/** Presses « Enregistrer », and gives what was answered. */
async function saved(page: Page, method: string, path: string): Promise<number> {
  const answer = page.waitForResponse((one) => one.request().method() === method && one.url().endsWith(path));
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  return (await answer).status();
}

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => {
    await demo.end();
  });

  it('somebody objects, gets their file, and is erased; what is about their organisation stays', async () => {
    const { member, person } = await somebody(demo);
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/${member}?onglet=personnes`);
    await page.getByRole('button', { name: `Modifier ${NAME}` }).click();
    await page.getByLabel('Origine des données').fill('Annuaire des mairies');
    await page.getByLabel('Informée le').fill(today());
    await stands(visit, 'where the data of somebody comes from');
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Personne enregistrée.').waitFor();
    await page.getByRole('button', { name: /^Données personnelles\s: Zélie Marchandeau/ }).click();
    const told = page.getByRole('dialog', { name: /^Données personnelles\s: Zélie Marchandeau/ });
    await told.getByText('Annuaire des mairies').waitFor();
    await stands(visit, 'the data of somebody');

    await told.getByRole('button', { name: 'Noter ce qu’elle dit' }).click();
    const saying = page.getByRole('dialog', { name: /^Ce que dit Zélie/ });
    await saying.getByLabel('À quelle occasion').fill('Appel du matin');
    await stands(visit, 'what somebody says');
    await saying.getByRole('button', { name: 'Noter', exact: true }).click();
    await told.getByText(/Messages du club\s: s’y oppose/).waitFor();
    const { consents } = await demo.ask<{ consents: { action: string; origin: string }[] }>(
      'coordinator',
      `/people/${person}/privacy`,
    );
    expect(consents.map(({ action, origin }) => [action, origin])).toEqual([['objected', 'Appel du matin']]);

    await told.getByRole('button', { name: 'Envoyer son dossier' }).click();
    const sending = page.getByRole('dialog', { name: /^Envoyer son dossier à/ });
    await sending.getByLabel('À quelle adresse').selectOption(EMAIL);
    await stands(visit, 'the file that is about to leave');
    await sending.getByRole('button', { name: 'Préparer et envoyer' }).click();
    await told.getByText(`Lien envoyé à ${EMAIL}`).waitFor({ timeout: 30_000 });
    await told.getByText('pas encore téléchargé', { exact: false }).waitFor();
    await visit.isAccessible('the file that has left');

    await told.getByRole('button', { name: 'Effacer cette personne' }).click();
    const erasing = page.getByRole('dialog', { name: /^Effacer Zélie Marchandeau/ });
    await erasing.getByRole('heading', { name: 'Ce qui est supprimé' }).waitFor();
    await erasing.getByText('Les organisations et leurs chiffres').waitFor();
    await erasing.getByRole('button', { name: 'Effacer définitivement' }).click();
    await erasing.getByText('Écrivez-le comme ci-dessus.').waitFor();
    await stands(visit, 'what an erasure would do');
    await erasing.getByLabel(/^Pour confirmer, écrivez/).fill('zelie  marchandeau');
    await erasing.getByRole('button', { name: 'Effacer définitivement' }).click();
    const erased = page.getByRole('dialog', { name: 'Effacement' });
    await erased.getByText('cette personne est effacée', { exact: false }).waitFor({ timeout: 60_000 });
    await stands(visit, 'somebody who is erased');
    await erased.getByRole('button', { name: 'Fermer' }).last().click();
    await page.getByRole('heading', { name: 'Personne n’est encore noté' }).waitFor();
    expect(await page.getByText('Marchandeau', { exact: false }).count()).toBe(0);
    await visit.end();

    const gone = await demo.ask<{ status: number }>('coordinator', `/people/${person}/privacy`);
    expect(gone.status).toBe(404);
    const { items } = await demo.ask<{ items: { summary: string }[] }>(
      'coordinator',
      `/members/${member}/interactions`,
    );
    expect(items).toHaveLength(1);
    expect(items[0]?.summary).toContain('rappellera lundi');
    expect(items[0]?.summary).not.toContain('Marchandeau');
  }, 240_000);

  it('an administrator changes the terms, and the public pages say so', async () => {
    const controller = `Syndicat des Trois Vallées (${engine})`;
    const visit = await demo.visit(browser, 'admin', DESK);
    const { page } = visit;
    await visit.goto('/reglages/donnees');
    await page.getByLabel('Responsable du traitement').fill(controller);
    await page.getByRole('spinbutton', { name: 'Fichiers d’import' }).fill('6');
    await page.getByRole('spinbutton', { name: 'Demandes d’adhésion refusées' }).fill('24');
    expect(await saved(page, 'PUT', '/privacy/terms')).toBe(422);
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Demandes d’adhésion refusées/ })
      .waitFor();
    await stands(visit, 'terms with a fault');
    await page.getByRole('spinbutton', { name: 'Demandes d’adhésion refusées' }).fill('12');
    expect(await saved(page, 'PUT', '/privacy/terms')).toBe(200);
    await stands(visit, 'the terms');

    await page.getByRole('link', { name: 'Le registre des traitements' }).click();
    await page.getByRole('heading', { name: 'Animation du réseau' }).waitFor();
    await page.getByText(controller).first().waitFor();
    await stands(visit, 'the register');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tableur (.ods)' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.ods$/);

    await visit.goto('/donnees-personnelles');
    await page.getByText(controller, { exact: false }).first().waitFor();
    await page.getByText(/Fichiers importés\s: 6 mois/).waitFor();

    await visit.goto('/reglages/accessibilite');
    await page.getByLabel('Partiellement conforme').check();
    await page.getByLabel('Critères respectés').fill('72');
    await page.getByLabel('Défauts').fill('Une vidéo sans sous-titres\nUn plan sans texte');
    await stands(visit, 'the accessibility terms');
    expect(await saved(page, 'PUT', '/privacy/terms')).toBe(200);
    await visit.goto('/accessibilite');
    await page.getByText(/72\s% des critères sont respectés/).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Un plan sans texte' }).waitFor();
    await visit.end();

    // Whoever coordinates reads what is in force.
    const other = await demo.visit(browser, 'coordinator', DESK);
    await other.goto('/reglages/donnees');
    expect(await other.page.getByLabel('Responsable du traitement').inputValue()).toBe(controller);
    const save = other.page.getByRole('button', { name: 'Enregistrer', exact: true });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await other.isAccessible('the terms as they are read');
    await other.end();
  }, 240_000);

  it('an administrator closes the directory, opens it again, and draws its map', async () => {
    const visit = await demo.visit(browser, 'admin', DESK);
    const { page } = visit;
    await visit.goto('/reglages/annuaire');
    await page.getByText(/membres s’y montrent/).waitFor();
    const way = page.getByRole('link', { name: 'Annuaire public' });
    await way.first().waitFor();
    await stands(visit, 'the directory in the settings');
    await page.getByLabel('L’annuaire est ouvert').uncheck();
    expect(await saved(page, 'PATCH', '/club')).toBe(200);
    await expect.poll(() => way.count()).toBe(0);
    expect((await fetch(`${demo.base}/annuaire`)).status).toBe(404);
    await stands(visit, 'a directory that is closed');
    await page.getByLabel('L’annuaire est ouvert').check();
    expect(await saved(page, 'PATCH', '/club')).toBe(200);
    await way.first().waitFor();

    // No journey asks a service of the world: here it is switched off, and says so.
    const fetched = page.getByRole('button', { name: /^Prendre les contours/ });
    expect(await fetched.getAttribute('aria-disabled')).toBe('true');
    const { communes } = await demo.ask<{ communes: { insee_code: string }[] }>(
      'admin',
      '/club/territory/outlines',
    );
    const send = (name: string, text: string) =>
      page.locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'application/geo+json',
        buffer: Buffer.from(text),
      });
    const collection = (geometry: object) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { code: communes[0]?.insee_code }, geometry }],
      });
    await send('communes.kml', '<kml/>');
    await page.getByText(/n’est pas un fichier GeoJSON de communes/).waitFor();
    await send('communes.geojson', collection({ type: 'Point', coordinates: [7.4, 48.2] }));
    await page.getByText(/ni Polygon ni MultiPolygon/).waitFor();
    await visit.isAccessible('outlines with a fault');
    const ring = [
      [7.4, 48.2],
      [7.5, 48.2],
      [7.5, 48.3],
      [7.4, 48.2],
    ];
    await send('communes.geojson', collection({ type: 'Polygon', coordinates: [ring] }));
    await page.getByText(/1 commune sur \d+ est dessinée/).waitFor();
    await stands(visit, 'a map that has outlines');
    await visit.end();

    const member = await demo.visit(browser, 'manager', PHONE);
    await member.goto('/mon-espace');
    await member.fits('the space of a member');
    await member.page.getByRole('link', { name: 'Annuaire', exact: true }).click();
    await member.page.waitForURL((url) => url.pathname === '/annuaire');
    await member.end();
  }, 240_000);

  // A server that is there already keeps its own time.
  it.skipIf(process.env.MAILLAGE_URL)(
    'an administrator sees what is kept too long, and takes it away by one rule',
    async () => {
      demo.advance({ days: 1_150 });
      const visit = await demo.visit(browser, 'admin', DESK);
      const { page } = visit;
      await visit.goto('/reglages/donnees');
      const card = page.getByRole('region', { name: 'Ce qui dépasse sa durée', exact: true });
      const rule = card.getByRole('row', { name: /^Journal des modifications/ });
      await rule.getByRole('button', { name: /^Retirer/ }).waitFor();
      await stands(visit, 'what is kept too long');
      await rule.getByRole('button', { name: /^Retirer/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Rien ne permet de revenir en arrière.').waitFor();
      await stands(visit, 'the last question before it goes');
      await dialog.getByRole('button', { name: 'Retirer définitivement' }).click();
      await page.getByText(/C’est fait\s: .* retirés?/).waitFor({ timeout: 60_000 });
      await rule.getByText('rien', { exact: true }).waitFor();
      await visit.end();
    },
    240_000,
  );
});
