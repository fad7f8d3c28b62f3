/** Views that outlive what they speak of: an archived field, and the link of a view that was put away. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE } from './harness/browser';
import { Demo } from './harness/demo';
import { rowName } from './harness/gridVisit';
import { ENGINES } from './harness/program';

interface View {
  id: string;
  filter: unknown;
  density: string | null;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

for (const engine of ENGINES) {
  describe(`views on ${engine}`, () => {
    let demo: Demo;
    beforeAll(async () => {
      demo = await Demo.open(engine);
    });
    afterAll(async () => {
      await demo.end();
    });

    it('are saved although a condition speaks of an archived field, and keep it', async () => {
      const field = await demo.ask<{ id: string; key: string }>('coordinator', '/member-fields', {
        name: 'Prête un barnum',
        kind: 'yes_no',
      });
      const filter = {
        and: [
          { field: `custom.${field.key}`, op: 'eq', value: true },
          { field: 'kind', op: 'eq', value: 'association' },
        ],
      };
      const view = await demo.ask<View>('coordinator', '/views', { name: 'Barnums', filter });
      const visit = await demo.visit(browser, 'coordinator', DESK);
      const { page } = visit;
      await visit.goto('/reglages/champs');
      await page.getByRole('button', { name: 'Actions sur Prête un barnum' }).click();
      await page.getByRole('menuitem', { name: 'Archiver' }).click();
      await page.getByText('ses valeurs sont gardées').waitFor();
      await visit.goto(`/membres?vue=${view.id}`);
      await page.getByText(/la liste nomme plus de membres que prévu/).waitFor();
      await page.locator('[role=grid]:not([aria-busy])').waitFor();
      await visit.isAccessible('a view of which a condition is left out');
      await page.getByRole('button', { name: 'Colonnes' }).click();
      await page.getByLabel('Compacte').check({ force: true });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      await page.getByText('La vue Barnums est enregistrée.').waitFor();
      expect(await demo.ask<View>('coordinator', `/views/${view.id}`)).toMatchObject({
        filter,
        density: 'compact',
      });
      await visit.end();
    });

    it('say by whom they were archived to who follows their link, and come back', async () => {
      const view = await demo.ask<View>('coordinator', '/views', {
        name: 'À relancer',
        shared: true,
        filter: { field: 'kind', op: 'eq', value: 'association' },
      });
      const visit = await demo.visit(browser, 'coordinator', DESK);
      await visit.goto(`/membres?vue=${view.id}`);
      await visit.page.getByRole('button', { name: 'À relancer partagée', exact: true }).click();
      await visit.page.getByRole('menuitem', { name: 'Archiver' }).click();
      await visit.page.getByText('La vue À relancer est archivée.').waitFor();
      await visit.end();
      for (const size of [DESK, PHONE]) {
        const reader = await demo.visit(browser, 'reader', size);
        await reader.goto(`/membres?vue=${view.id}`);
        await reader.page.getByText(/La vue «\sÀ relancer\s» a été archivée par/).waitFor();
        await reader.isAccessible('the link of an archived view');
        await reader.fits('the link of an archived view');
        await reader.end();
      }
      const back = await demo.visit(browser, 'coordinator', DESK, true);
      await back.goto(`/membres?vue=${view.id}`);
      await back.page.getByRole('button', { name: 'Rétablir' }).click();
      await back.page.getByText('La vue À relancer est de retour.').waitFor();
      await rowName(back.page, 1).waitFor();
      await back.end();
    });
  });
}
