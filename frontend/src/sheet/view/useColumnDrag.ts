/** A header dragged to another place: a line shows where it would land. Less than a few pixels is a press: it sorts. */
import { type PointerEvent as ReactPointerEvent, useCallback, useState } from 'react';
import { at, HEADER, wholeColumns } from '../logic/selection';
import { useDesk } from './desk';

const A_DRAG = 6;

export interface ColumnDrag {
  key: string;
  /** Column it would land before; `null` is the end. */
  before: string | null;
}

export function useColumnDrag() {
  const desk = useDesk();
  const [drag, setDrag] = useState<ColumnDrag | null>(null);

  const begin = useCallback(
    (event: ReactPointerEvent<HTMLElement>, key: string) => {
      const target = event.target as HTMLElement;
      if (event.button !== 0 || target.closest('button, [data-border], [role=menu]')) return;
      desk.commitEditor?.();
      const { engine } = desk;
      const line = event.currentTarget.closest('[role=row]');
      const start = event.clientX;
      const { shiftKey, ctrlKey, metaKey } = event;
      let now: ColumnDrag | null = null;
      const move = (moving: PointerEvent) => {
        if (now === null && Math.abs(moving.clientX - start) < A_DRAG) return;
        const headers = [...(line?.querySelectorAll<HTMLElement>('[data-header]') ?? [])]
          .map((header) => ({ key: header.dataset.header ?? '', rect: header.getBoundingClientRect() }))
          .sort((a, b) => a.rect.left - b.rect.left);
        const after = headers.find(({ rect }) => moving.clientX < rect.left + rect.width / 2);
        const lastShown = engine.arrangement.shown.at(-1)?.column.key;
        const before =
          after?.key ?? (headers.at(-1)?.key === lastShown ? null : (headers.at(-1)?.key ?? null));
        now = { key, before };
        setDrag(now);
      };
      const end = (ended: PointerEvent | KeyboardEvent) => {
        if (ended instanceof KeyboardEvent && ended.key !== 'Escape') return;
        document.removeEventListener('pointermove', move);
        document.removeEventListener('pointerup', end);
        document.removeEventListener('pointercancel', end);
        document.removeEventListener('keydown', end);
        setDrag(null);
        if (ended.type === 'pointerup') {
          if (now) desk.columns.move(key, now.before);
          else press();
        }
      };
      const press = () => {
        const index = engine.indexOf(key);
        desk.focused = true;
        desk.working = true;
        const { active, far } = engine.selection;
        if (shiftKey) {
          const from = active.row === HEADER ? active.column : Math.min(active.column, far.column);
          engine.select(wholeColumns(from, index, engine.bounds));
        } else if (ctrlKey || metaKey) engine.select(wholeColumns(index, index, engine.bounds));
        else {
          engine.select(at(HEADER, index));
          const column = engine.column(index);
          if (column && column.sortable !== false) desk.columns.toggleSort(key);
        }
      };
      document.addEventListener('pointermove', move);
      document.addEventListener('pointerup', end);
      document.addEventListener('pointercancel', end);
      document.addEventListener('keydown', end);
    },
    [desk],
  );
  return { drag, begin };
}
