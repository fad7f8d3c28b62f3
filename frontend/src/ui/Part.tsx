/** A part of the screen that is fetched when it is first opened. */
import { type ReactNode, Suspense, useEffect } from 'react';

/** Nothing stands in its place for the moment it takes, and what one types in that moment goes into it. */
export function Part({ children }: { children: ReactNode }) {
  return <Suspense fallback={<HeldKeys />}>{children}</Suspense>;
}

/** Keeps the keys from the page below; gives them to the field that has the focus once the part is there. */
function HeldKeys() {
  useEffect(() => {
    let typed = '';
    const hold = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key.length === 1) typed += event.key;
      else if (event.key === 'Backspace') typed = typed.slice(0, -1);
    };
    window.addEventListener('keydown', hold, true);
    return () => {
      window.removeEventListener('keydown', hold, true);
      // Once the part has put the focus where it wants it.
      if (typed) setTimeout(() => write(typed));
    };
  }, []);
  return null;
}

function write(text: string) {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  // As a keyboard would: React hears it, and it can be undone.
  document.execCommand('insertText', false, text);
}
