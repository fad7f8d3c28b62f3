/** Copy, cut and paste by the browser's own events: no permission is asked. */
import { type ClipboardEvent, useMemo } from 'react';
import type { Desk } from '../engine/desk';
import type { Copied } from '../engine/ranges';
import { type Rect, rectOf, sizeOf } from '../logic/selection';

/** More than that belongs into an export. */
const MOST_COPIED = 600_000;

export function useClipboard(desk: Desk) {
  return useMemo(() => {
    const { engine } = desk;

    /** True once the selected block is on the clipboard: at once, or as soon as what it needs has come. */
    const copy = (event: ClipboardEvent): boolean | Promise<boolean> => {
      if (engine.editing || engine.bounds.rows === 0) return false;
      event.preventDefault();
      const { cells } = sizeOf(rectOf(engine.selection));
      if (cells > MOST_COPIED) {
        engine.say(engine.words.done.tooMuch(cells), 'warn');
        return false;
      }
      const block = desk.block();
      const rect = block();
      const copied = rect && desk.hands?.ranges.copied(rect);
      if (!copied) return copyLater(block);
      event.clipboardData.setData('text/plain', copied.text);
      event.clipboardData.setData('text/html', copied.html);
      return told(copied);
    };

    const told = ({ cells }: Copied) => {
      engine.say(engine.words.done.copied(cells));
      return true;
    };

    /** Some rows, or what copies, are still on their way: the clipboard takes a promise. */
    const copyLater = async (block: () => Rect | null): Promise<boolean> => {
      const made = async () => {
        await desk.fetchHands();
        const rect = desk.hands && block();
        return rect && (desk.hands?.ranges.copied(rect) ?? desk.hands?.ranges.readAndCopy(rect));
      };
      const copied = made();
      const blob = async (kind: 'text' | 'html') => {
        const text = (await copied)?.[kind];
        if (text === undefined) throw new Error('stopped');
        return new Blob([text], { type: kind === 'html' ? 'text/html' : 'text/plain' });
      };
      try {
        await navigator.clipboard.write([
          new ClipboardItem({ 'text/plain': blob('text'), 'text/html': blob('html') }),
        ]);
        const there = await copied;
        return there ? told(there) : false;
      } catch {
        const { done, state, work } = engine.words;
        engine.say((await copied) ? done.notCopied : desk.hands ? work.stopped(0) : state.offline, 'warn');
        return false;
      }
    };

    return {
      onCopy: (event: ClipboardEvent) => void copy(event),
      /** Nothing is emptied before it is on the clipboard. */
      onCut: async (event: ClipboardEvent) => {
        const block = desk.block();
        if (!(await copy(event))) return;
        const rect = block();
        if (rect) desk.hands?.edits.clear(rect);
      },
      onPaste: (event: ClipboardEvent) => {
        if (engine.editing) return;
        event.preventDefault();
        const { clipboardData } = event;
        const [plain, html] = [clipboardData.getData('text/plain'), clipboardData.getData('text/html')];
        desk.changeBlock(({ ranges }, rect) => ranges.paste(plain, html, rect));
      },
    };
  }, [desk]);
}
