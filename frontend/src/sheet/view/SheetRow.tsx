/** A row: its number, the frozen cells, and those of the other cells that the screen shows. */
import { IconArrowUpRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { Arrangement, Placed } from '../logic/layout';
import { readSlice, type Slice, sliceOf } from '../logic/selection';
import type { Span } from '../logic/windowing';
import { Cell } from './Cell';
import { useDesk, useLook } from './desk';
import css from './Sheet.module.css';

interface SheetRowProps {
  offset: number;
  height: number;
  arrangement: Arrangement;
  /** Columns on the screen among those that scroll. */
  from: number;
  to: number;
  opens: boolean;
}

export const SheetRow = memo(function SheetRow(props: SheetRowProps) {
  const { offset, height, arrangement, from, to, opens } = props;
  const desk = useDesk();
  const view = useLook('rows', ({ engine }) => engine.view(offset));
  const slice = readSlice(useLook('selection', ({ engine }) => sliceOf(engine.selection, offset)));
  const editing = useLook('editing', ({ engine }) =>
    engine.editing?.position.row === offset ? engine.editing.position.column : -1,
  );
  const tried = useLook('editing', ({ engine }) => engine.tried && engine.selection.active.row === offset);
  const cell = (index: number) => {
    const place = arrangement.shown[index];
    return place ? draw(place, index) : null;
  };
  const draw = (place: Placed, index: number) => {
    const inside = slice !== null && index >= slice.left && index <= slice.right;
    return (
      <Cell
        key={place.column.key}
        place={place}
        index={index}
        offset={offset}
        row={view?.row}
        mark={view?.marks?.get(place.column.key)}
        selected={inside}
        active={slice?.active === index}
        edges={inside ? edgesOf(slice, index) : ''}
        handle={inside && slice.bottom && index === slice.right}
        editing={editing === index}
        tried={tried && slice?.active === index}
      />
    );
  };
  const number = offset + 1;
  return (
    <div
      role="row"
      aria-rowindex={offset + 2}
      aria-busy={!view || undefined}
      className={css.row}
      data-active={(slice !== null && slice.active >= 0) || undefined}
      style={{ top: offset * height, height, width: arrangement.width }}
    >
      <div role="presentation" className={css.frozen} style={{ width: arrangement.frozenWidth }}>
        <div
          role="gridcell"
          aria-colindex={1}
          className={css.number}
          data-selected={slice !== null || undefined}
        >
          <span>{number}</span>
          {opens && view && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={desk.engine.words.openRow(number)}
              data-open={offset}
            >
              <IconArrowUpRight size={16} stroke={2} aria-hidden />
            </button>
          )}
        </div>
        {arrangement.shown.slice(0, arrangement.frozen).map(draw)}
      </div>
      {columnsOf({ from, to }, arrangement, slice, editing).map(cell)}
    </div>
  );
});

/** The active cell stays in the page when it is scrolled out: the focus is in it. */
function columnsOf(
  { from, to }: Span,
  { frozen }: Arrangement,
  slice: Slice | null,
  editing: number,
): number[] {
  const indexes: number[] = [];
  for (let index = from; index <= to; index++) indexes.push(index);
  const held = editing >= 0 ? editing : (slice?.active ?? -1);
  if (held >= frozen && held < from) indexes.unshift(held);
  if (held > to) indexes.push(held);
  return indexes;
}

function edgesOf(slice: Slice, index: number): string {
  if (slice.single) return '';
  return (
    (slice.top ? 't' : '') +
    (slice.bottom ? 'b' : '') +
    (index === slice.left ? 'l' : '') +
    (index === slice.right ? 'r' : '')
  );
}
