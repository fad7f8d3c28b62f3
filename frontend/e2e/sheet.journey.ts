/** The sheet in a real browser, on 100,000 rows made up in the page. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './harness/browser';
import { type SheetVisit, Standing } from './sheet/standing';

let browser: Browser;
let standing: Standing;
let sheet: SheetVisit;

beforeAll(async () => {
  standing = await Standing.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await standing?.end();
});
afterEach(async () => {
  await sheet.visit.end();
});

describe('editing', () => {
  it('types over, edits, goes on with Enter and Tab, and takes it back', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 4).click();
    await sheet.page.keyboard.type('Colmar');
    await sheet.press('Enter');
    expect(await sheet.at()).toBe('2,4');
    await sheet.press('F2');
    await sheet.page.keyboard.type(' (67)');
    await sheet.press('Tab');
    expect(await sheet.at()).toBe('2,5');
    expect(await sheet.text(1, 4)).toBe('Colmar');
    expect(await sheet.text(2, 4)).toBe('Dambach-la-Ville (67)');
    await sheet.saved();
    expect(await sheet.held('r0', 'town')).toBe('Colmar');
    await sheet.press('Control+z', 'Control+z');
    await sheet.saved();
    expect(await sheet.held('r0', 'town')).toBe('Sélestat');
    await sheet.press('Control+y', 'Control+Shift+z');
    await sheet.saved();
    expect(await sheet.held('r1', 'town')).toBe('Dambach-la-Ville (67)');
  });

  it('takes what is typed before the editor has come, where it was meant', async () => {
    sheet = await standing.slow(browser);
    await sheet.cell(1, 4).click();
    await sheet.page.keyboard.type('Colmar');
    await sheet.press('Enter');
    await expect.poll(() => sheet.at()).toBe('2,4');
    await expect.poll(() => sheet.held('r0', 'town')).toBe('Colmar');
    expect(await sheet.text(2, 4)).toBe('Dambach-la-Ville');
  });

  it('keeps the first letters of fast typing, and gives up with Escape', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(3, 4).click();
    for (const word of ['Colmar', 'Erstein', 'Obernai', 'Molsheim']) {
      await sheet.page.keyboard.type(word, { delay: 0 });
      await sheet.press('ArrowDown');
    }
    expect([await sheet.text(3, 4), await sheet.text(6, 4)]).toEqual(['Colmar', 'Molsheim']);
    await sheet.page.keyboard.type('x');
    await sheet.press('Escape');
    expect(await sheet.text(7, 4)).toBe('Benfeld');
    expect(await sheet.at()).toBe('7,4');
    await sheet.saved();
  });

  it('lets dead keys compose', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 4).click();
    const keys = await sheet.page.context().newCDPSession(sheet.page);
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Dead', code: 'BracketLeft' });
    await keys.send('Input.insertText', { text: 'ê' });
    await sheet.page.keyboard.type('tre');
    await sheet.press('Enter');
    expect(await sheet.text(1, 4)).toBe('être');
    await sheet.saved();
  });

  it('chooses from a list, several options, ticks, and takes days and numbers as they are written', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 2).click();
    await sheet.press('Alt+ArrowDown');
    await sheet.page.keyboard.type('ecole');
    await sheet.press('Enter');
    expect(await sheet.text(1, 2)).toBe('École, collège');
    await sheet.cell(1, 5).click();
    await sheet.press('Enter');
    await sheet.page.keyboard.type('text');
    await sheet.press('Enter', 'Enter');
    expect(await sheet.text(1, 5)).toContain('Textile');
    await sheet.cell(1, 6).click();
    await sheet.press('Space');
    expect(await sheet.text(1, 6)).toBe('Non');
    await sheet.press('ArrowRight');
    await sheet.page.keyboard.type('1 234,5');
    await sheet.press('ArrowRight');
    await sheet.page.keyboard.type('1er mars 2024');
    await sheet.press('Enter');
    await sheet.saved();
    const held = await sheet.page.evaluate(() => window.server.row('r0').values);
    expect(held).toMatchObject({ kind: 'school', lends: false, people: 1234.5, since: '2024-03-01' });
    expect(held.topics).toContain('textile');
  });

  it('marks what can’t stand, says why, and lists it', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(2, 7).click();
    await sheet.page.keyboard.type('beaucoup');
    await sheet.press('Enter', 'ArrowUp');
    expect(await sheet.cell(2, 7).getAttribute('aria-invalid')).toBe('true');
    const reason = await sheet.cell(2, 7).getAttribute('aria-describedby');
    expect(await sheet.page.locator(`[id="${reason}"]`).textContent()).toContain('pas un nombre');
    await sheet.cell(4, 10).scrollIntoViewIfNeeded();
    await sheet.cell(4, 10).click();
    await sheet.page.keyboard.type('sans arobase');
    await sheet.press('Enter');
    await sheet.page.getByRole('button', { name: '2 cellules à corriger' }).click();
    await sheet.visit.isAccessible('the list of corrections');
    await sheet.cell(9, 10).click();
    await sheet.page.getByText('pas d’arobase').first().click();
    expect(await sheet.at()).toBe('4,10');
    await sheet.press('Control+z', 'Control+z');
    expect(await sheet.page.getByRole('button', { name: /à corriger/ }).count()).toBe(0);
  });

  it('proposes what may be meant while one types, and takes any other word', async () => {
    sheet = await standing.visit(browser);
    const { page } = sheet;
    await sheet.cell(1, 10).scrollIntoViewIfNeeded();
    await sheet.cell(1, 10).click();
    await sheet.press('ArrowRight', 'ArrowRight', 'F2');
    const field = page.getByRole('combobox', { name: 'Modifier : Champ 1' });
    await field.waitFor();
    await sheet.press('Escape');
    await page.keyboard.type('be');
    await page.getByRole('option', { name: /Benfeld/ }).waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    const lit = async () =>
      page.locator(`[id="${await field.getAttribute('aria-activedescendant')}"]`).textContent();
    expect(await lit()).toContain('Benfeld');
    await sheet.visit.isAccessible('what may be meant');
    await sheet.press('Enter');
    expect([await sheet.text(1, 12), await sheet.at()]).toEqual(['Benfeld', '2,12']);
    // The words as they are come last; Tab takes what is lit too.
    await page.keyboard.type('er');
    await page.getByRole('option', { name: /Erstein/ }).waitFor();
    await sheet.press('ArrowUp');
    expect(await lit()).toContain('hors liste');
    await sheet.press('Tab');
    expect([await sheet.text(2, 12), await sheet.at()]).toEqual(['er', '2,13']);
    // Nothing fits: nothing is asked. Escape leaves the cell as it was.
    await sheet.press('ArrowLeft', 'ArrowDown');
    await page.keyboard.type('Kehl');
    await sheet.press('Enter');
    expect(await sheet.text(3, 12)).toBe('Kehl');
    await page.keyboard.type('vil');
    await page.getByRole('option', { name: /Villé/ }).waitFor();
    await sheet.press('Escape');
    expect(await sheet.text(4, 12)).not.toBe('Villé');
    await sheet.saved();
    expect(await sheet.held('r0', 'f0')).toBe('Benfeld');
  });

  it('writes what was meant with one press, in the cell or in the list, which closes behind the last', async () => {
    sheet = await standing.visit(browser);
    const { page } = sheet;
    const top = async () => (await page.getByRole('grid').boundingBox())?.y;
    const before = await top();
    await sheet.cell(1, 10).scrollIntoViewIfNeeded();
    await sheet.cell(1, 10).click();
    await sheet.press('ArrowRight', 'ArrowRight', 'F2');
    const field = page.getByRole('combobox', { name: 'Modifier : Champ 1' });
    await field.waitFor();
    await sheet.press('Escape');
    for (const _ of [1, 2]) {
      await page.keyboard.type('Selestatt');
      await sheet.press('Enter');
    }
    await page.getByRole('button', { name: '2 cellules à corriger' }).click();
    expect(await top()).toBe(before);
    await sheet.cell(1, 12).click();
    await sheet.cell(1, 12).getByText('Oui, Sélestat (67462)').click();
    expect(await sheet.text(1, 12)).toBe('Sélestat');
    expect(await sheet.at()).toBe('1,12');
    const panel = page.getByRole('region', { name: 'À régler' });
    await panel.getByRole('button', { name: 'Fermer la liste' }).waitFor();
    await panel.getByRole('button', { name: 'Oui, Sélestat (67462)' }).click();
    await panel.waitFor({ state: 'detached' });
    await sheet.saved();
    expect(await sheet.held('r1', 'f0')).toBe('Sélestat');
    // The keyboard is in the grid again.
    await expect.poll(() => sheet.at()).toBe('1,12');
  });

  it('leaves read-only cells alone and says why', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 3).click();
    await sheet.page.keyboard.type('x');
    expect(await sheet.told.textContent()).toContain('par une décision');
    await sheet.press('ArrowLeft');
    await sheet.paste('Association\tEn pause\tObernai\r\nEntreprise\tActif\tBarr\r\n');
    await expect.poll(() => sheet.told.textContent()).toContain('2 laissées (lecture seule)');
    expect(await sheet.text(1, 3)).toBe('Actif');
    expect(await sheet.text(1, 4)).toBe('Obernai');
    await sheet.saved();
  });
});

describe('blocks', () => {
  it('come from Excel with quotes and line breaks, and go back as they were', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 8).click();
    await sheet.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await sheet.paste('"Deux\r\nlignes, dites ""douces"""\tb\r\nseule\tc\r\n');
    await sheet.saved();
    expect(await sheet.held('r0', 'note')).toBe('Deux\nlignes, dites "douces"');
    expect(await sheet.held('r1', 'f0')).toBe('c');
    await sheet.press('Control+c');
    await expect.poll(() => sheet.copied()).toBe('"Deux\nlignes, dites ""douces"""\tb\r\nseule\tc');
  });

  it('fill the selection, down, right, and by the handle', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 4).click();
    await sheet.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await sheet.paste('Obernai');
    await sheet.saved();
    expect([await sheet.held('r0', 'town'), await sheet.held('r2', 'town')]).toEqual(['Obernai', 'Obernai']);
    await sheet.cell(4, 4).click({ modifiers: ['Shift'] });
    await sheet.press('Control+d');
    await sheet.saved();
    expect(await sheet.held('r3', 'town')).toBe('Obernai');
    await sheet.cell(1, 7).click();
    await sheet.page.keyboard.type('10');
    await sheet.press('Enter');
    await sheet.page.keyboard.type('20');
    await sheet.press('Enter', 'ArrowUp', 'Shift+ArrowUp');
    const handle = sheet.page.locator('[data-handle]');
    await handle.hover();
    await sheet.page.mouse.down();
    await sheet.cell(5, 7).hover();
    await sheet.page.mouse.up();
    await sheet.saved();
    expect([await sheet.held('r2', 'people'), await sheet.held('r4', 'people')]).toEqual([30, 50]);
    await sheet.press('Delete');
    await sheet.saved();
    expect(await sheet.held('r4', 'people')).toBeNull();
    await sheet.press('Control+z');
    await sheet.saved();
    expect(await sheet.held('r4', 'people')).toBe(50);
  });

  it('are cut, and the sum of numbers is told', async () => {
    sheet = await standing.visit(browser);
    await sheet.cell(1, 7).hover();
    await sheet.page.mouse.down();
    await sheet.cell(3, 7).hover();
    await sheet.page.mouse.up();
    await sheet.page.getByText('Somme 111').waitFor();
    await sheet.press('Control+x');
    await sheet.saved();
    expect(await sheet.copied()).toBe('0\r\n37\r\n74');
    expect(await sheet.held('r2', 'people')).toBeNull();
  });

  it('that are not read yet are read to be copied, and more than a page can hold is refused', async () => {
    sheet = await standing.visit(browser, 'rows=3000');
    await sheet.cell(1, 8).click();
    await sheet.press('Control+Shift+ArrowDown', 'Control+c');
    await expect
      .poll(() => sheet.told.textContent(), { timeout: 20_000 })
      .toContain('3\u202f000 cellules copiées');
    expect((await sheet.copied()).split('\n')).toHaveLength(3000);
    expect(await sheet.at()).toBe('1,8');
    await sheet.visit.goto('/');
    await sheet.cell(1, 1).click();
    await sheet.press('Control+a', 'Delete');
    await expect.poll(() => sheet.told.textContent()).toContain('C’est trop en une fois');
    await sheet.press('Control+c');
    await expect.poll(() => sheet.told.textContent()).toContain('presse-papiers');
  });

  it('of 10,000 rows and 50 columns stay under the hand: progress, stop, undo', async () => {
    sheet = await standing.visit(browser, 'columns=61');
    const line = Array.from({ length: 50 }, (_, at) => `v${at}`).join('\t');
    const block = `${line}\r\n`.repeat(10_000);
    await sheet
      .cell(1, 12)
      .scrollIntoViewIfNeeded()
      .catch(() => undefined);
    await sheet.cell(1, 4).click();
    for (let at = 0; at < 8; at++) await sheet.press('ArrowRight');
    await sheet.page.evaluate(() => {
      const seen = { pictures: 0 };
      Object.assign(window, { seen });
      const look = () => {
        // A picture drawn while it is at work: the page was not held from the first cell to the last.
        if (document.body.textContent?.includes('sur 10\u202f000')) seen.pictures++;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await sheet.paste(block);
    await sheet.page.getByText('sur 10 000').first().waitFor();
    // The sheet answers while it works.
    await sheet.press('ArrowUp', 'ArrowDown');
    await sheet.saved();
    const pictures = await sheet.page.evaluate(
      () => (window as unknown as { seen: { pictures: number } }).seen.pictures,
    );
    process.stdout.write(`10,000 × 50 pasted; the page was drawn ${pictures} times meanwhile\n`);
    expect(pictures).toBeGreaterThan(20);
    expect(await sheet.held('r9999', 'f0')).toBe('v0');
    expect(await sheet.held('r5000', 'f49')).toBe('v49');
    await expect.poll(() => sheet.told.textContent()).toContain('500\u202f000 cellules collées');
    await sheet.press('Control+z');
    await sheet.page.getByRole('button', { name: 'Arrêter' }).click();
    await expect.poll(() => sheet.told.textContent()).toContain('Arrêté');
    await sheet.saved();
  });
});

describe('two people', () => {
  it('at different fields of a row lose nothing and notice nothing', async () => {
    sheet = await standing.visit(browser);
    await sheet.page.evaluate(() => window.server.elsewhere('r0', { phone: '03 00 00 00 00' }));
    await sheet.cell(1, 4).click();
    await sheet.page.keyboard.type('Obernai');
    await sheet.press('Enter');
    await sheet.saved();
    expect(await sheet.held('r0', 'town')).toBe('Obernai');
    expect(await sheet.held('r0', 'phone')).toBe('03 00 00 00 00');
    expect(await sheet.text(1, 9)).toBe('03 00 00 00 00');
  });

  it('at the same field are told apart, and one value is chosen', async () => {
    sheet = await standing.visit(browser);
    await sheet.page.evaluate(() => {
      window.server.elsewhere('r0', { town: 'Strasbourg' });
      window.server.elsewhere('r1', { town: 'Colmar' });
    });
    await sheet.cell(1, 4).click();
    await sheet.page.keyboard.type('Obernai');
    await sheet.press('Enter');
    await sheet.page.keyboard.type('Molsheim');
    await sheet.press('Enter');
    await sheet.page.getByRole('button', { name: '2 conflits à trancher' }).waitFor();
    await sheet.press('ArrowUp', 'ArrowUp');
    expect(await sheet.cell(1, 4).textContent()).toContain('Camille Rotrieder');
    await sheet.visit.isAccessible('a clash');
    await sheet.press('Enter', 'Enter');
    await sheet.saved();
    expect(await sheet.held('r0', 'town')).toBe('Obernai');
    expect(await sheet.at()).toBe('1,4');
    await sheet.page.getByRole('button', { name: '1 conflit à trancher' }).click();
    await sheet.page
      .getByRole('region', { name: 'À régler' })
      .getByRole('button', { name: /Garder l’autre/ })
      .click();
    expect(await sheet.text(2, 4)).toBe('Colmar');
    expect(await sheet.held('r1', 'town')).toBe('Colmar');
  });

  it('or a network that fails: nothing is lost, and it is tried again', async () => {
    sheet = await standing.visit(browser);
    await sheet.page.evaluate(() => {
      window.server.failing = true;
    });
    await sheet.cell(1, 4).click();
    await sheet.page.keyboard.type('Obernai');
    await sheet.press('Enter');
    await sheet.page.getByText('Pas encore enregistré').waitFor();
    expect(await sheet.text(1, 4)).toBe('Obernai');
    await sheet.page.evaluate(() => {
      window.server.failing = false;
    });
    await sheet.page.getByRole('button', { name: 'Réessayer' }).click();
    await sheet.saved();
    expect(await sheet.held('r0', 'town')).toBe('Obernai');
  });
});
