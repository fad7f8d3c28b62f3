/**
 * Filters while one types. The page of the new question is asked for, and what answers in it (`data-swap`) takes the place
 * of what did: there is one way of writing a list, the server's.
 */
import { addressOf, choosing, type Pair, pairsOf } from './address';
import { unfold, unfoldOpened } from './folded';

/** So long after the last letter. */
const PAUSE = 250;

export interface Live {
  readonly form: HTMLFormElement;
  /** Where one value of a name alone is asked for, with all else that is. */
  addressChoosing(name: string, value: string): string;
  show(address: string): Promise<void>;
  /** Called after what is shown is another. */
  onShown(tell: () => void): void;
}

export function live(book: HTMLElement): Live | null {
  const form = book.querySelector('form');
  const words = form?.querySelector<HTMLInputElement>('input[name=q]');
  const status = book.querySelector('[data-status]');
  if (!form || !words || !status) return null;
  const path = new URL(form.action).pathname;
  const tellers: (() => void)[] = [];
  let under: AbortController | null = null;
  let waiting = 0;

  const show = async (address: string, keep: 'push' | 'replace' | 'none' = 'push') => {
    under?.abort();
    const mine = new AbortController();
    under = mine;
    window.clearTimeout(waiting);
    let page: Document;
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: 'text/html' } });
      page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!answer.ok || !page.querySelector('[data-live]')) throw new Error(`no list at ${address}`);
    } catch {
      if (mine.signal.aborted) return;
      // The browser says what is the matter, and nothing that was typed is lost: it is in the address.
      window.location.assign(address);
      return;
    }
    if (mine.signal.aborted) return;
    if (keep === 'push') window.history.pushState(null, '', address);
    if (keep === 'replace') window.history.replaceState(null, '', address);
    document.title = page.title;
    swap(page);
    if (document.activeElement !== words)
      words.value = page.querySelector<HTMLInputElement>('#q')?.value ?? '';
    status.textContent = document.querySelector('#found')?.textContent ?? '';
    for (const tell of tellers) tell();
  };
  const asked = (pairs: Pair[] = pairsOf(form)) => addressOf(path, pairs);

  unfoldOpened(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show(asked());
  });
  form.addEventListener('change', (event) => {
    if (event.target !== words) void show(asked());
  });
  words.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void show(asked(), 'replace'), PAUSE);
  });
  book.addEventListener('click', (event) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.chips a') : null;
    if (!chip || !isPlain(event)) return;
    event.preventDefault();
    void show(chip.href);
  });
  window.addEventListener('popstate', () => void show(window.location.href, 'none'));

  return {
    form,
    addressChoosing: (name, value) => asked(choosing(pairsOf(form), name, value)),
    show: (address) => show(address),
    onShown: (tell) => tellers.push(tell),
  };
}

/** Neither into another tab nor to be saved. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function swap(page: Document) {
  const focused = document.activeElement;
  for (const old of document.querySelectorAll<HTMLElement>('[data-swap]')) {
    const fresh = page.querySelector(`[data-swap="${old.dataset.swap}"]`);
    if (!fresh) continue;
    old.replaceChildren(...fresh.childNodes);
    // Before the focus comes back: it may have been on one of them.
    unfold(old);
  }
  const door = page.querySelector<HTMLAnchorElement>('header a[hreflang]');
  if (door)
    document.querySelector('header a[hreflang]')?.setAttribute('href', door.getAttribute('href') ?? '');
  if (focused && !focused.isConnected) {
    // Where one was, or what was found: whoever goes by keyboard goes on from there.
    const same = focused instanceof HTMLElement ? sameAs(focused) : undefined;
    (same ?? document.getElementById('found'))?.focus({ preventScroll: same !== undefined });
  }
}

/** The element that was written anew in the place of one that is gone. */
function sameAs(gone: HTMLElement): HTMLElement | undefined {
  if (gone instanceof HTMLInputElement) {
    const boxes = document.querySelectorAll<HTMLInputElement>(
      '[data-live] input:is([type=checkbox], [type=radio])',
    );
    return [...boxes].find(({ name, value }) => name === gone.name && value === gone.value);
  }
  if (gone.localName !== 'summary') return undefined;
  const summaries = document.querySelectorAll<HTMLElement>('[data-live] summary');
  return [...summaries].find(({ dataset }) => dataset.of === gone.dataset.of);
}
