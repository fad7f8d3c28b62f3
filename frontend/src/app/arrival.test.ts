import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrive, depart } from './arrival';

const byId = (id: string) => document.getElementById(id) as HTMLElement;
/** What is observed is told a moment later. */
const moment = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  document.body.innerHTML = `
    <nav><a id="entry" href="/">Membres</a></nav>
    <main id="contenu" tabindex="-1"><h1 id="before" tabindex="-1">Semaine</h1><a id="link" href="/">Un lien</a></main>`;
});
// Whoever presses a key ends what a test began.
afterEach(() => window.dispatchEvent(new KeyboardEvent('keydown')));

const draw = (content: string) => {
  byId('contenu').innerHTML = content;
};

it('puts the focus on the title of the page that came, from an entry of the menu or a link that is gone', () => {
  for (const from of ['entry', 'link']) {
    byId(from).focus();
    depart();
    draw('<h1 id="after" tabindex="-1">Membres</h1>');
    arrive();
    expect(document.activeElement?.id).toBe('after');
    draw('<a id="link" href="/">Un lien</a>');
  }
});

it('waits for a title that comes later, and follows one that is drawn anew', async () => {
  byId('entry').focus();
  depart();
  draw('<p>…</p>');
  arrive();
  expect(document.activeElement?.id).toBe('contenu');
  draw('<h1 id="first" tabindex="-1">Membre</h1>');
  await moment();
  expect(document.activeElement?.id).toBe('first');
  draw('<h1 id="second" tabindex="-1">Repair Café</h1>');
  await moment();
  expect(document.activeElement?.id).toBe('second');
});

it('leaves the focus to a page that chose its place, and to whoever acted meanwhile', async () => {
  byId('entry').focus();
  depart();
  draw('<h1 tabindex="-1">Deux étapes</h1><input id="code">');
  byId('code').focus();
  arrive();
  expect(document.activeElement?.id).toBe('code');

  byId('entry').focus();
  depart();
  draw('<p>…</p>');
  arrive();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
  byId('entry').focus();
  draw('<h1 tabindex="-1">Membres</h1>');
  await moment();
  expect(document.activeElement?.id).toBe('entry');
});

it('waits for a dialog to close: where it gives the focus back is no place of the new page', async () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open><input id="palette"></dialog>');
  byId('palette').focus();
  depart();
  draw('<h1 id="after" tabindex="-1">Membres</h1>');
  arrive();
  expect(document.activeElement?.id).toBe('palette');
  document.querySelector('dialog')?.remove();
  byId('entry').focus();
  await moment();
  expect(document.activeElement?.id).toBe('after');
});
