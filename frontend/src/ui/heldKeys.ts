/** Keys pressed while what they are meant for is still on its way: kept in their order, then given to it. */

/**
 * Begins to hold them, after the one at hand; what it returns lets them go, once whatever wants them has the focus, or
 * drops them, where that will not come.
 */
export function holdKeys(first?: KeyboardEvent): (drop?: 'drop') => void {
  const held: KeyboardEvent[] = first ? [first] : [];
  const hold = (event: KeyboardEvent) => {
    // Those that are given back pass.
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  };
  window.addEventListener('keydown', hold, true);
  return (drop) => {
    if (drop) held.length = 0;
    void giveBack(held).finally(() => window.removeEventListener('keydown', hold, true));
  };
}

async function giveBack(held: KeyboardEvent[]) {
  // Each in a turn of its own: one may move the focus that the next one goes to.
  await turn();
  for (let event = held.shift(); event; event = held.shift()) {
    press(event);
    await turn();
  }
}

const turn = () => new Promise((done) => setTimeout(done));

function press({ key, code, shiftKey }: KeyboardEvent) {
  const target = document.activeElement ?? document.body;
  const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  const goesOn = target.dispatchEvent(again);
  const writes = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!goesOn || !writes || document.activeElement !== target) return;
  // As a keyboard would: the page hears of it, and it can be undone.
  if (key.length === 1) document.execCommand('insertText', false, key);
  else if (key === 'Backspace') document.execCommand('delete');
}
