/** The club's own fields: made in the settings, filled in the record, filtered, imported, and seen by who may see them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { rowName } from './harness/gridVisit';
import { ENGINES } from './harness/program';

interface Field {
  id: string;
  key: string;
  name: string;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const SEEN = { staff: 'L’équipe du club', member: 'L’équipe, et chaque membre', public: 'Tout le monde' };

async function addField(
  { page }: Visit,
  {
    name,
    kind,
    seen,
    choices = [],
  }: { name: string; kind: string; seen: keyof typeof SEEN; choices?: string[] },
) {
  await page.getByRole('button', { name: 'Ajouter un champ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nom', { exact: false }).first().fill(name);
  await dialog.getByRole('radio', { name: kind }).check({ force: true });
  for (const [index, choice] of choices.entries()) {
    if (index > 1) await dialog.getByRole('button', { name: 'Ajouter un choix' }).click();
    await dialog.getByLabel(`Choix ${index + 1}`, { exact: true }).fill(choice);
  }
  const select = dialog.getByLabel('Qui voit ses valeurs');
  const options = await select.locator('option').allTextContents();
  await select.selectOption({ index: options.findIndex((option) => option.startsWith(SEEN[seen])) });
  await dialog.getByRole('button', { name: 'Ajouter la colonne' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(name, { exact: true }).first().waitFor();
}

const shot = async (visit: Visit, name: string) => {
  const folder = process.env.SHOTS;
  if (folder) await visit.page.screenshot({ path: `${folder}/${name}.png` });
};

for (const engine of ENGINES) {
  describe(`the club’s own fields on ${engine}`, () => {
    let demo: Demo;
    let member: string;
    beforeAll(async () => {
      demo = await Demo.open(engine);
      const me = await demo.ask<{ organisations: { member_id: string }[] }>('manager', '/me');
      member = me.organisations[0]?.member_id ?? '';
    });
    afterAll(async () => {
      await demo.end();
    });

    it('are made, one of each kind', async () => {
      const visit = await demo.visit(browser, 'coordinator', DESK);
      await visit.goto('/reglages/champs');
      await addField(visit, { name: 'Devise', kind: 'Texte', seen: 'public' });
      await addField(visit, { name: 'Gobelets prêtés', kind: 'Nombre', seen: 'member' });
      await addField(visit, { name: 'Visite du broyeur', kind: 'Date', seen: 'staff' });
      await addField(visit, {
        name: 'Matériau',
        kind: 'Liste de choix',
        seen: 'staff',
        choices: ['Métal', 'Bois', 'Verre'],
      });
      await addField(visit, { name: 'Ouvert le samedi', kind: 'Oui ou non', seen: 'member' });
      await visit.isAccessible('the settings of fields');
      await visit.end();
    });

    it('are filled in the record, each error at its field', async () => {
      const visit = await demo.visit(browser, 'coordinator', DESK);
      const { page } = visit;
      await visit.goto(`/membres/${member}`);
      await page.getByRole('button', { name: 'Modifier', exact: true }).first().click();
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel('Devise').fill('Réparer plutôt que jeter');
      await drawer.getByLabel('Gobelets prêtés').fill('beaucoup');
      await drawer.getByLabel('Visite du broyeur').fill('2026-11-20');
      await drawer.getByLabel('Matériau', { exact: true }).selectOption({ label: 'Bois' });
      await drawer.getByLabel('Ouvert le samedi').selectOption({ label: 'Oui' });
      await drawer.getByRole('button', { name: 'Enregistrer' }).click();
      const wrong = drawer.getByLabel('Gobelets prêtés');
      await expect.poll(() => wrong.getAttribute('aria-invalid')).toBe('true');
      await drawer
        .getByText(/Donnez un nombre/)
        .last()
        .waitFor();
      await visit.isAccessible('the drawer with an error');
      await shot(visit, `drawer-${engine}`);
      await wrong.fill('1 250,5');
      await drawer.getByRole('button', { name: 'Enregistrer' }).click();
      await drawer.waitFor({ state: 'detached' });
      const facts = page.getByRole('region', { name: 'Champs du club' });
      const told = ((await facts.textContent()) ?? '').replace(/\s+/g, ' ');
      for (const value of ['Réparer plutôt que jeter', '1 250,5', '20 novembre 2026', 'Bois', 'Oui'])
        expect(told).toContain(value);
      await shot(visit, `record-${engine}`);
      // Saved once more without a change of them: they stay.
      await page.getByRole('button', { name: 'Modifier', exact: true }).first().click();
      expect(await drawer.getByLabel('Gobelets prêtés').inputValue()).toBe('1250,5');
      await drawer.getByRole('button', { name: 'Enregistrer' }).click();
      await drawer.waitFor({ state: 'detached' });
      const { custom } = await demo.ask<{ custom: Record<string, unknown> }>(
        'coordinator',
        `/members/${member}`,
      );
      expect(custom).toEqual({
        devise: 'Réparer plutôt que jeter',
        gobelets_pretes: 1250.5,
        visite_du_broyeur: '2026-11-20',
        materiau: 'bois',
        ouvert_le_samedi: true,
      });
      await visit.end();
    });

    it('keep a choice that members have, and say so at the choice', async () => {
      const visit = await demo.visit(browser, 'coordinator', DESK);
      const { page } = visit;
      await visit.goto('/reglages/champs');
      await page.getByRole('button', { name: 'Actions sur Matériau' }).click();
      await page.getByRole('menuitem', { name: 'Modifier…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Retirer le choix 2' }).click();
      expect(await dialog.getByLabel('Choix 2', { exact: true }).inputValue()).toBe('Verre');
      await dialog.getByRole('button', { name: 'Enregistrer' }).click();
      const back = dialog.getByLabel('Choix 2', { exact: true });
      await expect.poll(() => back.inputValue()).toBe('Bois');
      expect(await back.getAttribute('aria-invalid')).toBe('true');
      const [said = ''] = ((await back.getAttribute('aria-describedby')) ?? '').split(' ').slice(-1);
      expect(await page.locator(`[id="${said}"]`).textContent()).toMatch(/est le choix d’un membre/);
      await visit.isAccessible('a choice in use');
      await shot(visit, `choice-${engine}`);
      await visit.end();
    });

    it('narrow the list and are offered to an import by their names', async () => {
      const visit = await demo.visit(browser, 'coordinator', DESK);
      const { page } = visit;
      const tree = encodeURIComponent(JSON.stringify({ field: 'custom.materiau', op: 'eq', value: 'bois' }));
      await visit.goto(`/membres?filtre=${tree}`);
      await page.locator('[role=grid][aria-rowcount="2"]').waitFor();
      await page
        .getByRole('group', { name: /Filtre/ })
        .getByText(/Matériau/)
        .waitFor();
      await visit.goto('/imports');
      await page.locator('input[type=file]').setInputFiles({
        name: 'champs.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'Nom de la structure;Type;Matériau;Gobelets prêtés\nLes Ormes;association;Métal;12\n',
        ),
      });
      await page.waitForURL(/\/imports\/.+/);
      const becomes = page.getByLabel('Champ pour la colonne Matériau', { exact: true });
      await becomes.waitFor();
      expect(await becomes.locator('option:checked').textContent()).toBe('Matériau');
      await visit.isAccessible('the columns of an import');
      await visit.end();
    });

    it('are shown to a member as far as they are for members', async () => {
      const visit = await demo.visit(browser, 'manager', PHONE);
      const { page } = visit;
      const received: string[] = [];
      page.on('response', async (answer) => {
        if (answer.url().includes('/api/v1/members/')) received.push(await answer.text().catch(() => ''));
      });
      await visit.goto(`/mon-espace/${member}`);
      const facts = page.getByRole('region', { name: 'Pour le club' });
      await facts.waitFor();
      const told = (await facts.textContent()) ?? '';
      for (const name of ['Devise', 'Gobelets prêtés', 'Ouvert le samedi']) expect(told).toContain(name);
      for (const name of ['Matériau', 'Visite du broyeur']) expect(told).not.toContain(name);
      expect(received.join('')).toContain('Réparer plutôt que jeter');
      expect(received.join('')).not.toMatch(/materiau|2026-11-20/);
      await visit.isAccessible('a member’s own page');
      await visit.fits('a member’s own page');
      await visit.end();
    });

    it('leave a view that names one of them working once it is archived', async () => {
      const gone = await demo.ask<Field>('coordinator', '/member-fields', {
        name: 'Provisoire',
        kind: 'yes_no',
      });
      const column = `custom.${gone.key}`;
      const view = await demo.ask<{ id: string }>('coordinator', '/views', {
        kind: 'view',
        name: 'Vue provisoire',
        columns: [{ key: 'name' }, { key: column }],
        filter: { field: column, op: 'eq', value: true },
        sort: column,
      });
      const visit = await demo.visit(browser, 'coordinator', DESK);
      const { page } = visit;
      await visit.goto('/reglages/champs');
      await page.getByRole('button', { name: 'Actions sur Provisoire' }).click();
      await page.getByRole('menuitem', { name: 'Archiver' }).click();
      await page.getByText('ses valeurs sont gardées').waitFor();
      await visit.goto('/membres');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('provisoire');
      await page.getByRole('option', { name: /Vue provisoire/ }).click();
      await page.waitForURL(/vue=/);
      expect(page.url()).toContain(view.id);
      await page.getByText(/Des champs archivés manquent à cette vue\s: Provisoire/).waitFor();
      // All members, since nothing of its filter is left; and it can be narrowed from here.
      await rowName(page, 1).waitFor();
      await page.getByRole('button', { name: /à relancer/i }).click();
      await page.locator('[role=grid]:not([aria-busy])').waitFor();
      await visit.isAccessible('a view with a field that is gone');
      await visit.end();
    });

    it('look after themselves at both sizes, light and dark', async () => {
      for (const size of [DESK, PHONE]) {
        for (const dark of [false, true]) {
          const visit = await demo.visit(browser, 'coordinator', size, dark);
          await visit.goto('/reglages/champs');
          await visit.page.getByText('Matériau', { exact: true }).first().waitFor();
          await visit.isAccessible('the settings of fields');
          await visit.fits('the settings of fields');
          await shot(visit, `fields-${size.width}-${dark}`);
          await visit.end();
        }
      }
    });
  });
}
