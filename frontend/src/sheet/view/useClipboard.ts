/** Copy, cut and paste by the browser's own events: no permission is asked. */
import { type ClipboardEvent, useMemo } from 'react';
import type { Desk } from '../engine/desk';
import type { Copied } from '../engine/ranges';

export function useClipboard(desk: Desk) {
  return useMemo(() => {
    const { engine, ranges, edits } = desk;
    const told = (copied: Copied) => engine.say(engine.words.done.copied(copied.cells));

    const copy = (event: ClipboardEvent): boolean => {
      if (engine.editing || engine.bounds.rows === 0) return false;
      event.preventDefault();
      const { rect } = ranges;
      if (ranges.tooMuch(rect)) {
        engine.say(
          engine.words.done.tooMuch((rect.bottom - rect.top + 1) * (rect.right - rect.left + 1)),
          'warn',
        );
        return false;
      }
      const copied = ranges.copied(rect);
      if (!copied) {
        void copyLater();
        return false;
      }
      event.clipboardData.setData('text/plain', copied.text);
      event.clipboardData.setData('text/html', copied.html);
      told(copied);
      return true;
    };

    /** Some rows are still to be read: the clipboard takes a promise. */
    const copyLater = async () => {
      const copied = ranges.readAndCopy(ranges.rect);
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
        if (copy(event)) edits.clear();
      },
      onPaste: (event: ClipboardEvent) => {
        if (engine.editing) return;
        event.preventDefault();
        const { clipboardData } = event;
        ranges.paste(clipboardData.getData('text/plain'), clipboardData.getData('text/html'));
      },
    };
  }, [desk]);
}
