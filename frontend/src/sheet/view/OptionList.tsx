/** The list under an editor (WAI-ARIA listbox): the focus stays in the editor's field, which names the entry it is at. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Room } from '../logic/windowing';
import css from './Editor.module.css';

interface ListProps<E extends { value: string }> {
  id: string;
  label: string;
  room: Room;
  entries: readonly E[];
  /** Where the field stands in it. */
  here: number;
  onHere: (index: number) => void;
  onPick: (entry: E) => void;
  selected: (entry: E) => boolean;
  several?: boolean;
  render: (entry: E) => ReactNode;
  /** Said below. */
  children?: ReactNode;
}

export const optionId = (list: string, index: number) => `${list}-${index}`;

export function OptionList<E extends { value: string }>(props: ListProps<E>) {
  const { id, label, room, entries, here, onHere, onPick, selected, several, render, children } = props;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.children[here]?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <div className={css.popup} data-above={room.above || undefined} data-far={room.far || undefined}>
      <div id={id} ref={list} role="listbox" aria-label={label} aria-multiselectable={several || undefined}>
        {entries.map((entry, index) => (
          <div
            key={entry.value}
            id={optionId(id, index)}
            role="option"
            aria-selected={selected(entry)}
            tabIndex={-1}
            data-here={index === here || undefined}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => onHere(index)}
            onClick={() => onPick(entry)}
          >
            {render(entry)}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}
