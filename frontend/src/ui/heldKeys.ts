/**
 * Keys and pastes meant for something that is still on its way: kept in their order, then given to it
 * (`givingBack.ts`, which is fetched along with it).
 */
import { toast } from './toasts';
import { uiWordsNow } from './words';

export type Held = KeyboardEvent | { paste: string } | { text: string } | (() => void);

/** Those that are given back: nobody holds them again. */
export const givenBack = new WeakSet<Event>();
/** True while text that was held is being written. */
export const writing = { now: false };
const holds = new Set<Held[]>();

/** What they are meant for will not come. */
export function dropHeldKeys() {
  for (const held of holds) held.length = 0;
}

/** Of those with Ctrl, what pages and fields answer to; the others are the browser's own. */
const OURS = /^([adkryz]|Enter|Home|End|Delete|Backspace|Arrow.*)$/i;

interface Hold {
  /** The key at hand: the first of them. */
  first?: KeyboardEvent | undefined;
  /** A press meanwhile: what it did, to be done again after the keys before it. */
  onPress?: () => () => void;
}

/**
 * Begins to hold them; what it returns lets them go, once whatever wants them has the focus, or drops them, where that
 * will not come.
 */
export function holdKeys({ first, onPress }: Hold = {}): (drop?: 'drop') => Promise<void> {
  const held: Held[] = first ? [first] : [];
  holds.add(held);
  const fetched = import('./givingBack').catch(() => null);
  const hold = (event: Event) => {
    if (givenBack.has(event)) return;
    if (event instanceof KeyboardEvent) {
      const { ctrlKey, metaKey, altKey, key } = event;
      const altGraph = event.getModifierState('AltGraph');
      if (!altGraph && (altKey || ((ctrlKey || metaKey) && !OURS.test(key)))) return;
      held.push(event);
    } else held.push({ paste: (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '' });
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Text that comes without keys: dictation, a phone's keyboard, a list of signs.
  const holdText = (event: InputEvent) => {
    if (writing.now || event.inputType !== 'insertText' || !event.data) return;
    held.push({ text: event.data });
    event.preventDefault();
  };
  const press = () => {
    if (onPress) held.push(onPress());
  };
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  window.addEventListener('keydown', hold, options);
  window.addEventListener('paste', hold, options);
  window.addEventListener('beforeinput', holdText, options);
  // What is pressed answers first.
  for (const kind of ['pointerdown', 'pointerup'])
    window.addEventListener(kind, press, { signal: stop.signal });
  return async (drop) => {
    if (drop) held.length = 0;
    const part = await fetched;
    if (part) await part.giveBack(held);
    else if (held.length > 0) toast({ text: uiWordsNow().openAgain });
    stop.abort();
    holds.delete(held);
  };
}
