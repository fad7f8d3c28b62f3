/** What part of the sheet the screen shows, and bringing a cell into it. */
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Desk } from '../engine/desk';
import type { Arrangement } from '../logic/layout';
import type { Position } from '../logic/selection';
import { type Pane, type Span, scrolledTo, visibleColumns, visibleRows } from '../logic/windowing';

/** Rows and pixels drawn beyond the edges, so that a scroll shows cells at once. */
const SPARE_ROWS = 6;
const SPARE_PX = 240;
/** Rows of the skeleton before the first answer. */
export const BONES = 14;

export interface Shown {
  rows: Span;
  columns: Span;
}

interface Ground {
  scroller: RefObject<HTMLDivElement | null>;
  arrangement: Arrangement;
  rowHeight: number;
  head: number;
  total: number;
}

export function usePane(desk: Desk, { scroller, arrangement, rowHeight, head, total }: Ground) {
  const pane = useRef<Pane>({ scrollTop: 0, scrollLeft: 0, width: 1200, height: 600 });
  const [shown, setShown] = useState<Shown>({ rows: { from: 0, to: BONES }, columns: { from: 0, to: 8 } });
  const latest = useRef({ arrangement, rowHeight, head, total });
  latest.current = { arrangement, rowHeight, head, total };

  const look = useCallback(() => {
    const { arrangement, rowHeight, head, total } = latest.current;
    const rows = visibleRows(pane.current, rowHeight, head, total, SPARE_ROWS);
    const columns = visibleColumns(pane.current, arrangement, SPARE_PX);
    setShown((before) =>
      before.rows.from === rows.from &&
      before.rows.to === rows.to &&
      before.columns.from === columns.from &&
      before.columns.to === columns.to
        ? before
        : { rows, columns },
    );
    if (rows.to >= rows.from) desk.engine.rows.want(rows.from, rows.to);
  }, [desk]);

  const reveal = useCallback(
    (position: Position) => {
      const { arrangement, rowHeight, head } = latest.current;
      const box = scroller.current;
      if (!box) return;
      const { top, left } = scrolledTo(position, pane.current, arrangement, rowHeight, head);
      if (top === pane.current.scrollTop && left === pane.current.scrollLeft) return;
      pane.current = { ...pane.current, scrollTop: top, scrollLeft: left };
      // The rows first, then the scroll: the focus must find its cell.
      look();
      box.scrollTop = top;
      box.scrollLeft = left;
    },
    [look, scroller],
  );

  /** As it is now: the event that tells of a scroll may still be on its way. */
  const fresh = useCallback(() => {
    const box = scroller.current;
    if (box) {
      const { scrollTop, scrollLeft, clientWidth: width, clientHeight: height } = box;
      pane.current = { scrollTop, scrollLeft, width, height };
    }
    return pane.current;
  }, [scroller]);

  const read = useCallback(() => {
    fresh();
    look();
  }, [fresh, look]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const watch = new ResizeObserver(read);
    watch.observe(box);
    read();
    return () => watch.disconnect();
  }, [read, scroller]);

  // Another height of rows, the same rows on the screen.
  const height = useRef(rowHeight);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop *= rowHeight / height.current;
    height.current = rowHeight;
    fresh();
  }, [rowHeight, scroller, fresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape of the sheet shows other cells
  useLayoutEffect(look, [look, arrangement, rowHeight, head, total]);

  const current = useCallback(() => pane.current, []);
  return useMemo(() => ({ shown, reveal, read, fresh, current }), [shown, reveal, read, fresh, current]);
}
