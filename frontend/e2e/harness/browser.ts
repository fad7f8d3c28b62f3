/** A real browser that watches: no page may call another host, log an error, or break an accessibility rule. */

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

export const DESK = { width: 1440, height: 900 };
/** The desk enlarged to 200 %: as wide as a tablet, as high as a phone on its side. */
export const ENLARGED = { width: 720, height: 450 };
export const PHONE = { width: 390, height: 844 };

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
}

/** A page of someone's own browser, with what it must not do. */
export class Visit {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly base: string,
  ) {}

  static async begin(
    browser: Browser,
    base: string,
    viewport: { width: number; height: number },
    dark = false,
    /** What another browser of theirs holds: they are signed in. */
    storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
  ): Promise<Visit> {
    const context = await browser.newContext({
      viewport,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      colorScheme: dark ? 'dark' : 'light',
      acceptDownloads: true,
      ...(storageState && { storageState }),
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const visit = new Visit(context, page, base);
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base))
        visit.faults.push(`calls ${request.url()}`);
    });
    page.on('pageerror', (error) => visit.faults.push(`breaks: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is the browser's own line about an answer that the page expects.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        visit.faults.push(`logs: ${message.text()}`);
    });
    return visit;
  }

  /** What is fetched from such addresses takes its time. */
  async delay(address: RegExp, milliseconds: number): Promise<void> {
    await this.page.route(address, async (route) => {
      await new Promise((done) => setTimeout(done, milliseconds));
      await route.continue();
    });
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.base + path);
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.goto('/connexion');
    await this.enter(email, password);
  }

  /** Signs in on the page that asks for it. */
  async enter(email: string, password: string): Promise<void> {
    await this.page.getByLabel('Adresse e-mail').first().fill(email);
    await this.page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Se connecter' }).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  /** axe finds nothing on the page as it stands (WCAG 2.2 A and AA, and best practice). */
  async isAccessible(what: string): Promise<void> {
    // What is still fading in has no contrast yet.
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
    );
    // Pages here have no frames: the page that axe would open to put their results together is not needed.
    const axe = new AxeBuilder({ page: this.page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    const told = violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 4)
          .join(' | ')}`,
    );
    expect(told, `axe on ${what}`).toEqual([]);
  }

  /** The page does not scroll sideways. */
  async fits(what: string): Promise<void> {
    const over = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
  }

  async end(): Promise<void> {
    await this.context.close();
    expect(this.faults).toEqual([]);
  }
}
