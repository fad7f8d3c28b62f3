/** The grid itself (WAI-ARIA grid pattern): headers, rows on the screen, keys, pointer, clipboard. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { Density, SheetProps } from '../contract';
import { HEADER, rectOf, sizeOf } from '../logic/selection';
import { roomAt } from '../logic/windowing';
import { useDesk, useLook } from './desk';
import { gridKey } from './gridKeys';
import { Header } from './Header';
import css from './Sheet.module.css';
import { SheetRow } from './SheetRow';
import { useClipboard } from './useClipboard';
import { useFit } from './useFit';
import { useGridPointer } from './useGridPointer';
import { BONES, usePane } from './usePane';

/** In rem, so that rows grow with the person's letters. */
const ROW_REM: Record<Density, number> = { comfort: 2.75, standard: 2.5, compact: 2.125 };
const NO_FILTER: readonly string[] = [];
/** Frozen columns leave at least this share of the screen to the others. */
const FROZEN_SHARE = 0.6;

type GridProps = Pick<SheetProps, 'label' | 'density' | 'filtered' | 'onFilter' | 'onOpen'> & {
  empty: ReactNode;
};

export function Grid({
  label,
  density = 'standard',
  filtered = NO_FILTER,
  onFilter,
  onOpen,
  empty,
}: GridProps) {
  const desk = useDesk();
  const { engine } = desk;
  const scroller = useRef<HTMLDivElement>(null);
  const arrangement = useLook('shape', (one) => one.engine.arrangement);
  const known = useLook('rows', (one) => one.engine.rows.total);
  const total = known ?? BONES;
  const rem = useMemo(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16, []);
  const rowHeight = Math.round(ROW_REM[density] * rem);
  const head = Math.round(2.625 * rem);
  const lead = Math.round((String(Math.max(total, 100)).length * 0.56 + 1.9 + (onOpen ? 0.7 : 0)) * rem);
  const pane = usePane(desk, { scroller, arrangement, rowHeight, head, total });
  const { shown } = pane;
  useFit(desk, scroller);

  useLayoutEffect(() => {
    const measure = () => engine.measure(lead, (scroller.current?.clientWidth ?? 1200) * FROZEN_SHARE);
    measure();
    const watch = new ResizeObserver(measure);
    if (scroller.current) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, [engine, lead]);

  useEffect(() => {
    const follow = () => {
      if (!desk.focused) return;
      const { bounds, selection } = engine;
      const size = sizeOf(rectOf(selection));
      const { row, column } = selection[engine.follow];
      const single = size.cells === 1;
      // A whole row or column is no reason to scroll to its end.
      pane.reveal({
        row: !single && size.rows === bounds.rows ? HEADER : row,
        column: !single && size.columns === bounds.columns ? -1 : column,
      });
    };
    return engine.signals.on('selection')(follow);
  }, [desk, engine, pane]);

  const ground = useMemo(
    () => ({ scroller, pane: pane.fresh, rowHeight, head, lead, onOpen }),
    [pane, rowHeight, head, lead, onOpen],
  );
  useLayoutEffect(() => {
    desk.room = (offset, place) => roomAt(offset, place, pane.current(), rowHeight, head);
  }, [desk, pane, rowHeight, head]);
  const { onPointerDown, onMouseDown, onDoubleClick, filling } = useGridPointer(desk, ground);
  const clipboard = useClipboard(desk);

  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('[data-editing], [data-decide]')) return;
    const page = Math.max(1, Math.floor((pane.current().height - head) / rowHeight) - 1);
    const own = gridKey(desk, event, { page, onOpen });
    if (own) event.preventDefault();
    // Letters are for cells, never for the page's single-key commands.
    if (own || (event.key.length === 1 && !event.ctrlKey && !event.metaKey)) event.stopPropagation();
  };

  const held = useLook('selection', ({ engine: { selection } }) => {
    const { row } = selection.active;
    return row >= shown.rows.from && row <= shown.rows.to ? HEADER : row;
  });
  const rows: number[] = [];
  for (let offset = shown.rows.from; offset <= Math.min(shown.rows.to, total - 1); offset++)
    rows.push(offset);
  if (held > HEADER && held < total) {
    if (held < shown.rows.from) rows.unshift(held);
    else rows.push(held);
  }
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-describedby={`${desk.id}-how`}
      aria-multiselectable="true"
      aria-rowcount={known === null ? -1 : known + 1}
      aria-colcount={arrangement.shown.length + 1}
      aria-busy={known === null || undefined}
      className={css.scroller}
      style={{ '--lead': `${lead}px`, '--cell-height': `${rowHeight}px` } as CSSProperties}
      onScroll={pane.read}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
      onFocus={() => {
        desk.focused = true;
      }}
      onBlur={(event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && scroller.current?.contains(to)) return;
        // An editor that closes loses the focus to nothing: the cell takes it back.
        if (to !== null) {
          desk.focused = false;
          desk.working = false;
        }
      }}
      {...clipboard}
    >
      <div role="rowgroup" className={css.heads} style={{ width: arrangement.width }}>
        <Header
          arrangement={arrangement}
          span={shown.columns}
          height={head}
          filtered={filtered}
          onFilter={onFilter}
        />
      </div>
      {known === 0 ? (
        <div role="rowgroup" className={css.empty}>
          <div role="row">
            <div role="gridcell" aria-colspan={arrangement.shown.length + 1}>
              {empty ?? engine.words.empty}
            </div>
          </div>
        </div>
      ) : (
        <div
          role="rowgroup"
          className={css.body}
          style={{ width: arrangement.width, height: total * rowHeight }}
        >
          {rows.map((offset) => (
            <SheetRow
              key={offset}
              offset={offset}
              height={rowHeight}
              arrangement={arrangement}
              from={shown.columns.from}
              to={shown.columns.to}
              opens={onOpen !== undefined}
            />
          ))}
          {filling && <Filling {...{ filling, rowHeight }} />}
        </div>
      )}
    </div>
  );
}

function Filling({
  filling,
  rowHeight,
}: {
  filling: { top: number; bottom: number; left: number; right: number };
  rowHeight: number;
}) {
  const { shown } = useDesk().engine.arrangement;
  const [first, last] = [shown[filling.left], shown[filling.right]];
  if (!first || !last) return null;
  return (
    <div
      role="presentation"
      className={css.filling}
      style={{
        top: filling.top * rowHeight,
        height: (filling.bottom - filling.top + 1) * rowHeight,
        left: first.left,
        width: last.left + last.width - first.left,
      }}
    />
  );
}
