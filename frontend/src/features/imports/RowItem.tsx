import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { Decision, Import, ImportRow } from '@/api';
import { grammar, useLanguage, useWords } from '@/language';
import { Tag } from '@/ui';
import { OutcomeMark } from './marks';
import { RowDetails } from './RowDetails';
import { briefOf } from './rows';
import css from './rows.module.css';
import { importsWords } from './words';

export type Decide = (decision: Decision | null, said: string) => void;

interface RowProps {
  data: Import;
  row: ImportRow;
  open: boolean;
  onToggle: () => void;
  written: boolean;
  /** By which the rows are filtered: told first. */
  reason?: string;
  /** Absent where nothing can be decided. */
  onDecide?: Decide;
}

/** A row of the file in one line; opened, all that is to be known of it. */
export function RowItem({ data, row, open, onToggle, written, reason, onDecide }: RowProps) {
  const w = useWords(importsWords).rows;
  const { number } = grammar(useLanguage());
  const id = useId();
  return (
    <li className={css.row} data-row={row.number} data-open={open || undefined}>
      <h3>
        <button
          type="button"
          className={css.head}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={onToggle}
        >
          <span className={css.number}>
            <span data-visually-hidden>{w.row(row.number)}</span>
            <span aria-hidden>{number(row.number)}</span>
          </span>
          <span className={css.name}>
            <strong>{row.name || w.noName}</strong>
            <Brief row={row} reason={reason} />
          </span>
          <span className={css.marks}>
            {row.hidden && <Tag>{w.hidden}</Tag>}
            {row.decision && <Tag tone="brand">{w.decided[row.decision.do]}</Tag>}
            <OutcomeMark
              outcome={row.outcome}
              written={written}
              // Of one taken back in part before rows told it, nobody knows which of them stayed.
              undone={data.state === 'undone' && (!data.problem || (data.counts?.kept ?? 0) > 0)}
              kept={row.kept}
            />
          </span>
          <IconChevronDown size={20} stroke={1.75} aria-hidden className={css.chevron} />
        </button>
      </h3>
      {open && (
        <div id={id} className={css.details}>
          <RowDetails data={data} row={row} {...(onDecide ? { onDecide } : {})} />
        </div>
      )}
    </li>
  );
}

function Brief({ row, reason }: { row: ImportRow; reason: string | undefined }) {
  const w = useWords(importsWords).rows;
  const brief = briefOf(row, reason);
  const [likeliest] = row.candidates;
  const parts = [
    ...(row.outcome === 'doubt' && likeliest ? [w.looksLike(likeliest.name)] : []),
    ...brief.told,
    ...(brief.others > 0 ? [w.otherReasons(brief.others)] : []),
    ...(brief.differences > 0 ? [w.changes(brief.differences)] : []),
    ...(brief.suggestions > 0 ? [w.suggestions(brief.suggestions)] : []),
  ];
  return parts.length > 0 ? <small>{parts.join('\u00a0· ')}</small> : null;
}
