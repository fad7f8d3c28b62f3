/** What hangs from the active cell: why it can't be edited, why its value can't stand, or a clash to decide. */
import { IconAlertTriangle, IconLock, IconUsers } from '@tabler/icons-react';
import { useWords } from '@/language';
import type { Column, Row } from '../contract';
import type { Mark } from '../engine/marks';
import { showCell } from '../logic/values';
import type { Room } from '../logic/windowing';
import { inCellWords } from '../words/inCell';
import css from './Bubble.module.css';
import { useDesk } from './desk';
import { Instead } from './Instead';
import { clashTold } from './settling';

interface BubbleProps {
  id: string;
  row: Row | undefined;
  column: Column;
  mark: Mark | undefined;
  lock: string | null;
  room: Room;
}

export function Bubble({ id, row, column, mark, lock, room }: BubbleProps) {
  const desk = useDesk();
  const { speech } = desk.engine;
  const words = useWords(inCellWords);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  if (mark?.kind !== 'clash') {
    const refused = mark?.kind === 'refused';
    const offers = refused && (mark.instead?.length ?? 0) > 0;
    return (
      <div
        className={css.bubble}
        data-tone={refused ? 'err' : 'plain'}
        data-above={room.above || undefined}
        data-far={room.far || undefined}
        data-decide={offers || undefined}
        aria-hidden={!offers || undefined}
      >
        {refused ? <IconAlertTriangle {...icon} /> : <IconLock {...icon} />}
        <div>
          <span id={id}>{refused ? mark.reason : lock}</span>
          {refused && row && offers && (
            <div className={css.instead}>
              <Instead id={row.id} field={column.key} mark={mark} className={undefined} tabIndex={-1} />
            </div>
          )}
        </div>
      </div>
    );
  }
  const show = (value: typeof mark.value) => showCell(column, value, speech) || words.blank;
  const decide = (keep: 'mine' | 'theirs', button: HTMLElement) => {
    // The button goes away with the clash: the focus stays in its cell.
    button.closest<HTMLElement>('[aria-colindex]')?.focus({ preventScroll: true });
    if (row) desk.change(({ back }) => back.decide([{ id: row.id, field: column.key, keep }]));
  };
  return (
    <div
      className={css.bubble}
      data-tone="warn"
      data-above={room.above || undefined}
      data-far={room.far || undefined}
      data-decide
    >
      <IconUsers {...icon} />
      <div>
        <p id={id}>{clashTold(mark, speech)}</p>
        <div className={css.choices}>
          <button type="button" tabIndex={-1} onClick={(event) => decide('mine', event.currentTarget)}>
            <small>{words.keepMine}</small>
            {show(mark.value)}
          </button>
          <button type="button" tabIndex={-1} onClick={(event) => decide('theirs', event.currentTarget)}>
            <small>{words.keepTheirs}</small>
            {show(mark.theirs)}
          </button>
        </div>
      </div>
    </div>
  );
}
