/** The values that may have been meant, each one press away. */
import { useWords } from '@/language';
import type { Option } from '../contract';
import type { Mark } from '../engine/marks';
import { inCellWords } from '../words/inCell';
import { useDesk } from './desk';

interface InsteadProps {
  id: string;
  field: string;
  mark: Extract<Mark, { kind: 'refused' }>;
  className: string | undefined;
  /** Out of the order of the keys, within a cell: the list of what is to be settled has them in it. */
  tabIndex?: number;
}

export function Instead({ id, field, mark, className, tabIndex }: InsteadProps) {
  const desk = useDesk();
  const { engine } = desk;
  const words = useWords(inCellWords);
  const column = engine.config.columns.find(({ key }) => key === field);
  if (!column || !mark.instead?.length) return null;
  const take = ({ value }: Option, button: HTMLElement) => {
    // The button goes away with what was wrong: the focus stays in its cell.
    button.closest<HTMLElement>('[aria-colindex]')?.focus({ preventScroll: true });
    desk.change(({ edits }) => edits.commit(id, column, { value }));
  };
  const sure = mark.instead.length === 1;
  return mark.instead.map((option) => (
    <button
      key={option.value}
      type="button"
      className={className}
      tabIndex={tabIndex}
      onClick={(event) => take(option, event.currentTarget)}
    >
      {sure ? words.yes(option.label) : option.label}
    </button>
  ));
}
