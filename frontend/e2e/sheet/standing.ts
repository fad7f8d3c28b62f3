/** The try-out page served by Vite, and what a journey does on it again and again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { DESK, Visit } from '../harness/browser';
import type { FakeServer } from './rows';

declare global {
  interface Window {
    server: FakeServer;
  }
}

export class Standing {
  private constructor(
    private readonly server: PreviewServer,
    private readonly folder: string,
    readonly base: string,
  ) {}

  /** Built as the product is, so that times mean something. */
  static async open(): Promise<Standing> {
    const folder = mkdtempSync(join(tmpdir(), 'sheet-journey-'));
    const configFile = join(import.meta.dirname, 'vite.config.ts');
    // The test runner says « test », and React would then be its slow self.
    const said = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    process.env.NODE_ENV = said;
    const server = await preview({
      configFile,
      build: { outDir: folder },
      preview: { port: 0, host: '127.0.0.1' },
      logLevel: 'error',
    });
    return new Standing(server, folder, server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '');
  }

  async visit(browser: Browser, query = '', dark = false): Promise<SheetVisit> {
    const visit = await Visit.begin(browser, this.base, DESK, dark);
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.goto(`/?${query}`);
    const sheet = new SheetVisit(visit);
    await visit.page.locator('[role=grid][aria-rowcount]:not([aria-busy])').waitFor();
    return sheet;
  }

  async end(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class SheetVisit {
  constructor(readonly visit: Visit) {}

  get page() {
    return this.visit.page;
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

  /** What the server holds. */
  async held(id: string, field: string) {
    return this.page.evaluate(
      ([row, key]) => window.server.row(row as string).values[key as string],
      [id, field],
    );
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
