/** The pointer in the cells: select by press and drag, whole rows by their numbers, the fill handle, edit by two presses. */
import {
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { Row } from '../contract';
import type { Desk } from '../engine/desk';
import { at, extend, type Position, type Rect, rectOf, wholeRows } from '../logic/selection';
import { cellUnder, type Pane } from '../logic/windowing';
import { begin } from './begin';

interface Ground {
  scroller: RefObject<HTMLDivElement | null>;
  pane: () => Pane;
  rowHeight: number;
  head: number;
  lead: number;
  onOpen: ((row: Row) => void) | undefined;
}

export function useGridPointer(desk: Desk, ground: Ground) {
  const [filling, setFilling] = useState<Rect | null>(null);

  const under = useCallback(
    (event: { clientX: number; clientY: number }): Position => {
      const box = ground.scroller.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
      const { arrangement, bounds } = desk.engine;
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      return cellUnder(x, y, ground.pane(), arrangement, ground.rowHeight, ground.head, bounds.rows);
    },
    [desk, ground],
  );

  /** Follows the pointer until it is let go; at the edges the grid scrolls under it. */
  const follow = (move: (position: Position) => void, done?: () => void) => {
    const scroller = ground.scroller.current;
    if (!scroller) return;
    let last: PointerEvent | null = null;
    let frame = requestAnimationFrame(function tick() {
      frame = requestAnimationFrame(tick);
      if (!last) return;
      const box = scroller.getBoundingClientRect();
      const [dx, dy] = [
        over(last.clientX, box.left + desk.engine.arrangement.frozenWidth, box.right - 12),
        over(last.clientY, box.top + ground.head, box.bottom - 12),
      ];
      if (dx === 0 && dy === 0) return;
      scroller.scrollBy(dx, dy);
      move(under(last));
    });
    const moving = (event: PointerEvent) => {
      last = event;
      move(under(event));
    };
    const end = () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', moving);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      done?.();
    };
    document.addEventListener('pointermove', moving);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  };

  const onPointerDown = (event: ReactPointerEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const { engine } = desk;
    if (
      event.button !== 0 ||
      !target.closest('[role=row]') ||
      target.closest('[data-header], [data-editing]')
    )
      return;
    if (target.closest('button')) {
      const open = target.closest<HTMLElement>('[data-open]');
      const row = open ? engine.rows.at(Number(open.dataset.open)) : undefined;
      if (row) ground.onOpen?.(row);
      return;
    }
    desk.commitEditor?.();
    desk.focused = true;
    desk.working = true;
    desk.runFrom = null;
    if (target.closest('[data-corner]')) {
      engine.select({
        active: { row: 0, column: 0 },
        far: { row: engine.bounds.rows - 1, column: engine.bounds.columns - 1 },
      });
      return;
    }
    if (engine.bounds.rows === 0) return;
    const touch = event.pointerType === 'touch';
    const start = under(event);
    if (target.closest('[data-handle]')) {
      fill();
      return;
    }
    const box = ground.scroller.current?.getBoundingClientRect();
    const inNumbers = box !== undefined && event.clientX - box.left < ground.lead;
    const from = event.shiftKey ? engine.selection.active : start;
    const to = (position: Position) =>
      engine.select(
        inNumbers
          ? wholeRows(Math.max(0, from.row), position.row, engine.bounds)
          : extend(at(from.row, from.column), position, engine.bounds),
      );
    const again = target.closest('[data-active] [data-on], [data-active] [data-off]');
    flushSync(() => to(start));
    // Also when the cell was active before and the focus elsewhere.
    ground.scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    if (again) toggle(start);
    if (!touch) follow(to);
  };

  const toggle = ({ row: offset, column: index }: Position) => {
    const column = desk.engine.column(index);
    const row = desk.engine.rows.at(offset);
    if (!column || !row || column.kind !== 'yes_no') return;
    const lock = desk.engine.lockOf(row, column);
    if (lock !== null) {
      desk.engine.explain(lock);
      return;
    }
    desk.change(({ edits }) => edits.toggle(row, column), row.id);
  };

  const fill = () => {
    const source = rectOf(desk.engine.selection);
    let target = source;
    follow(
      (position) => {
        target = stretched(source, position);
        setFilling(target);
      },
      () => {
        setFilling(null);
        desk.changeBlock(({ ranges }, rect) => ranges.extend(rect, target));
      },
    );
  };

  const onDoubleClick = (event: { target: EventTarget }) => {
    const target = event.target as HTMLElement;
    if (!target.closest('[role=gridcell], [role=rowheader]') || target.closest('[data-editing], button'))
      return;
    const column = desk.engine.column(desk.engine.selection.active.column);
    if (column?.kind === 'yes_no') toggle(desk.engine.selection.active);
    else begin(desk, column?.kind === 'choice' || column?.kind === 'multi' ? 'list' : 'edit');
  };

  /** The focus is given by the selection, not by the browser: it stays on the active cell while a range is drawn. */
  const onMouseDown = (event: ReactMouseEvent) => {
    const target = event.target as HTMLElement;
    if (target.closest('[role=row]') && !target.closest('button, input, textarea, [role=menu]'))
      event.preventDefault();
  };

  return { onPointerDown, onMouseDown, onDoubleClick, filling };
}

/** How far past an edge, as a speed. */
function over(at: number, least: number, most: number): number {
  if (at < least) return Math.max(-60, (at - least) / 3);
  return at > most ? Math.min(60, (at - most) / 3) : 0;
}

/** The source grown to the pointer, in one direction only. */
function stretched(source: Rect, { row, column }: Position): Rect {
  const down = Math.max(row - source.bottom, source.top - row, 0);
  const right = Math.max(column - source.right, source.left - column, 0);
  return down >= right
    ? { ...source, top: Math.min(source.top, row), bottom: Math.max(source.bottom, row) }
    : { ...source, left: Math.min(source.left, column), right: Math.max(source.right, column) };
}
