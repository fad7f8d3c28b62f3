/** Copy, cut and paste by the browser's own events: no permission is asked. */
import { type ClipboardEvent, useMemo } from 'react';
import type { Desk } from '../engine/desk';
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
        engine.say(engine.words.copied.tooMuch(cells), 'warn');
        return false;
      }
      const block = desk.block();
      const rect = block();
      const copied = rect && desk.hands?.ranges.copied(rect);
      if (!copied) return copyLater(block);
      event.clipboardData.setData('text/plain', copied.text);
      event.clipboardData.setData('text/html', copied.html);
      engine.say(engine.words.copied.done(cells));
      return true;
    };

    const copyLater = async (block: () => Rect | null) => {
      await desk.fetchHands();
      if (!desk.hands) engine.say(engine.words.state.offline, 'warn');
      const rect = desk.hands && block();
      return rect !== null && (desk.hands?.ranges.toClipboard(rect) ?? false);
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
