/** Opens the editor of the active cell. */
import { flushSync } from 'react-dom';
import { holdKeys } from '@/ui';
import type { Desk } from '../engine/desk';
import type { Editing } from '../engine/engine';
import { opensAtOnce, parts } from './parts';

/**
 * At once, so that the key that opens it, and composing, write into it. Where the editor is still on its way the keys
 * are held: the one that opens it, if it writes, and those behind it. True if the key at hand is still to be written.
 */
export function begin(desk: Desk, mode: Editing['mode'], written?: KeyboardEvent): boolean {
  const open = () => flushSync(() => desk.engine.beginEdit(mode));
  if (opensAtOnce()) {
    open();
    return true;
  }
  const release = holdKeys(written);
  void parts.inCell().then((part) => {
    if (part) open();
    else desk.engine.say(desk.engine.words.failedOpen, 'err');
    release(part ? undefined : 'drop');
  });
  return false;
}
