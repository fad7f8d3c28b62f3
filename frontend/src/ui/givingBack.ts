/** Gives held keys to whatever has the focus now, as a keyboard would: the page hears of each, and it can be undone. */
import { defineWords, language } from '@/language';
import { givenBack, type Held, writing } from './heldKeys';
import { toast } from './toasts';

const words = defineWords(
  { typeAgain: 'La fin de ce que vous avez tapé n’a pas été prise : tapez-la à nouveau.' },
  { typeAgain: 'The end of what you typed was not taken: type it again.' },
);

const FIELDS = 'input, textarea, select, button, a[href], [tabindex], [contenteditable]';
/** Kinds of input that have text and a caret; the others have a way of their own. */
const WRITTEN = new Set(['text', 'search', 'tel', 'url', 'password', 'email', 'number']);

/** Those behind an accent that waits for its letter can't be given: the person is told. */
export async function giveBack(held: Held[]): Promise<void> {
  // Each in a turn of its own: one may move the focus that the next one goes to.
  await turn();
  for (let one = held.shift(); one; one = held.shift()) {
    if (typeof one === 'function') one();
    else if ('paste' in one) paste(one.paste);
    else if ('text' in one) write(one.text);
    else if (one.key === 'Dead' || one.key === 'Process' || one.isComposing) {
      held.length = 0;
      toast({ text: (words[language()] ?? words.fr).typeAgain });
    } else press(one);
    await turn();
  }
}

const turn = () => new Promise((done) => setTimeout(done));

const focused = () => document.activeElement ?? document.body;

function give(event: Event): boolean {
  givenBack.add(event);
  return focused().dispatchEvent(event);
}

function press(event: KeyboardEvent) {
  const { key, code, shiftKey } = event;
  // What AltGr writes comes with Ctrl on some keyboards.
  const ctrl = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  const again = { key, code, shiftKey, ctrlKey: ctrl, bubbles: true, cancelable: true };
  if (!give(new KeyboardEvent('keydown', again))) return;
  // As with a real key, what it does is done where the focus is by now.
  const target = focused();
  if (key === 'Tab') return leave(target, shiftKey);
  const text = isText(target) ? target : null;
  if (key === 'Enter' || key === ' ') {
    const pressed = target.closest<HTMLElement>('button, a[href], summary');
    if (pressed && !(key === ' ' && pressed.matches('a'))) return pressed.click();
    if (key === ' ' && target.matches('[type=checkbox], [type=radio]'))
      return (target as HTMLElement).click();
    if (key === 'Enter' && target instanceof HTMLInputElement) return target.form?.requestSubmit();
  }
  if (!text) return;
  if (ctrl && /^[azy]$/i.test(key)) {
    if (key.toLowerCase() === 'a') text.select();
    else document.execCommand(key.toLowerCase() === 'z' && !shiftKey ? 'undo' : 'redo');
  } else if (key.length === 1 && !ctrl) write(key);
  else if (key === 'Enter') write('\n');
  else if (key === 'Backspace') document.execCommand('delete');
  else if (key === 'Delete') document.execCommand('forwardDelete');
  else move(text, key, shiftKey, ctrl);
}

function write(text: string) {
  writing.now = true;
  document.execCommand('insertText', false, text);
  writing.now = false;
}

function paste(text: string) {
  const target = focused();
  if (isText(target)) {
    write(target instanceof HTMLInputElement ? text.replace(/[\r\n]+/g, ' ') : text);
    return;
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  give(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

function isText(target: Element): target is HTMLInputElement | HTMLTextAreaElement {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && WRITTEN.has(target.type))
  );
}

/** The caret, or with Shift the end of what is selected. Inputs that tell no caret (a number, an address) keep it. */
function move(field: HTMLInputElement | HTMLTextAreaElement, key: string, extend: boolean, far: boolean) {
  const { value, selectionStart: start, selectionEnd: end, selectionDirection } = field;
  if (start === null || end === null) return;
  const back = selectionDirection === 'backward';
  const [anchor, caret] = back ? [end, start] : [start, end];
  const lineStart = value.lastIndexOf('\n', caret - 1) + 1;
  const lineEnd = (value.indexOf('\n', caret) + value.length + 1) % (value.length + 1);
  const collapses = start !== end && !extend;
  const to = {
    ArrowLeft: collapses ? start : caret - 1,
    ArrowRight: collapses ? end : caret + 1,
    Home: far ? 0 : lineStart,
    End: far ? value.length : lineEnd,
    ArrowUp: lineStart === 0 ? 0 : Math.min(lineStart - 1, lastBreak(value, lineStart) + caret - lineStart),
    ArrowDown: Math.min(value.length, lineEnd + 1 + caret - lineStart),
  }[key];
  if (to === undefined) return;
  const place = Math.max(0, Math.min(value.length, to));
  const from = extend ? anchor : place;
  field.setSelectionRange(
    Math.min(from, place),
    Math.max(from, place),
    place < from ? 'backward' : 'forward',
  );
}

/** Where the line above the one that begins here begins. */
const lastBreak = (value: string, lineStart: number) => value.lastIndexOf('\n', lineStart - 2) + 1;

/** To the next field, as Tab goes: within the dialog on top, where there is one. */
function leave(target: Element, back: boolean) {
  const dialogs = document.querySelectorAll('dialog[open]');
  const ground = dialogs[dialogs.length - 1] ?? document;
  const all = [...ground.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility?.() !== false,
  );
  const at = all.indexOf(target as HTMLElement);
  const next = at < 0 ? all[0] : all.at((at + (back ? -1 : 1)) % all.length);
  next?.focus();
  if (next && isText(next)) next.select();
}
