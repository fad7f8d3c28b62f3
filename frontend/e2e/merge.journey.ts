/**
 * Doubles found, told apart, merged field by field, followed from the old address, and parted again; and what is said
 * when two can't be made one, when one of them changed meanwhile, or when they can't be parted any more.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, openBrowser, PHONE, type Visit } from './harness/browser';
import { Demo } from './harness/demo';
import { ENGINES } from './harness/program';

interface Made {
  id: string;
  name: string;
  revision: number;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** Tab after Tab, until what has the focus bears this name. */
async function tabTo({ page }: Visit, name: string | RegExp): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const said = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '';
    if (typeof name === 'string' ? said.trim() === name : name.test(said)) return;
  }
  throw new Error(`Tab never leads to ${name}`);
}

describe.each(ENGINES)('on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open(engine);
  });
  afterAll(async () => {
    await demo.end();
  });

  /** Two records of one association, alike by their address. */
  async function twice(name: string): Promise<[Made, Made]> {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}@doubles.example`;
    const make = (as: string, phone: string) =>
      demo.ask<Made>('coordinator', '/members', { name: as, kind: 'association', email, phone });
    return [await make(name, '+33388000001'), await make(`${name} (ancienne fiche)`, '+33388000002')];
  }

  it('merges two records with a choice, follows the old address and parts them again', async () => {
    const [stays, goes] = await twice('Chorale des Tilleuls');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/membres/doublons');
    await page.getByRole('link', { name: `Comparer et fusionner ${stays.name} et ${goes.name}` }).click();
    await page.getByRole('heading', { level: 1, name: 'Fusionner deux fiches' }).waitFor();
    const phones = page.getByRole('group', { name: 'Téléphone' });
    await phones.getByRole('radio').nth(1).check();
    await visit.isAccessible('the comparison');
    await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: stays.name }).waitFor();
    const merged = await demo.ask<{ phone: string }>('coordinator', `/members/${stays.id}`);
    expect(merged.phone).toBe('+33388000002');

    await visit.goto(`/membres/${goes.id}`);
    await page.getByText('a été fusionnée avec celle-ci').waitFor();
    expect(page.url()).toContain(stays.id);

    await page.getByRole('link', { name: 'Historique' }).click();
    await page.getByText('Fusion avec une autre fiche').waitFor();
    await visit.isAccessible('the history of a merged member');
    await page.getByRole('button', { name: `Défaire la fusion de ${goes.name}` }).click();
    await page.getByText('sont de nouveau deux fiches').waitFor();
    await visit.goto(`/membres/${goes.id}`);
    await page.getByRole('heading', { level: 1, name: goes.name }).waitFor();
    expect(page.url()).toContain(goes.id);
    await visit.end();
  });

  it('takes a merge back from its message', async () => {
    const [stays, goes] = await twice('Atelier des Saules');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/fusion?garde=${stays.id}&avec=${goes.id}`);
    await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
    await page.getByText(/fait partie de/).waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect
      .poll(async () => (await demo.ask<Made>('coordinator', `/members/${goes.id}`)).id)
      .toBe(goes.id);
    await visit.end();
  });

  it('tells a pair apart, and shows it again', async () => {
    const [one, other] = await twice('Club du Moulin');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    const names = `${one.name} et ${other.name}`;
    await visit.goto('/membres/doublons');
    await page.getByRole('button', { name: new RegExp(`^Ce ne sont pas les mêmes.*${one.name} et`) }).click();
    await page.getByRole('link', { name: `Comparer et fusionner ${names}` }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Distinguées' }).click();
    await page.getByRole('button', { name: `Regarder de nouveau ${names}` }).click();
    await page.getByRole('button', { name: 'À regarder' }).click();
    await page.getByRole('link', { name: `Comparer et fusionner ${names}` }).waitFor();
    await visit.end();
  });

  it('tells that one of the two changed meanwhile, and merges what is there then', async () => {
    const [stays, goes] = await twice('Lavoir des Aulnes');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/fusion?garde=${stays.id}&avec=${goes.id}`);
    await page.getByRole('group', { name: 'Téléphone' }).waitFor();
    await demo.ask('admin', `/members/${goes.id}`, { website: 'https://aulnes.example' }, goes.revision);
    await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
    await page.getByText('Une des deux fiches a changé entre-temps').waitFor();
    expect((await demo.ask<Made>('coordinator', `/members/${goes.id}`)).name).toBe(goes.name);
    await page.getByText('aulnes.example').first().waitFor();
    await visit.isAccessible('a comparison that is out of date');
    await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: stays.name }).waitFor();
    const merged = await demo.ask<{ website: string }>('coordinator', `/members/${stays.id}`);
    expect(merged.website).toBe('https://aulnes.example');
    await visit.end();
  });

  it('keeps the record that one chooses to keep', async () => {
    const [older, newer] = await twice('Cercle du Pressoir');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/fusion?garde=${older.id}&avec=${newer.id}`);
    await page.getByRole('button', { name: 'Garder l’autre fiche' }).click();
    await page.waitForURL((url) => url.searchParams.get('garde') === newer.id);
    await page.getByRole('group', { name: 'Organisation', exact: true }).getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: newer.name }).waitFor();
    await visit.goto(`/membres/${older.id}`);
    await page.getByText('a été fusionnée avec celle-ci').waitFor();
    expect(page.url()).toContain(newer.id);
    await visit.end();
  });

  it('keeps communes by right what they are', async () => {
    const { items } = await demo.ask<{ items: Made[] }>(
      'coordinator',
      '/members?kind=commune&ex_officio=true&limit=2',
    );
    const [one, other] = items;
    if (!one || !other) throw new Error('the demonstration has no two communes by right');
    const typed = await demo.ask<Made>('coordinator', '/members', {
      name: `Mairie ${one.name}`,
      kind: 'commune',
    });
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/fusion?garde=${one.id}&avec=${other.id}`);
    await page.getByText('Ces deux communes sont membres de droit').waitFor();
    expect(await page.getByRole('button', { name: 'Fusionner', exact: true }).count()).toBe(0);
    await visit.isAccessible('two members by right');
    // The other way round it goes: one press.
    await visit.goto(`/membres/fusion?garde=${typed.id}&avec=${one.id}`);
    await page.getByText('c’est sa fiche qui doit rester').waitFor();
    await page.getByRole('button', { name: 'Garder l’autre fiche' }).click();
    await page.getByRole('heading', { name: 'Ce qui diffère' }).waitFor();
    expect(new URL(page.url()).searchParams.get('garde')).toBe(one.id);
    await visit.end();
  });

  it('is done by keyboard alone', async () => {
    const [stays, goes] = await twice('Relais des Noyers');
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto('/membres/doublons');
    await page.getByRole('list', { name: 'Paires de fiches' }).waitFor();
    await tabTo(visit, `Comparer et fusionner ${stays.name} et ${goes.name}`);
    await page.keyboard.press('Enter');
    const phones = page.getByRole('group', { name: 'Téléphone' });
    await phones.waitFor();
    for (let pressed = 0; pressed < 120; pressed++) {
      await page.keyboard.press('Tab');
      if (await phones.locator('input:focus').count()) break;
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => phones.getByRole('radio').nth(1).isChecked()).toBe(true);
    await tabTo(visit, 'Fusionner');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: stays.name }).waitFor();
    const merged = await demo.ask<{ phone: string }>('coordinator', `/members/${stays.id}`);
    expect(merged.phone).toBe('+33388000002');
    await visit.end();
  });

  it('says why two can’t be parted any more', async () => {
    const [stays, goes] = await twice('Amicale du Pont');
    await demo.ask('coordinator', `/members/${stays.id}/merge`, {
      other: goes.id,
      revision: stays.revision,
      other_revision: goes.revision,
      choices: { phone: 'other' },
    });
    const now = await demo.ask<Made>('coordinator', `/members/${stays.id}`);
    await demo.ask('admin', `/members/${stays.id}`, { phone: '+33388000003' }, now.revision);
    const visit = await demo.visit(browser, 'coordinator', DESK);
    const { page } = visit;
    await visit.goto(`/membres/${stays.id}?onglet=historique`);
    await page.getByRole('button', { name: `Défaire la fusion de ${goes.name}` }).click();
    await page
      .getByText(
        /Cette fusion ne peut plus être défaite.*Téléphone de l’organisation\s: .* a changé ce champ le/,
      )
      .waitFor();
    expect((await demo.ask<Made>('coordinator', `/members/${stays.id}`)).id).toBe(stays.id);
    await visit.end();
  });

  it('lets a reader look and not write', async () => {
    const [one, other] = await twice('Amis du Verger');
    const visit = await demo.visit(browser, 'reader', DESK);
    const { page } = visit;
    await visit.goto('/membres/doublons');
    const dismiss = page.getByRole('button', {
      name: new RegExp(`mêmes.*${one.name} et ${other.name.split(' (')[0]}`),
    });
    expect(await dismiss.getAttribute('aria-disabled')).toBe('true');
    await visit.end();
  });

  it('is accessible and fits at both sizes, light and dark', async () => {
    const [stays, goes] = await twice('Foyer du Canal');
    for (const size of [DESK, PHONE]) {
      for (const dark of [false, true]) {
        const visit = await demo.visit(browser, 'coordinator', size, dark);
        const shot = async (what: string) => {
          const folder = process.env.SHOTS;
          if (folder) await visit.page.screenshot({ path: `${folder}/${what}-${size.width}-${dark}.png` });
        };
        await visit.goto('/membres/doublons');
        await visit.page.getByRole('list', { name: 'Paires de fiches' }).waitFor();
        await shot('pairs');
        await visit.isAccessible('the pairs');
        await visit.fits('the pairs');
        await visit.goto(`/membres/fusion?garde=${stays.id}&avec=${goes.id}`);
        await visit.page.getByRole('heading', { name: 'Ce qui diffère' }).waitFor();
        await shot('merge');
        await visit.isAccessible('the comparison');
        await visit.fits('the comparison');
        await visit.goto(`/membres/${stays.id}`);
        await visit.page.getByRole('button', { name: 'Fusionner avec…' }).click();
        await visit.page.getByRole('dialog').waitFor();
        await visit.isAccessible('the choice of the other record');
        await visit.fits('the choice of the other record');
        await visit.end();
      }
    }
  });
});
