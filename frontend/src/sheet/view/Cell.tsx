/** One cell. It redraws when its row's values, its part of the selection or its editor change, and never else. */
import { IconCheck } from '@tabler/icons-react';
import { type ComponentProps, memo, type ReactNode, Suspense, use, useLayoutEffect, useRef } from 'react';
import type { Column, Row } from '../contract';
import type { Mark } from '../engine/marks';
import type { Placed } from '../logic/layout';
import { isBlank, labelOf, showCell } from '../logic/values';
import css from './Cell.module.css';
import { useDesk } from './desk';
import { parts } from './parts';

export interface CellProps {
  place: Placed;
  /** Among the shown columns, from 0. */
  index: number;
  offset: number;
  row: Row | undefined;
  mark: Mark | undefined;
  selected: boolean;
  active: boolean;
  /** Sides of the selected block that this cell is at: letters of `tblr`. */
  edges: string;
  handle: boolean;
  editing: boolean;
  /** An edit was tried though the cell is locked. */
  tried: boolean;
}

export const Cell = memo(function Cell(props: CellProps) {
  const { place, index, offset, row, mark, selected, active, edges, handle, editing, tried } = props;
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const { column } = place;
  useLayoutEffect(() => {
    // Scrolling is the grid's own: the browser knows nothing of the frozen columns.
    if (active && !editing && desk.focused) box.current?.focus({ preventScroll: true });
  }, [active, editing, desk]);

  const { speech } = desk.engine;
  const lock = row ? desk.engine.lockOf(row, column) : null;
  const reasonId = `${desk.id}-reason`;
  const told =
    active && !editing && (mark?.kind === 'refused' || mark?.kind === 'clash' || (tried && lock !== null));
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are cells
    <div
      ref={box}
      role={column.primary ? 'rowheader' : 'gridcell'}
      aria-colindex={index + 2}
      aria-selected={selected}
      aria-readonly={lock !== null || undefined}
      aria-invalid={mark?.kind === 'refused' || mark?.kind === 'clash' || undefined}
      aria-describedby={told ? reasonId : undefined}
      aria-required={column.required || undefined}
      tabIndex={active && !editing ? 0 : -1}
      className={css.cell}
      data-kind={column.kind}
      data-primary={column.primary || undefined}
      data-selected={selected || undefined}
      data-active={active || undefined}
      data-edges={edges || undefined}
      data-locked={lock !== null || undefined}
      data-mark={mark?.kind}
      data-editing={editing || undefined}
      style={{ left: place.left, width: place.width }}
    >
      {editing ? (
        <CellEditor room={desk.room(offset, place)} />
      ) : row ? (
        <Content column={column} row={row} mark={mark} desk={speech} />
      ) : (
        <>
          <span className={css.bone} aria-hidden />
          {active && <span data-visually-hidden>{desk.engine.words.loadingRow}</span>}
        </>
      )}
      {mark && mark.kind !== 'pending' && <i className={css.flag} data-kind={mark.kind} aria-hidden />}
      {handle && !editing && <i className={css.handle} data-handle aria-hidden />}
      {told && (
        <Suspense fallback={null}>
          <CellBubble
            id={reasonId}
            room={desk.room(offset, place)}
            row={row}
            column={column}
            mark={mark}
            lock={lock}
          />
        </Suspense>
      )}
    </div>
  );
});

type InCell = NonNullable<Awaited<ReturnType<typeof parts.inCell>>>;

function CellEditor(props: ComponentProps<InCell['Editor']>) {
  const part = use(parts.inCell());
  return part && <part.Editor {...props} />;
}

function CellBubble(props: ComponentProps<InCell['Bubble']>) {
  const part = use(parts.inCell());
  return part && <part.Bubble {...props} />;
}

interface ContentProps {
  column: Column;
  row: Row;
  mark: Mark | undefined;
  desk: Parameters<typeof showCell>[2];
}

function Content({ column, row, mark, desk }: ContentProps): ReactNode {
  if (mark?.kind === 'refused' && mark.text !== undefined)
    return <span className={css.text}>{mark.text}</span>;
  const value = mark ? mark.value : (row.values[column.key] ?? null);
  if (isBlank(value)) return null;
  if (column.render) return <span className={css.text}>{column.render(value, row)}</span>;
  if (column.kind === 'yes_no') {
    return (
      <span className={css.tick} data-on={value === true || undefined} data-off={value !== true || undefined}>
        <i aria-hidden>{value === true && <IconCheck size={13} stroke={3} />}</i>
        {showCell(column, value, desk)}
      </span>
    );
  }
  if (column.kind === 'choice' || column.kind === 'multi') {
    const values: readonly string[] = Array.isArray(value) ? value : [String(value)];
    return (
      <span className={css.chips}>
        {values.map((one) => (
          <span key={one} className={css.chip} data-tone={toneOf(column, one)}>
            {labelOf(column, one)}
          </span>
        ))}
      </span>
    );
  }
  return <span className={css.text}>{showCell(column, value, desk)}</span>;
}

function toneOf(column: Column, value: string): string {
  return column.options?.find((option) => option.value === value)?.tone ?? 'plain';
}
