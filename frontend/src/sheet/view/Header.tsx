/** The line of headers: sort by press, filter, menu, drag to move, drag the border to resize; all of it by keyboard too. */
import {
  IconArrowDown,
  IconArrowUp,
  IconDotsVertical,
  IconFilter,
  IconFilterFilled,
} from '@tabler/icons-react';
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { lazyPart, Part } from '@/ui';
import type { Arrangement, Placed } from '../logic/layout';
import { HEADER } from '../logic/selection';
import type { Span } from '../logic/windowing';
import { useDesk, useLook } from './desk';
import css from './Header.module.css';
import { parts } from './parts';
import sheet from './Sheet.module.css';
import { useColumnDrag } from './useColumnDrag';

const ColumnMenu = lazyPart(() => parts.columnMenu().then((part) => part.ColumnMenu));

interface HeaderProps {
  arrangement: Arrangement;
  span: Span;
  height: number;
  filtered: readonly string[];
  onFilter: ((key: string, anchor: HTMLElement) => void) | undefined;
}

export function Header({ arrangement, span, height, filtered, onFilter }: HeaderProps) {
  const desk = useDesk();
  const marks = useLook('selection', ({ engine: { selection } }) => {
    const { active, far } = selection;
    const from = Math.min(active.column, far.column);
    return `${from},${Math.max(active.column, far.column)},${active.row === HEADER ? active.column : -1}`;
  });
  const [left = 0, right = 0, active = -1] = marks.split(',').map(Number);
  const { drag, begin } = useColumnDrag();
  const cell = (place: Placed, index: number) => (
    <HeaderCell
      key={place.column.key}
      place={place}
      index={index}
      active={active === index}
      within={index >= left && index <= right}
      filtered={filtered.includes(place.column.key)}
      onFilter={onFilter}
      onDrag={(event) => begin(event, place.column.key)}
      dragged={drag?.key === place.column.key}
      dropBefore={drag?.before === place.column.key}
      dropAfter={drag !== null && drag.before === null && index === arrangement.shown.length - 1}
    />
  );
  const indexes: number[] = [];
  for (let index = span.from; index <= span.to; index++) indexes.push(index);
  if (active >= arrangement.frozen && active < span.from) indexes.unshift(active);
  if (active > span.to) indexes.push(active);
  return (
    <div role="row" aria-rowindex={1} className={css.head} style={{ height, width: arrangement.width }}>
      <div role="presentation" className={sheet.frozen} style={{ width: arrangement.frozenWidth }}>
        <div role="columnheader" aria-colindex={1} className={css.corner} data-corner>
          <span data-visually-hidden>{desk.engine.words.rowNumbers}</span>
        </div>
        {arrangement.shown.slice(0, arrangement.frozen).map(cell)}
      </div>
      {indexes.map((index) => {
        const place = arrangement.shown[index];
        return place ? cell(place, index) : null;
      })}
    </div>
  );
}

interface HeaderCellProps {
  place: Placed;
  index: number;
  active: boolean;
  within: boolean;
  filtered: boolean;
  onFilter: HeaderProps['onFilter'];
  onDrag: (event: PointerEvent<HTMLElement>) => void;
  dragged: boolean;
  dropBefore: boolean;
  dropAfter: boolean;
}

function HeaderCell(props: HeaderCellProps) {
  const { place, index, active, within, filtered, onFilter, onDrag, dragged, dropBefore, dropAfter } = props;
  const desk = useDesk();
  const { words } = desk.engine;
  const { column } = place;
  const box = useRef<HTMLDivElement>(null);
  const menu = useLook('shape', ({ openMenu }) => openMenu === column.key);
  const sorted = useLook(
    'shape',
    ({ engine }) => engine.sort.find(({ key }) => key === column.key)?.direction,
  );
  useLayoutEffect(() => {
    if (active && !menu && desk.focused) box.current?.focus({ preventScroll: true });
  }, [active, menu, desk]);
  const sortable = column.sortable !== false && desk.engine.config.onSort !== undefined;
  const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
  const titleId = `${desk.id}-${column.key}`;
  return (
    <div
      ref={box}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      aria-labelledby={titleId}
      aria-haspopup="menu"
      aria-expanded={menu}
      tabIndex={active ? 0 : -1}
      className={css.header}
      data-header={column.key}
      data-within={within || undefined}
      data-active={active || undefined}
      data-dragged={dragged || undefined}
      data-drop={dropBefore ? 'before' : dropAfter ? 'after' : undefined}
      data-align={column.kind === 'number' ? 'right' : undefined}
      data-menu={menu || undefined}
      style={{ left: place.left, width: place.width }}
      onPointerDown={onDrag}
    >
      <span id={titleId} className={css.title} title={column.title}>
        {column.title}
        {filtered && <span data-visually-hidden>, {words.column.filtered}</span>}
      </span>
      {sorted && <Arrow size={15} stroke={2.25} className={css.sorted} aria-hidden />}
      {onFilter && column.filterable !== false && (
        <button
          type="button"
          tabIndex={-1}
          className={css.tool}
          data-on={filtered || undefined}
          aria-label={words.column.filterBy(column.title)}
          onClick={(event) => onFilter(column.key, event.currentTarget)}
        >
          {filtered ? (
            <IconFilterFilled size={15} aria-hidden />
          ) : (
            <IconFilter size={15} stroke={2} aria-hidden />
          )}
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={css.tool}
        data-on={menu || undefined}
        aria-label={words.column.menu(column.title)}
        onClick={() => desk.setMenu(menu ? null : column.key)}
      >
        <IconDotsVertical size={15} stroke={2} aria-hidden />
      </button>
      <Border place={place} />
      <Part>
        {menu && (
          <ColumnMenu
            column={column}
            index={index}
            sortable={sortable}
            onFilter={onFilter}
            anchor={box}
            onClose={() => desk.setMenu(null)}
          />
        )}
      </Part>
    </div>
  );
}

/** The border of a column: drag to resize, press twice to fit. */
function Border({ place }: { place: Placed }) {
  const desk = useDesk();
  const [from, setFrom] = useState<{ x: number; width: number } | null>(null);
  const { key } = place.column;
  return (
    <span
      className={css.border}
      aria-hidden
      data-border
      data-on={from !== null || undefined}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width: place.width });
      }}
      onPointerMove={(event) => {
        if (from) desk.columns.resize(key, from.width + event.clientX - from.x);
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={() => desk.columns.resize(key, desk.fit(place.column))}
    />
  );
}
