/** The members as a spreadsheet, on both databases: what a coordinator did in Excel, on real records. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo, type Role } from './harness/demo';
import { GridVisit, rowName } from './harness/gridVisit';
import { ENGINES } from './harness/program';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Hidden, but for the last, which is shown in their place. */
const ROOM_FOR_TEXT = [
  'Type',
  'Commune',
  'Contact principal',
  'Téléphone du contact',
  'Suivi',
  'Dernier contact',
  'À recontacter le',
  'Thématiques',
  'Suivi par',
  'SIRET',
  'Description',
];

interface Card {
  id: string;
  revision: number;
  name: string;
  status: string;
  size?: string | null;
  commune: { name: string } | null;
  phone: string | null;
  last_contact_on: string | null;
  record: {
    description: string | null;
    internal_notes: string | null;
    street: string | null;
  };
}

class MemberGrid extends GridVisit {
  /** The list on the page's address, once its first rows are read. */
  static async open(
    demo: Demo,
    role: Role,
    address = '/membres?sort=name',
    dark = false,
  ): Promise<MemberGrid> {
    const visit = await demo.visit(browser, role, DESK, dark);
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.goto(address);
    const grid = new MemberGrid(visit);
    await grid.ready();
    await grid.stir();
    return grid;
  }

  async ready(): Promise<void> {
    await this.page.locator('[role=grid][aria-rowcount]:not([aria-busy])').waitFor();
    await rowName(this.page, 1).waitFor();
  }

  /** Where a column that is on the screen stands. */
  async column(title: string): Promise<number> {
    const name = new RegExp(`^${title}(\\s*, filtrée)?$`);
    const header = this.page.getByRole('columnheader', { name });
    return Number(await header.getAttribute('aria-colindex')) - 1;
  }

  async of(row: number, title: string) {
    return this.cell(row, await this.column(title));
  }

  async name(row: number): Promise<string> {
    return rowName(this.page, row).evaluate((one) => one.firstChild?.textContent ?? '');
  }

  /** Shows and hides columns in their panel. */
  async toggle(...titles: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Colonnes' }).click();
    const panel = this.page.getByRole('dialog', { name: 'Colonnes' });
    // Signs of what is frozen or read only are part of the name.
    const named = (title: string) => new RegExp(`^${title}( figée)?( lecture seule)?$`);
    for (const title of titles) await panel.getByRole('checkbox', { name: named(title) }).click();
    await this.page.keyboard.press('Escape');
  }
}

for (const engine of ENGINES) {
  describe(`the members’ grid on ${engine}`, () => {
    let demo: Demo;
    beforeAll(async () => {
      demo = await Demo.open(engine);
    });
    afterAll(async () => {
      await demo.end();
    });

    const held = async (name: string): Promise<Card> => {
      const path = `/members?with=record&q=${encodeURIComponent(name)}`;
      const { items } = await demo.ask<{ items: Card[] }>('admin', path);
      const card = items.find((one) => one.name === name);
      if (!card) throw new Error(`no ${name}`);
      return card;
    };

    it('types over, edits, fills down and takes it back', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=association&sort=name');
      const names = [await grid.name(1), await grid.name(2), await grid.name(3)];
      const before = (await held(names[0] ?? '')).commune?.name;
      await (await grid.of(1, 'Commune')).click();
      await grid.page.keyboard.type('selestat');
      await grid.press('Enter');
      await grid.saved();
      // The server knows it by its code: the cell says the commune’s own name.
      await expect.poll(() => grid.text(1, 4)).toBe('Sélestat');
      await grid.press('ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
      await grid.page.getByText('2 cellules remplies').waitFor();
      await grid.saved();
      for (const name of names) expect((await held(name)).commune?.name).toBe('Sélestat');
      await grid.press('Control+z', 'Control+z');
      await grid.saved();
      await expect.poll(async () => (await held(names[0] ?? '')).commune?.name).toBe(before);
      await grid.press('F2');
      await grid.page.keyboard.type(' ');
      await grid.press('Escape');
      expect(await grid.text(1, 4)).toBe(before);
      await grid.visit.end();
    });

    it('takes a block from Excel with quotes and line breaks, and marks what can’t stand', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=company&sort=name');
      await grid.toggle(...ROOM_FOR_TEXT, 'Notes internes');
      const names = [await grid.name(1), await grid.name(2)];
      await (await grid.of(1, 'Téléphone de l’organisation')).click();
      await grid.paste('0388000001\r\npas un numéro\r\n');
      await grid.page.getByRole('button', { name: '1 cellule à corriger' }).waitFor();
      expect((await held(names[0] ?? '')).phone).toBe('+33388000001');
      expect(await (await grid.of(1, 'Téléphone de l’organisation')).textContent()).toMatch(
        /03\s88\s00\s00\s01/,
      );
      expect(await (await grid.of(2, 'Téléphone de l’organisation')).getAttribute('aria-invalid')).toBe(
        'true',
      );
      await grid.visit.isAccessible('a cell to correct');
      await grid.press('Control+z');
      await expect.poll(() => grid.page.getByRole('button', { name: /à corriger/ }).count()).toBe(0);
      await (await grid.of(1, 'Description')).click();
      await grid.paste('"Loue\r\ndes gobelets, dits ""doux"""\tÀ voir\r\nRépare\tVue\r\n');
      await grid.saved();
      const [one, two] = [await held(names[0] ?? ''), await held(names[1] ?? '')];
      expect([one.record.description, one.record.internal_notes]).toEqual([
        'Loue\ndes gobelets, dits "doux"',
        'À voir',
      ]);
      expect([two.record.description, two.record.internal_notes]).toEqual(['Répare', 'Vue']);
      await grid.visit.end();
    });

    it('saves a block that is too heavy for one request, and refuses the one cell that no record can hold', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=commune&sort=name');
      await grid.toggle(...ROOM_FOR_TEXT);
      const last = await grid.name(1);
      await (await grid.of(1, 'Description')).click();
      const texts = Array.from({ length: 80 }, (_, row) => 'é'.repeat(row === 1 ? 60_000 : 4900));
      await grid.paste(texts.join('\r\n'));
      await grid.page.getByRole('button', { name: '1 cellule à corriger' }).waitFor({ timeout: 60_000 });
      await grid.saved();
      expect((await held(last)).record.description).toHaveLength(4900);
      expect(await (await grid.of(2, 'Description')).getAttribute('aria-invalid')).toBe('true');
      await grid.press('Control+z');
      await expect
        .poll(async () => (await held(last)).record.description ?? '', { timeout: 30_000 })
        .not.toMatch(/^é+$/);
      await grid.saved();
      await grid.visit.end();
    });

    it('takes back with a cell what the record lost by it', async () => {
      const { items } = await demo.ask<{ items: Card[] }>('admin', '/members?kind=company&sort=-name');
      const [company] = items as [Card];
      const { id, revision } = company;
      await demo.ask('admin', '/members/changes', { changes: [{ id, revision, set: { size: 'small' } }] });
      const grid = await MemberGrid.open(
        demo,
        'coordinator',
        `/membres?q=${encodeURIComponent(company.name)}`,
      );
      expect(await grid.name(1)).toBe(company.name);
      await (await grid.of(1, 'Type')).click();
      await grid.page.keyboard.type('association');
      await grid.press('Enter');
      await grid.saved();
      // The editor may still be on its way when all is said to be saved.
      await expect.poll(async () => (await held(company.name)).size ?? null).toBeNull();
      await grid.saved();
      await grid.press('Control+z');
      await expect.poll(async () => (await held(company.name)).size).toBe('small');
      await grid.visit.end();
    });

    it('asks before a page is left whose changes do not arrive', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=association&sort=-name');
      const name = await grid.name(1);
      await grid.page.route('**/members/changes', (route) => route.abort());
      await (await grid.of(1, 'Organisation')).click();
      await grid.page.keyboard.type('Perdue ?');
      await grid.press('Enter');
      await grid.page.getByText('Rien n’est perdu').first().waitFor();
      const question = grid.page.getByRole('dialog', { name: '1 changement n’est pas enregistré' });
      await grid.page.getByRole('link', { name: 'Import' }).click();
      await question.waitFor();
      await grid.visit.isAccessible('a question before leaving');
      await question.getByRole('button', { name: 'Rester sur la page' }).click();
      expect(new URL(grid.page.url()).pathname).toBe('/membres');
      await grid.page.unroute('**/members/changes');
      await grid.page.getByRole('button', { name: 'Réessayer' }).click();
      await grid.saved();
      await expect.poll(async () => (await held('Perdue ?')).name).toBe('Perdue ?');
      await (await grid.of(1, 'Organisation')).click();
      await grid.press('Control+z');
      await expect.poll(async () => (await held(name)).name).toBe(name);
      await grid.saved();
      await grid.page.route('**/members/changes', (route) => route.abort());
      await (await grid.of(1, 'Organisation')).click();
      await grid.page.keyboard.type('Perdue');
      await grid.press('Enter');
      await grid.page.getByRole('link', { name: 'Import' }).click();
      await question.getByRole('button', { name: 'Partir et les perdre' }).click();
      await grid.page.getByRole('heading', { level: 1, name: /Import/ }).waitFor();
      expect((await held(name)).name).toBe(name);
      await grid.visit.end();
    });

    it('obeys the rules of the trade in the status cell', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?status=prospect&sort=name');
      const name = await grid.name(1);
      const status = await grid.of(1, 'Statut');
      await status.click();
      await grid.press('Alt+ArrowDown');
      const options = grid.page.getByRole('grid').getByRole('option');
      expect(await options.allTextContents()).toEqual(['Pressenti', 'Invité', 'Actif', 'En pause', 'Parti']);
      await grid.page.keyboard.type('actif');
      await grid.press('Enter');
      await grid.saved();
      expect((await held(name)).status).toBe('active');
      await status.click();
      await grid.press('Alt+ArrowDown');
      expect(await options.allTextContents()).toEqual(['Actif', 'En pause', 'Parti']);
      await grid.press('Escape', 'Control+z');
      await expect.poll(async () => (await held(name)).status).toBe('prospect');
      await grid.visit.goto('/membres?kind=commune&status=active&sort=name');
      await grid.ready();
      await (await grid.of(1, 'Statut')).click();
      await grid.paste('Parti');
      await grid.page.getByText('retirez-la d’abord du territoire').first().waitFor();
      await grid.visit.end();
    });

    it('tells two people apart, field by field, and loses nothing', async () => {
      const address = '/membres?kind=public_body&sort=name';
      const mine = await MemberGrid.open(demo, 'coordinator', address);
      const theirs = await MemberGrid.open(demo, 'admin', address);
      const name = await mine.name(1);
      const write = async (grid: MemberGrid, title: string, text: string) => {
        await (await grid.of(1, title)).click();
        await grid.page.keyboard.type(text);
        await grid.press('Enter');
        await grid.saved();
      };
      await write(theirs, 'Commune', 'Barr');
      // Another field of the row that the colleague changed meanwhile: both stay.
      await write(mine, 'Organisation', `${name} (annexe)`);
      const both = await held(`${name} (annexe)`);
      expect([both.name, both.commune?.name]).toEqual([`${name} (annexe)`, 'Barr']);
      await write(theirs, 'Commune', 'Erstein');
      // The very field: it is put to the person, and nothing is written over.
      await write(mine, 'Commune', 'Obernai');
      await mine.page.getByRole('button', { name: '1 conflit à trancher' }).waitFor();
      expect((await held(`${name} (annexe)`)).commune?.name).toBe('Erstein');
      await (await mine.of(1, 'Commune')).click();
      await mine.page.getByText('Changée entre-temps par Alix').waitFor();
      await mine.visit.isAccessible('a clash to decide');
      await mine.page.getByRole('button', { name: 'Garder la mienne' }).click();
      await expect.poll(async () => (await held(`${name} (annexe)`)).commune?.name).toBe('Obernai');
      await mine.visit.end();
      await theirs.visit.end();
    });

    it('sorts on the server, keeps the place of its columns, and opens the record', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator');
      await grid.page.getByRole('columnheader', { name: 'Type', exact: true }).hover();
      await grid.page.getByRole('button', { name: 'Colonne Type' }).click();
      await grid.visit.isAccessible('the menu of a column');
      await grid.page.getByRole('menuitem', { name: 'Trier en ordre décroissant' }).click();
      await grid.page.waitForURL(/sort=-kind/);
      await grid.ready();
      // By the keyboard too: up from the first row, then Enter.
      await grid.press('ArrowDown');
      await (await grid.of(1, 'Commune')).click();
      await grid.press('ArrowUp', 'Enter');
      await grid.page.waitForURL(/sort=commune/);
      await grid.ready();
      await grid.toggle('Type');
      await grid.page.reload();
      await grid.ready();
      expect(await grid.page.getByRole('columnheader', { name: 'Type', exact: true }).count()).toBe(0);
      const name = await grid.name(1);
      await grid.cell(1, 1).click();
      await grid.press('Control+Enter');
      await grid.page.getByRole('heading', { level: 1, name }).waitFor();
      await grid.visit.end();
    });

    it('narrows from a header, builds a filter, keeps it as a view that a colleague opens by its link', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?sort=name');
      const { page } = grid;
      await page.getByRole('columnheader', { name: 'Type', exact: true }).hover();
      await page.getByRole('button', { name: 'Filtrer par Type' }).click();
      await grid.visit.isAccessible('the filter of a column');
      await page.getByRole('dialog').getByLabel('Association').check();
      await page.getByRole('button', { name: 'Appliquer' }).click();
      await page.getByText('Type : Association').waitFor();
      await page.getByRole('button', { name: '1 condition', exact: true }).click();
      const builder = page.getByRole('dialog', { name: 'Filtrer les membres' });
      await builder.getByRole('button', { name: 'Rien depuis 90 jours' }).click();
      await builder.getByRole('button', { name: 'Ajouter une condition' }).click();
      await builder.getByLabel('Ce que l’on regarde').last().selectOption('commune');
      const communes = builder.getByRole('combobox', { name: /^Commune/ }).last();
      for (const name of ['Sand', 'Marckolsheim', 'Friesenheim', 'Hilsenheim', 'Gerstheim', 'Fouchy']) {
        await communes.fill(name);
        await builder.getByRole('option', { name, exact: true }).click();
      }
      await grid.visit.isAccessible('the builder of filters');
      const see = builder.getByRole('button', { name: /^(Voir|Aucun)/ });
      await expect.poll(() => see.textContent()).not.toContain('138');
      await see.click();
      await page.getByText('Dernier contact : rien depuis 90').waitFor();
      await page.locator('[role=grid]:not([aria-busy])').waitFor();
      const filter = new URL(page.url()).searchParams.get('filtre') ?? '';
      const { total } = await demo.ask<{ total: number }>(
        'admin',
        `/members?with_total=true&limit=1&filter=${encodeURIComponent(filter)}`,
      );
      await page
        .getByText(total === 1 ? '1 ligne' : new RegExp(`^${total}\\slignes?$`))
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Tous les membres' }).click();
      await page.getByRole('menuitem', { name: 'Enregistrer sous un nom…' }).click();
      await page.getByRole('textbox', { name: 'Nom' }).fill('Associations muettes');
      await page.getByLabel(/Partager avec l’équipe/).check();
      await grid.visit.isAccessible('the name of a view');
      await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      await page.waitForURL(/membres\?vue=/);
      const theirs = await demo.visit(browser, 'reader', DESK);
      await theirs.goto(page.url().replace(demo.base, ''));
      await theirs.page.getByRole('button', { name: 'Associations muettes' }).waitFor();
      await theirs.page.getByText('Type : Association').waitFor();
      await theirs.page
        .getByText(new RegExp(`^${total}\\slignes?$`))
        .first()
        .waitFor();
      await theirs.end();
      // What is changed of a view is told, and given up at once.
      await page.getByRole('button', { name: 'Retirer : Type : Association' }).click();
      await page.getByText('modifiée').waitFor();
      await grid.visit.isAccessible('a view that is changed');
      await page.getByRole('button', { name: 'Revenir' }).click();
      await page.getByText('Type : Association').waitFor();
      expect(await page.getByText('modifiée').count()).toBe(0);
      await grid.visit.goto('/membres?vue=019ab1c2-0000-7000-8000-000000000000');
      await page.getByText('Cette vue n’existe plus').waitFor();
      await page.getByRole('button', { name: 'Voir tous les membres' }).click();
      await grid.ready();
      await grid.visit.end();
    });

    it('adds a column of the club’s own and changes many at once after a look', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=company&sort=name');
      const { page } = grid;
      await (await grid.of(1, 'Commune')).click();
      await page.getByRole('button', { name: 'Ajouter une colonne' }).click();
      const field = page.getByRole('dialog', { name: 'Nouvelle colonne' });
      await field.getByRole('textbox', { name: 'Nom' }).fill('Prête des gobelets');
      await field.getByLabel('Oui ou non').check();
      await grid.visit.isAccessible('a new column');
      await field.getByRole('button', { name: 'Ajouter la colonne' }).click();
      await page.getByRole('columnheader', { name: 'Prête des gobelets' }).waitFor();
      await (await grid.of(1, 'Prête des gobelets')).click();
      await grid.press('Space');
      await grid.saved();
      expect(await (await grid.of(1, 'Prête des gobelets')).textContent()).toContain('Oui');
      await page.getByRole('button', { name: 'Modifier plusieurs' }).click();
      await page.getByRole('menuitem', { name: /de la liste$/ }).click();
      const bulk = page.getByRole('dialog');
      await bulk.getByLabel('Champ').selectOption({ label: 'Prête des gobelets' });
      await grid.visit.isAccessible('the change of many');
      await bulk.getByRole('button', { name: 'Voir ce qui changera' }).click();
      // One has it already.
      await bulk.getByText('1 a déjà cette valeur').waitFor();
      await grid.visit.isAccessible('what will change');
      await bulk.getByRole('button', { name: /^Modifier \d+ membres$/ }).click();
      await page.getByText(/membres modifiés/).waitFor();
      await expect.poll(async () => (await grid.of(2, 'Prête des gobelets')).textContent()).toContain('Oui');
      await page.getByRole('status').getByRole('button', { name: 'Annuler' }).last().click();
      await page.getByText('revenus comme ils étaient').waitFor();
      await expect
        .poll(async () => (await (await grid.of(2, 'Prête des gobelets')).textContent()) ?? '')
        .toBe('');
      expect(await (await grid.of(1, 'Prête des gobelets')).textContent()).toContain('Oui');
      // Selected rows only, some of which the rules refuse.
      await grid.cell(2, 1).click();
      await grid.press('Shift+ArrowDown');
      await page.getByRole('button', { name: 'Modifier plusieurs' }).click();
      await page.getByRole('menuitem', { name: 'Les 2 lignes choisies' }).click();
      await bulk.getByLabel('Champ').selectOption({ label: 'Statut' });
      await bulk.getByLabel('Nouvelle valeur').selectOption({ label: 'Pressenti' });
      await bulk.getByRole('button', { name: 'Voir ce qui changera' }).click();
      await bulk.getByText(/déjà adhéré/).waitFor();
      await bulk.getByRole('button', { name: 'Revenir aux champs' }).click();
      await bulk.getByLabel('Nouvelle valeur').selectOption({ label: 'En pause' });
      await bulk.getByRole('button', { name: 'Voir ce qui changera' }).click();
      await bulk.getByRole('button', { name: 'Modifier 2 membres' }).click();
      await page.getByText('2 membres modifiés').waitFor();
      await expect.poll(async () => (await grid.of(3, 'Statut')).textContent()).toContain('En pause');
      // Another page and back: Ctrl Z still takes it back.
      await page.getByRole('link', { name: 'Import' }).click();
      await page.getByRole('heading', { level: 1, name: /Import/ }).waitFor();
      await page.goBack();
      await grid.ready();
      await grid.cell(2, 1).click();
      await grid.press('Control+z');
      await page.getByText('revenus comme ils étaient').waitFor();
      await expect.poll(async () => (await grid.of(3, 'Statut')).textContent()).not.toContain('En pause');
      await grid.visit.end();
    });

    it('logs a contact with all selected rows', async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres?kind=company&sort=name');
      const names = [await grid.name(1), await grid.name(2)];
      await grid.cell(1, 1).click();
      await grid.press('Shift+ArrowDown');
      await grid.page.getByRole('button', { name: 'Noter un contact (2)' }).click();
      const dialog = grid.page.getByRole('dialog', { name: 'Noter un contact' });
      for (const name of names) await dialog.getByRole('button', { name: new RegExp(name) }).waitFor();
      await grid.press('2', 'Enter');
      await grid.page.getByText('Contact noté avec').waitFor();
      const logged = await Promise.all(names.map(held));
      expect(new Set(logged.map((card) => card.last_contact_on))).toEqual(
        new Set([new Date().toLocaleDateString('sv', { timeZone: 'Europe/Paris' })]),
      );
      await grid.visit.end();
    });

    it('is read only for a reader, and says why', async () => {
      const grid = await MemberGrid.open(demo, 'reader');
      await grid.cell(1, 1).click();
      await grid.page.keyboard.type('x');
      await grid.page.getByText('Votre rôle permet de lire').first().waitFor();
      await grid.visit.end();
    });
  });
}

describe('the page of members', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open();
  });
  afterAll(async () => {
    await demo.end();
  });

  for (const dark of [false, true]) {
    it(`breaks no rule of accessibility at a desk, ${dark ? 'dark' : 'light'}`, async () => {
      const grid = await MemberGrid.open(demo, 'coordinator', '/membres', dark);
      await grid.visit.isAccessible('the grid');
      await grid.visit.fits('the grid');
      await grid.page.getByRole('searchbox').fill('zzzz');
      await grid.page.getByText('Aucun membre ne correspond').waitFor();
      await grid.visit.isAccessible('nothing found');
      await grid.page.getByRole('gridcell').getByRole('button', { name: 'Effacer les filtres' }).click();
      await grid.ready();
      await grid.visit.end();
    });
  }

  it('is a list of cards on a phone, with its filters under the thumb', async () => {
    const visit = await demo.visit(browser, 'coordinator', PHONE);
    const { page } = visit;
    await visit.goto('/membres');
    await page.getByRole('list', { name: 'Membres' }).getByRole('listitem').nth(59).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await visit.isAccessible('the filters of a phone');
    const dialog = page.getByRole('dialog', { name: 'Filtres' });
    await dialog.getByLabel('Type').selectOption('commune');
    await dialog.getByRole('button', { name: /^Voir les \d+ membres$/ }).click();
    await page.getByRole('button', { name: 'Filtrer (1)' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Association ·' }).count()).toBe(0);
    await visit.isAccessible('the cards');
    await visit.fits('the cards');
    await visit.end();
  });

  it('finds people, members and commands by Ctrl K', async () => {
    const visit = await demo.visit(browser, 'admin', DESK);
    const { page } = visit;
    const { items } = await demo.ask<{ items: { main_contact: { name: string } | null }[] }>(
      'admin',
      '/members?kind=association&limit=5',
    );
    const person = items.find(({ main_contact }) => main_contact?.name)?.main_contact?.name ?? '';
    // The palette comes late, and what gives held keys back later still: nothing typed meanwhile is lost or jumbled.
    await visit.delay(/\/StaffPalette-/, 500);
    await visit.delay(/\/givingBack-/, 1500);
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Noter un contact' }).waitFor();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Aller à…' });
    await palette.getByRole('combobox').waitFor();
    await page.keyboard.type(person);
    await palette
      .getByRole('group', { name: 'Personnes' })
      .getByRole('option', { name: person })
      .first()
      .waitFor();
    await visit.isAccessible('people in the palette');
    await page.keyboard.press('Enter');
    await page.waitForURL(/membres\/.*onglet=personnes/);
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').waitFor();
    await page.keyboard.type('territoire regl');
    await palette.getByRole('option', { name: 'Réglages : Territoire' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/reglages\/territoire/);
    await visit.end();
  });
});
