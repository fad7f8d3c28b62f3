/** Copy, cut and paste by the browser's own events: no permission is asked. */
import { type ClipboardEvent, useMemo } from 'react';
import type { Desk } from '../engine/desk';
import type { Copied } from '../engine/ranges';
import { rectOf, sizeOf } from '../logic/selection';

/** More than that belongs into an export. */
const MOST_COPIED = 600_000;

export function useClipboard(desk: Desk) {
  return useMemo(() => {
    const { engine } = desk;
    const told = (copied: Copied) => engine.say(engine.words.done.copied(copied.cells));

    const copy = (event: ClipboardEvent): boolean => {
      if (engine.editing || engine.bounds.rows === 0) return false;
      event.preventDefault();
      const { cells } = sizeOf(rectOf(engine.selection));
      if (cells > MOST_COPIED) {
        engine.say(engine.words.done.tooMuch(cells), 'warn');
        return false;
      }
      if (!desk.hands) {
        void copyLater();
        return true;
      }
      const { ranges } = desk.hands;
      const copied = ranges.copied(ranges.rect);
      if (!copied) {
        void copyLater();
        return false;
      }
      event.clipboardData.setData('text/plain', copied.text);
      event.clipboardData.setData('text/html', copied.html);
      told(copied);
      return true;
    };

    /** Some rows, or what copies, are still on their way: the clipboard takes a promise. */
    const copyLater = async () => {
      const copied = new Promise<Copied | null>((resolve) =>
        desk.change(({ ranges }) => resolve(ranges.copied(ranges.rect) ?? ranges.readAndCopy(ranges.rect))),
      );
      const blob = async (kind: 'text' | 'html') => {
        const made = await copied;
        if (!made) throw new Error('stopped');
        return new Blob([made[kind]], { type: kind === 'html' ? 'text/html' : 'text/plain' });
      };
      try {
        await navigator.clipboard.write([
          new ClipboardItem({ 'text/plain': blob('text'), 'text/html': blob('html') }),
        ]);
        const made = await copied;
        if (made) told(made);
      } catch {
        engine.say((await copied) ? engine.words.done.notCopied : engine.words.work.stopped(0), 'warn');
      }
    };

    return {
      onCopy: (event: ClipboardEvent) => void copy(event),
      onCut: (event: ClipboardEvent) => {
        if (copy(event)) desk.change(({ edits }) => edits.clear());
      },
      onPaste: (event: ClipboardEvent) => {
        if (engine.editing) return;
        event.preventDefault();
        const { clipboardData } = event;
        const [plain, html] = [clipboardData.getData('text/plain'), clipboardData.getData('text/html')];
        desk.change(({ ranges }) => ranges.paste(plain, html));
      },
    };
  }, [desk]);
}
