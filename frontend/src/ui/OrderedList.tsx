/** A list whose order one changes: by dragging the handle, by its arrow keys, or by the two moves given to each line. */
import { IconGripVertical } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useWords } from '@/language';
import css from './OrderedList.module.css';
import { formWords } from './words/forms';

export interface Moves {
  /** Absent for the first line, and for the last one. */
  up?: () => void;
  down?: () => void;
}

interface OrderedListProps<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => string;
  nameOf: (item: T) => string;
  /** Why the order can't be changed; the handles are then left out. */
  fixed: boolean;
  /** The place counts from 1. */
  onMove: (item: T, place: number) => Promise<unknown>;
  children: (item: T, moves: Moves) => ReactNode;
}

export function OrderedList<T>({ label, items, idOf, nameOf, fixed, onMove, children }: OrderedListProps<T>) {
  const w = useWords(formWords);
  const list = useRef<HTMLOListElement>(null);
  // What was just moved stands at its new place before the server has answered.
  const [shown, setShown] = useState<{ from: readonly T[]; order: readonly T[] } | null>(null);
  const order = shown?.from === items ? shown.order : items;
  const [held, setHeld] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const focused = useRef<string | null>(null);
  useLayoutEffect(() => {
    // A line that was put elsewhere in the page loses the focus.
    if (focused.current)
      list.current?.querySelector<HTMLElement>(`[data-handle="${focused.current}"]`)?.focus();
    focused.current = null;
  });

  const arranged = (item: T, place: number): readonly T[] => {
    const rest = order.filter((other) => other !== item);
    return [...rest.slice(0, place - 1), item, ...rest.slice(place - 1)];
  };
  const keep = (item: T, place: number) => {
    setSaid(w.moved(nameOf(item), place, items.length));
    onMove(item, place).catch(() => setShown(null));
  };
  const move = (item: T, place: number) => {
    if (place < 1 || place > order.length || order[place - 1] === item) return;
    setShown({ from: items, order: arranged(item, place) });
    keep(item, place);
  };
  const onKeyDown = (event: KeyboardEvent, item: T, place: number) => {
    const target = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 1, End: order.length }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    focused.current = idOf(item);
    move(item, target);
  };
  const drag = (event: PointerEvent, item: T) => {
    if (held !== idOf(item)) return;
    const lines = [...(list.current?.children ?? [])];
    const under = lines.findIndex((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return event.clientY >= top && event.clientY <= bottom;
    });
    if (under >= 0 && order[under] !== item) setShown({ from: items, order: arranged(item, under + 1) });
  };
  const drop = (item: T) => {
    if (held !== idOf(item)) return;
    setHeld(null);
    const place = order.indexOf(item) + 1;
    if (items[place - 1] !== item) keep(item, place);
  };

  return (
    <>
      <ol className={css.list} ref={list} aria-label={label}>
        {order.map((item, index) => {
          const place = index + 1;
          const id = idOf(item);
          return (
            <li key={id} data-held={held === id || undefined}>
              {!fixed && (
                <button
                  type="button"
                  className={css.handle}
                  data-handle={id}
                  aria-label={w.move(nameOf(item))}
                  aria-description={w.moveHint}
                  title={w.moveHint}
                  onKeyDown={(event) => onKeyDown(event, item, place)}
                  onPointerDown={(event) => {
                    event.currentTarget.setPointerCapture?.(event.pointerId);
                    setHeld(id);
                  }}
                  onPointerMove={(event) => drag(event, item)}
                  onPointerUp={() => drop(item)}
                  onPointerCancel={() => {
                    setHeld(null);
                    setShown(null);
                  }}
                >
                  <IconGripVertical size={20} stroke={1.75} aria-hidden />
                </button>
              )}
              {children(item, {
                ...(place > 1 ? { up: () => move(item, place - 1) } : {}),
                ...(place < order.length ? { down: () => move(item, place + 1) } : {}),
              })}
            </li>
          );
        })}
      </ol>
      <p role="status" data-visually-hidden>
        {said}
      </p>
    </>
  );
}
