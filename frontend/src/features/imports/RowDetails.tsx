import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Import, ImportRow } from '@/api';
import { shownValue, useRecordWords } from '@/features/members';
import { useWords } from '@/language';
import { Button } from '@/ui';
import { labelOf, valuesOfRow } from './compare';
import { Doubt } from './Doubt';
import { isSettled } from './decisions';
import { CellChoices, Problems } from './Problems';
import type { Decide } from './RowItem';
import css from './rows.module.css';
import { importsWords } from './words';

export interface DetailsProps {
  data: Import;
  row: ImportRow;
  onDecide?: Decide;
}

export function RowDetails({ data, row, onDecide }: DetailsProps) {
  const w = useWords(importsWords).rows;
  const asks = row.outcome === 'doubt' && !isSettled(row.decision) && row.candidates.length > 0;
  return (
    <>
      {row.decision && isSettled(row.decision) && onDecide && (
        <Button
          size="small"
          icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
          onClick={() => onDecide(null, w.backSaid(row.number))}
        >
          {w.back}
        </Button>
      )}
      {asks && onDecide && <Doubt data={data} row={row} onDecide={onDecide} />}
      <CellChoices data={data} row={row} {...(onDecide ? { onDecide } : {})} />
      <Problems data={data} row={row} {...(onDecide ? { onDecide } : {})} />
      {row.outcome !== 'create' && <Differences data={data} row={row} />}
      <Repairs row={row} data={data} />
      {!asks && <Said data={data} row={row} />}
      {row.member && (
        <Link to="/membres/$memberId" params={{ memberId: row.member.id }} className={css.memberLink}>
          {w.memberLink(row.member.name)}
        </Link>
      )}
    </>
  );
}

interface ChangeLine {
  key: string;
  name: string;
  before: string;
  after: string;
  detail?: string | null;
}

/** Before → after, as a table for those who hear it and as lines for those who see it. */
function Changes({ title, lines }: { title: string; lines: ChangeLine[] }) {
  const w = useWords(importsWords).rows;
  if (lines.length === 0) return null;
  return (
    <div className={css.block}>
      <h4>{title}</h4>
      <table className={css.changes}>
        <thead data-visually-hidden>
          <tr>
            <th scope="col">{w.field}</th>
            <th scope="col">{w.before}</th>
            <th scope="col">{w.after}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.name}</th>
              <td>
                {line.before === '' ? (
                  <i>{w.emptyValue}</i>
                ) : (
                  line.before !== line.after && <del>{line.before}</del>
                )}
              </td>
              <td>
                {line.before !== line.after && <IconArrowRight size={15} stroke={1.75} aria-hidden />}
                <span>
                  <ins>{line.after}</ins>
                  {line.detail && <small>{line.detail}</small>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Differences({ data, row }: DetailsProps) {
  const w = useWords(importsWords).rows;
  const members = useRecordWords();
  const shown = (value: unknown) => (value === null || value === undefined ? '' : shownValue(value, members));
  return (
    <Changes
      title={w.change}
      lines={row.differences.map(({ field, before, after }, i) => ({
        // A field may change twice: two people are added.
        key: `${field}-${i}`,
        name: labelOf(data, field),
        before: shown(before),
        after: shown(after),
      }))}
    />
  );
}

function Repairs({ data, row }: DetailsProps) {
  const w = useWords(importsWords).rows;
  return (
    <Changes
      title={w.repaired}
      lines={row.repairs.map(({ letter, column, before, after, detail }, i) => {
        const title = data.columns.find((item) => item.letter === letter)?.title ?? column ?? '';
        return {
          key: `${letter}-${i}`,
          name: letter ? w.cell(letter, title) : title,
          before: visible(before),
          after,
          detail,
        };
      })}
    />
  );
}

/** Blanks that are the whole difference must be seen. */
function visible(text: string): string {
  return text
    .replace(/\u00a0|\u202f/g, '␣')
    .replace(/\n/g, '⏎')
    .replace(/^ +| +$/g, (blanks) => '␣'.repeat(blanks.length));
}

/** The cells as the file has them, by what they become. */
function Said({ data, row }: DetailsProps) {
  const w = useWords(importsWords).rows;
  const values = Object.entries(valuesOfRow(data, row));
  if (values.length === 0) return null;
  return (
    <div className={css.block}>
      <h4>{w.said}</h4>
      <dl className={css.said}>
        {values.map(([field, value]) => (
          <div key={field}>
            <dt>{labelOf(data, field)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
