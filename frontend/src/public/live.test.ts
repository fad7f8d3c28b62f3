import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { live } from './live';

/** A page of the list as the server writes it, cut down to what the script stands on. */
const page = (found: string, kinds: string, items: string) => `
  <title>${found}</title>
  <div data-live>
    <form action="/annuaire"><input id="q" name="q" value="">
      <details data-swap="kind" open><summary>Type</summary><fieldset>${kinds}</fieldset></details></form>
    <p role="status" data-status></p>
    <section data-swap="answer"><h2 id="found" tabindex="-1">${found}</h2>${items}</section>
  </div>`;
const box = (checked: boolean) =>
  `<input type="checkbox" name="kind" value="company" data-count="2"${checked ? ' checked' : ''}>`;

const answers = vi.fn<(address: string) => string>();

beforeEach(() => {
  window.history.replaceState(null, '', '/annuaire');
  document.body.innerHTML = page('3 organisations', box(false), '<ol><li>A</li><li>B</li><li>C</li></ol>');
  vi.stubGlobal('fetch', async (address: string, { signal }: { signal: AbortSignal }) => {
    const text = answers(address);
    await Promise.resolve();
    if (signal.aborted) throw new Error('aborted');
    return { ok: true, text: async () => text };
  });
});
afterEach(() => {
  answers.mockReset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const shown = () => document.querySelector('#found')?.textContent;
const begin = () => {
  const book = document.querySelector<HTMLElement>('[data-live]');
  return book && live(book);
};

it('asks for the page of the question, and puts its answer in the place of the one there was', async () => {
  answers.mockReturnValue(
    page('2 organisations', box(true), '<ul class="chips"><li><a href="/annuaire">×</a></li></ul>'),
  );
  begin();
  const kind = document.querySelector<HTMLInputElement>('input[name=kind]');
  kind?.focus();
  kind?.click();
  await vi.waitFor(() => expect(shown()).toBe('2 organisations'));
  expect(answers).toHaveBeenLastCalledWith('/annuaire?kind=company');
  expect(window.location.search).toBe('?kind=company');
  expect(document.querySelector('[data-status]')?.textContent).toBe('2 organisations');
  // Who goes by keyboard is where they were, on the box that was written anew.
  expect(document.activeElement).toBe(document.querySelector('input[name=kind]'));
  expect(document.activeElement).not.toBe(kind);
});

it('leaves the keyboard on a choice that comes back as text', async () => {
  document.body.innerHTML = page('2 organisations', box(true), '');
  answers.mockReturnValue(page('3 organisations', `<noscript>${box(false)}</noscript>`, ''));
  begin();
  const kind = document.querySelector<HTMLInputElement>('input[name=kind]');
  kind?.focus();
  kind?.click();
  await vi.waitFor(() => expect(shown()).toBe('3 organisations'));
  expect(document.querySelector('noscript')).toBeNull();
  expect(document.activeElement).toBe(document.querySelector('input[name=kind]'));
});

it('takes the choice of nothing away from the address, and stays on it', async () => {
  const either = (chosen: string) =>
    ['', '7']
      .map(
        (axis) =>
          `<input type="radio" name="axis" value="${axis}" data-count=""${axis === chosen ? ' checked' : ''}>`,
      )
      .join('');
  document.body.innerHTML = page('1 fiche', either('7'), '');
  answers.mockReturnValue(page('2 fiches', either(''), ''));
  begin();
  const all = document.querySelector<HTMLInputElement>('input[value=""][name=axis]');
  all?.focus();
  all?.click();
  await vi.waitFor(() => expect(shown()).toBe('2 fiches'));
  expect(answers).toHaveBeenLastCalledWith('/annuaire');
  expect(document.activeElement).toBe(document.querySelector('input[value=""][name=axis]'));
  expect(document.activeElement).not.toBe(all);
});

it('waits for the end of a word, and the last question wins', async () => {
  vi.useFakeTimers();
  answers.mockImplementation((address) => page(address, box(false), ''));
  begin();
  const words = document.querySelector<HTMLInputElement>('#q');
  for (const text of ['v', 'vé', 'vélo']) {
    if (words) words.value = text;
    words?.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(answers).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(shown()).toBe('/annuaire?q=v%C3%A9lo'));
  expect(answers).toHaveBeenCalledOnce();
});

it('gives the focus to what was found when the filter that had it is gone', async () => {
  answers.mockReturnValueOnce(
    page('2 organisations', box(true), '<ul class="chips"><li><a href="/annuaire?lang=fr">×</a></li></ul>'),
  );
  const filters = begin();
  await filters?.show('/annuaire?kind=company');
  const chip = document.querySelector<HTMLAnchorElement>('.chips a');
  chip?.focus();
  answers.mockReturnValueOnce(page('3 organisations', box(false), ''));
  chip?.click();
  await vi.waitFor(() => expect(shown()).toBe('3 organisations'));
  expect(document.activeElement?.id).toBe('found');
});
