import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { offerCopies } from './copying';

const LINE = '<iframe src="https://club.example/integration/annuaire"></iframe>';

beforeEach(() => {
  document.body.innerHTML = `<div data-copy="Copier" data-copied="Copié." data-uncopied="Choisi.">
    <pre aria-label="La liste"><code>${LINE.replaceAll('<', '&lt;')}</code></pre></div>`;
  const sheet = document.querySelector<HTMLElement>('[data-copy]');
  if (sheet) offerCopies(sheet);
});
afterEach(() => vi.unstubAllGlobals());

const press = () => document.querySelector('button')?.click();
const said = () => document.querySelector('[role=status]')?.textContent;

it('copies the piece as it stands, and says so', async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  expect(document.querySelector('button')?.getAttribute('aria-label')).toBe('Copier – La liste');
  press();
  await vi.waitFor(() => expect(said()).toBe('Copié.'));
  expect(writeText).toHaveBeenCalledExactlyOnceWith(LINE);
});

it('selects the piece where there is no clipboard', async () => {
  vi.stubGlobal('navigator', {});
  press();
  await vi.waitFor(() => expect(said()).toBe('Choisi.'));
  expect(window.getSelection()?.toString()).toBe(LINE);
});
