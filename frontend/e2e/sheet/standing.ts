/** The try-out page served by Vite, and what a journey does on it again and again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { DESK, Visit } from '../harness/browser';
import { GridVisit } from '../harness/gridVisit';
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
    const sheet = await this.begun(await Visit.begin(browser, this.base, DESK, dark), query);
    await sheet.stir();
    return sheet;
  }

  /** A fresh page whose late parts take their time. */
  async slow(browser: Browser): Promise<SheetVisit> {
    const visit = await Visit.begin(browser, this.base, DESK);
    await visit.delay(/\/(inCell|hands)-/, 800);
    return this.begun(visit, '');
  }

  private async begun(visit: Visit, query: string): Promise<SheetVisit> {
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

export class SheetVisit extends GridVisit {
  /** What the server holds. */
  async held(id: string, field: string) {
    return this.page.evaluate(
      ([row, key]) => window.server.row(row as string).values[key as string],
      [id, field],
    );
  }
}
