/** What a journey does in a sheet again and again. */
import type { Locator, Page } from 'playwright-core';
import type { Visit } from './browser';

/** The name of a row, once it is read: what stands for it until then is not it. */
export function rowName(page: Page, row: number): Locator {
  return page.locator(
    `[aria-rowindex="${row + 1}"] [role=rowheader] > span:not([aria-hidden], [data-visually-hidden])`,
  );
}

export class GridVisit {
  constructor(readonly visit: Visit) {}

  get page() {
    return this.visit.page;
  }

  /** Somebody is there: what edits cells comes. What is pressed before that is looked at elsewhere. */
  async stir(): Promise<void> {
    await this.page.mouse.move(4, 4);
    await this.page.waitForFunction(() =>
      ['inCell', 'hands'].every((part) =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes(`/${part}-`)),
      ),
    );
  }

  /** Row and column as a person counts them; column 1 is the first after the row numbers. */
  cell(row: number, column: number) {
    return this.page.locator(`[aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`);
  }

  async text(row: number, column: number): Promise<string> {
    return ((await this.cell(row, column).textContent()) ?? '').trim();
  }

  /** Which cell has the focus: « row,column ». */
  async at(): Promise<string> {
    return this.page.evaluate(() => {
      const cell = document.activeElement?.closest('[aria-colindex]');
      const row = cell?.closest('[aria-rowindex]');
      if (!cell || !row) return document.activeElement?.textContent ?? '';
      return `${Number(row.getAttribute('aria-rowindex')) - 1},${Number(cell.getAttribute('aria-colindex')) - 1}`;
    });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Everything typed is saved, or waits for a decision. */
  async saved(): Promise<void> {
    await this.page.getByText(/Tout est enregistré|Enregistré, sauf/).waitFor({ timeout: 60_000 });
  }

  /** Puts a text on the clipboard and presses Ctrl V. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.press('Control+v');
  }

  async copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  get told() {
    return this.page.locator('[role=status]').first();
  }
}
