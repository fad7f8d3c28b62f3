/** Opens the editor of the active cell. */
import { flushSync } from 'react-dom';
import { holdKeys } from '@/ui';
import type { Desk } from '../engine/desk';
import type { Editing } from '../engine/engine';
import { opensAtOnce, parts } from './parts';

/**
 * At once, so that the key that opens it, and composing, write into it. Where the editor is still on its way the keys
 * are held: the one that opens it, if it writes, and those behind it. It then opens in the cell where it was asked for,
 * and a press elsewhere meanwhile ends it as it would have. True if the key at hand is still to be written.
 */
export function begin(desk: Desk, mode: Editing['mode'], written?: KeyboardEvent): boolean {
  const { engine } = desk;
  if (opensAtOnce()) {
    flushSync(() => engine.beginEdit(mode));
    return true;
  }
  const { row, column } = engine.selection.active;
  const [id, key] = [engine.rows.idAt(row) ?? '', engine.column(column)?.key ?? ''];
  const release = holdKeys({
    first: written,
    onPress: () => {
      const { selection } = engine;
      const { activeElement } = document;
      return () => {
        desk.commitEditor?.();
        flushSync(() => engine.select(selection));
        if (activeElement instanceof HTMLElement) activeElement.focus();
      };
    },
  });
  void parts.inCell().then((part) => {
    const there = { row: engine.rows.offsetOf(id) ?? -1, column: engine.indexOf(key) };
    const opens = part !== null && there.row >= 0 && there.column >= 0;
    if (!part) engine.say(engine.words.failedOpen, 'err');
    else if (!opens) engine.say(engine.words.work.moved, 'warn');
    // An accent that waits for its letter can't be given back: an empty field would empty the cell.
    else flushSync(() => engine.beginEdit(written && written.key.length > 1 ? 'edit' : mode, there));
    void release(opens ? undefined : 'drop');
  });
  return false;
}
