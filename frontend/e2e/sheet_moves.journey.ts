/** Moving in the sheet: keyboard only, columns, 100,000 rows, how fast, and what axe says. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './harness/browser';
import { type SheetVisit, Standing } from './sheet/standing';

/** What became of the page's elements. */
interface Work {
  changes: number;
  held: number;
}

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

it('is entered, walked and left by keyboard', async () => {
  sheet = await standing.visit(browser);
  await sheet.page.getByRole('link', { name: 'Avant' }).focus();
  await sheet.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  expect(await sheet.at()).toBe('1,1');
  await sheet.press('Tab');
  expect(await sheet.at()).toBe('Après');
  await sheet.press('Shift+Tab', 'ArrowRight', 'ArrowDown');
  expect(await sheet.at()).toBe('2,2');
  await sheet.press('Tab');
  expect(await sheet.at()).toBe('2,3');
  await sheet.press('End');
  expect(await sheet.at()).toBe('2,40');
  await sheet.press('Tab');
  expect(await sheet.at()).toBe('3,1');
  await sheet.press('Control+End');
  expect(await sheet.at()).toBe('100000,40');
  await expect.poll(() => sheet.text(100_000, 40)).toBe('29.100000');
  await sheet.press('Control+Home');
  expect(await sheet.at()).toBe('1,1');
  await sheet.press('PageDown', 'PageDown', 'PageUp');
  expect(Number((await sheet.at()).split(',')[0])).toBeGreaterThan(5);
  await sheet.press('Control+Home', 'Shift+ArrowDown', 'Shift+ArrowRight');
  await sheet.page.getByText('4 cellules sélectionnées').first().waitFor();
  expect(await sheet.page.locator('[aria-selected=true]').count()).toBe(4);
  await sheet.press('Escape', 'Tab');
  expect(await sheet.at()).toBe('Après');
  const requests = await sheet.page.evaluate(() => window.server.requests);
  expect(requests).toBeLessThan(12);
});

it('sorts, moves, resizes, hides and freezes columns by keyboard, and takes it back', async () => {
  sheet = await standing.visit(browser);
  await sheet.cell(1, 4).click();
  await sheet.press('ArrowUp');
  const header = sheet.page.locator('[data-header=town]');
  expect(await header.evaluate((element) => element === document.activeElement)).toBe(true);
  await sheet.press('Enter');
  await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
  await sheet.press('Enter');
  await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
  await expect.poll(() => sheet.text(1, 1)).toContain('100000');
  await sheet.press('Control+Shift+ArrowLeft');
  expect(await header.getAttribute('aria-colindex')).toBe('4');
  const width = (await header.boundingBox())?.width ?? 0;
  await sheet.press('Alt+Shift+ArrowRight');
  expect((await header.boundingBox())?.width).toBe(width + 16);
  await sheet.press('Alt+ArrowDown');
  await sheet.visit.isAccessible('the menu of a column');
  await sheet.page.keyboard.type('m');
  await sheet.press('Enter');
  await header.waitFor({ state: 'detached' });
  await sheet.press('Control+z', 'Control+z', 'Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => header.getAttribute('aria-sort')).toBeNull();
  expect(await header.getAttribute('aria-colindex')).toBe('5');
  expect((await header.boundingBox())?.width).toBe(width);
});

it('moves and resizes columns by the mouse, and lists them all', async () => {
  sheet = await standing.visit(browser);
  const header = (key: string) => sheet.page.locator(`[data-header=${key}]`);
  await header('people').hover({ position: { x: 20, y: 15 } });
  await sheet.page.mouse.down();
  const box = await header('kind').boundingBox();
  await sheet.page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 10, { steps: 8 });
  await sheet.page.mouse.up();
  expect(await header('people').getAttribute('aria-colindex')).toBe('3');
  const border = header('people').locator('[data-border]');
  await border.hover();
  await sheet.page.mouse.down();
  const edge = await border.boundingBox();
  await sheet.page.mouse.move((edge?.x ?? 0) + 65, (edge?.y ?? 0) + 10, { steps: 6 });
  await sheet.page.mouse.up();
  expect((await header('people').boundingBox())?.width).toBeGreaterThan(170);
  await border.dblclick();
  expect((await header('people').boundingBox())?.width).toBeLessThan(170);
  await sheet.page.getByRole('button', { name: 'Colonnes' }).click();
  await sheet.visit.isAccessible('the list of columns');
  await sheet.page.getByRole('checkbox', { name: /État/ }).uncheck();
  await header('status').waitFor({ state: 'detached' });
  await sheet.press('Escape');
  expect(
    await sheet.page.getByRole('button', { name: 'Colonnes' }).evaluate((b) => b === document.activeElement),
  ).toBe(true);
  await header('town').hover();
  await header('town').getByRole('button', { name: 'Filtrer par Commune' }).click();
  await sheet.page.getByText('filtre town').waitFor();
});

it('does little at an arrow key, and scrolls 100,000 rows without holes', async () => {
  sheet = await standing.visit(browser);
  const { page } = sheet;
  await sheet.cell(5, 2).click();
  // How long a key takes is the benchmark's to say. Here: what of the page it changes, and how much of it there is.
  await page.evaluate(() => {
    const grid = document.querySelector('[role=grid]') as HTMLElement;
    const work = { changes: 0, held: 0 };
    Object.assign(window, { work });
    new MutationObserver((changes) => {
      work.changes += changes.length;
      work.held = Math.max(work.held, grid.querySelectorAll('*').length);
    }).observe(grid, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const changed = () => page.evaluate(() => (window as unknown as { work: Work }).work.changes);
  const along = async (...keys: string[]) => {
    const each: number[] = [];
    for (const key of keys) {
      const before = await changed();
      await sheet.press(key);
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),
      );
      each.push((await changed()) - before);
    }
    process.stdout.write(`changes at each arrow key: ${each}\n`);
    expect(Math.min(...each)).toBeGreaterThan(0);
    return Math.max(...each);
  };
  expect(await along('ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowDown')).toBeLessThan(30);
  // Columns that come into sight are made, those that were there are left alone.
  expect(await along(...Array<string>(12).fill('ArrowRight'))).toBeLessThan(250);

  await page.locator('[role=grid]').hover();
  for (let at = 0; at < 60; at++) {
    await page.mouse.wheel(at % 10 === 9 ? 300 : 0, 240);
    await page.waitForTimeout(16);
  }
  const held = await page.evaluate(() => (window as unknown as { work: Work }).work.held);
  process.stdout.write(`elements of the sheet while it scrolls: ${held} at most\n`);
  expect(held).toBeLessThan(3000);
  await page.evaluate(() => document.querySelector('[role=grid]')?.scrollTo(0, 2_000_000));
  await expect.poll(() => page.getByText('50010', { exact: false }).count()).toBeGreaterThan(0);
});

for (const dark of [false, true]) {
  it(`has no fault of accessibility, ${dark ? 'dark' : 'light'}`, async () => {
    sheet = await standing.visit(browser, 'filtered', dark);
    await sheet.visit.isAccessible('the sheet');
    await sheet.cell(1, 2).click();
    await sheet.press('Alt+ArrowDown');
    await sheet.visit.isAccessible('a list in a cell');
    await sheet.press('Escape');
    await sheet.page.getByRole('button', { name: 'Clavier' }).click();
    await sheet.visit.isAccessible('the keys');
  });
}

it('says that there is no row', async () => {
  sheet = await standing.visit(browser, 'rows=0');
  await sheet.page.getByText('Aucun membre ne correspond').waitFor();
  await sheet.visit.isAccessible('an empty sheet');
});
