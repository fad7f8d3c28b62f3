/**
 * The one place that decides where the focus goes when another page comes: to its title, so that a screen reader tells
 * where one is and the next Tab is in the page, not at « Aller au contenu » again.
 */

/** How long a page may take to draw its title, in milliseconds. */
const PATIENCE = 10_000;

let left: Element | null = null;
let watch: AbortController | null = null;

/** Another page is asked for. */
export function depart(): void {
  left = document.activeElement;
}

/** It is drawn; its parts may still be on their way. */
export function arrive(): void {
  watch?.abort();
  const here = new AbortController();
  watch = here;
  const settle = () => {
    // What opened over the page has the focus; it gives it back to where it was opened, which may be gone.
    if (document.querySelector('dialog[open]')) return;
    const main = document.querySelector('main');
    const at = document.activeElement;
    const title = main?.querySelector<HTMLElement>('h1') ?? null;
    if (at === title) return;
    // A page that chose its own place keeps it: a code to type, a line that asks for a decision.
    if (main && at !== main && at !== left && main.contains(at)) return here.abort();
    const place = title ?? main;
    // Scrolling is the router's affair.
    if (place !== at) place?.focus({ preventScroll: true });
  };
  // The title may come later, or be drawn anew once the page knows more; whoever acts meanwhile stays where they are.
  const observer = new MutationObserver(settle);
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = window.setTimeout(() => here.abort(), PATIENCE);
  for (const sign of ['keydown', 'pointerdown', 'click'] as const)
    window.addEventListener(sign, () => here.abort(), { capture: true, signal: here.signal });
  here.signal.addEventListener('abort', () => {
    observer.disconnect();
    window.clearTimeout(timer);
  });
  settle();
}
