/** The editor in a cell, by kind of column. It ends once: committed by Enter, Tab, an arrow or a press elsewhere. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { Editing } from '../engine/engine';
import { advance, moved } from '../logic/movement';
import { at } from '../logic/selection';
import type { Room } from '../logic/windowing';
import { ChoiceEditor } from './ChoiceEditor';
import { useDesk, useLook } from './desk';
import { SuggestEditor } from './SuggestEditor';
import { TextEditor } from './TextEditor';

/** What ended the editing: where the selection goes next. */
export type Exit = { key: string; back: boolean } | null;
/** A new value or text; `undefined` leaves the cell as it was. */
export type Given = { text: string } | { value: string | readonly string[] | null } | undefined;

export interface EditorProps {
  editing: Editing;
  room: Room;
  end: (given: Given, exit: Exit) => void;
  /** Registers what a press elsewhere commits. */
  onLeave: (commit: () => void) => void;
}

export function Editor({ room }: { room: Room }) {
  const desk = useDesk();
  const editing = useLook('editing', ({ engine }) => engine.editing);
  const ended = useRef(false);
  const leave = useRef<(() => void) | null>(null);
  useLayoutEffect(() => {
    ended.current = false;
    const commit = () => leave.current?.();
    desk.commitEditor = commit;
    return () => {
      if (desk.commitEditor === commit) desk.commitEditor = null;
    };
  }, [desk]);
  useEffect(() => {
    if (editing && editing.mode !== 'type') desk.engine.say('');
  }, [desk, editing]);
  if (!editing) return null;

  const end = (given: Given, exit: Exit) => {
    if (ended.current) return;
    ended.current = true;
    const { engine } = desk;
    desk.focused = exit !== null || desk.focused;
    const { position, id, column, base } = editing;
    engine.endEdit();
    if (given) desk.change(({ edits }) => edits.commit(id, column, given, base), id);
    if (!exit) return;
    desk.working = true;
    if (exit.key === 'Tab' || exit.key === 'Enter') {
      if (exit.key === 'Tab') desk.runFrom ??= position.column;
      const start =
        exit.key === 'Enter' && desk.runFrom !== null ? { ...position, column: desk.runFrom } : position;
      if (exit.key === 'Enter') desk.runFrom = null;
      const next = advance(start, exit.key, exit.back, engine.bounds);
      if (next) engine.select(at(next.row, next.column));
      return;
    }
    const ground = { bounds: engine.bounds, page: 1, header: false, filled: engine.filled };
    const next = moved(position, { key: exit.key, ctrl: false }, ground);
    if (next) engine.select(at(next.row, next.column));
  };
  const props: EditorProps = {
    editing,
    room,
    end,
    onLeave: (commit) => {
      leave.current = commit;
    },
  };
  const listed = editing.column.kind === 'choice' || editing.column.kind === 'multi';
  if (listed) return <ChoiceEditor {...props} />;
  return editing.column.suggest ? <SuggestEditor {...props} /> : <TextEditor {...props} />;
}

/** Keys that end any editor; true if it was one. */
export function ending(event: KeyboardEvent, commit: (exit: Exit) => void, cancel: () => void): boolean {
  if (event.nativeEvent.isComposing) return false;
  if (event.key === 'Escape') cancel();
  else if (event.key === 'Tab' || (event.key === 'Enter' && !event.altKey)) {
    commit({ key: event.key, back: event.shiftKey });
  } else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
