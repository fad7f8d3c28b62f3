import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImportColumn, type ImportProblem, type ImportRow, KINDS } from '@/api';
import { membersWords } from '@/features/members';
import { useWords } from '@/language';
import { Button, StatusMark, TextField } from '@/ui';
import { withCellAsWritten, withCorrection, withoutCell } from './decisions';
import type { DetailsProps } from './RowDetails';
import type { Decide } from './RowItem';
import { isNotice, isRefusal, problemsByCell } from './rows';
import css from './rows.module.css';
import { importsWords } from './words';

/** What is wrong, cell by cell, each with what can be done about it. */
export function Problems({ data, row, onDecide }: DetailsProps) {
  const w = useWords(importsWords).rows;
  const groups = problemsByCell(row, data.columns);
  if (groups.length === 0) return null;
  return (
    <div className={css.block}>
      <h4>{w.toSee}</h4>
      <ul className={css.problems}>
        {groups.map(({ column, problems }) => (
          <Cell
            key={column?.letter ?? 'row'}
            importId={data.id}
            row={row}
            column={column}
            problems={problems}
            {...(onDecide ? { onDecide } : {})}
          />
        ))}
      </ul>
    </div>
  );
}

function ToneMark({ problem }: { problem: ImportProblem }) {
  const w = useWords(importsWords).rows;
  if (isRefusal(problem)) {
    return (
      <StatusMark shape="square" tone="err">
        {w.one.refused}
      </StatusMark>
    );
  }
  return (
    <StatusMark shape={isNotice(problem) ? 'ring' : 'diamond'} tone={isNotice(problem) ? 'ciel' : 'warn'}>
      {isNotice(problem) ? w.suggestions(1).replace(/^\S+\s/, '') : w.one.warning}
    </StatusMark>
  );
}

interface CellProps {
  importId: string;
  row: ImportRow;
  column: ImportColumn | null;
  problems: ImportProblem[];
  onDecide?: Decide;
}

function Cell({ importId, row, column, problems, onDecide }: CellProps) {
  const w = useWords(importsWords).rows;
  const [editing, setEditing] = useState(false);
  const said = w.cellSaid(row.number);
  const text = column ? (row.cells[column.index] ?? '') : '';
  const suggestion = problems.find((problem) => problem.suggestion)?.suggestion;
  // The code of a kind is for machines.
  const kinds: Record<string, string> = useWords(membersWords).kinds;
  const told = suggestion && ((column?.field === 'kind' && kinds[suggestion]) || suggestion);
  const refuses = problems.some(isRefusal);
  // Without it the row would be refused all the same.
  const needed = column?.field === 'kind' || column?.field === 'name';
  // An error of the spreadsheet is no word that could mean something another time.
  const isWord = text !== '' && !problems.some(({ code }) => code === 'cell.error');
  const title = column ? column.title || column.letter : '';
  const correct = (next: string) => {
    if (column && onDecide) onDecide(withCorrection(row.decision, column.index, next), said);
    setEditing(false);
  };
  return (
    <li>
      <div className={css.problemHead}>
        <b>{column ? w.cell(column.letter, column.title ?? '') : w.wholeRow}</b>
        {problems[0] && <ToneMark problem={problems[0]} />}
      </div>
      {problems.map((problem) => (
        <p key={`${problem.code}${problem.detail}`}>{problem.detail}</p>
      ))}
      {text !== '' && <p className={css.cell}>{w.inCell(text)}</p>}
      {told && <p>{w.suggested(told)}</p>}
      {column && onDecide && !editing && (
        <div className={css.actions}>
          {suggestion && told && (
            <Button
              size="small"
              look="main"
              icon={<IconCheck size={18} stroke={1.75} aria-hidden />}
              onClick={() => correct(suggestion)}
            >
              {w.apply(told)}
            </Button>
          )}
          <Button
            size="small"
            icon={<IconPencil size={18} stroke={1.75} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {w.correct}
          </Button>
          {refuses && text !== '' && !needed && (
            <Button
              size="small"
              icon={<IconX size={18} stroke={1.75} aria-hidden />}
              onClick={() => onDecide(withoutCell(row.decision, column.index), said)}
            >
              {w.leaveOut}
            </Button>
          )}
        </div>
      )}
      {column?.field === 'kind' && onDecide && refuses && (
        <div className={css.actions}>
          <span>{w.kindIs}</span>
          {KINDS.map((kind) => (
            <Button key={kind} size="small" onClick={() => correct(kind)}>
              {kinds[kind]}
            </Button>
          ))}
        </div>
      )}
      {column?.field === 'kind' && onDecide && refuses && isWord && (
        <Link to="/imports/$importId" params={{ importId }} search={{ etape: 'fichier' }}>
          {w.kindOnce(text)}
        </Link>
      )}
      {editing && (
        <Correction
          title={title}
          text={suggestion ?? text}
          onSave={correct}
          onClose={() => setEditing(false)}
        />
      )}
    </li>
  );
}

interface CorrectionProps {
  title: string;
  text: string;
  onSave: (text: string) => void;
  onClose: () => void;
}

function Correction({ title, text, onSave, onClose }: CorrectionProps) {
  const w = useWords(importsWords).rows;
  const [next, setNext] = useState(text);
  return (
    <form
      className={css.correction}
      onSubmit={(event) => {
        event.preventDefault();
        if (next.trim() !== '') onSave(next.trim());
      }}
    >
      <TextField
        aria-label={w.correction(title)}
        value={next}
        autoFocus
        onChange={(event) => setNext(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button type="submit" look="main">
        {w.correctionSave}
      </Button>
    </form>
  );
}

/** Cells that were left out or corrected, each with the way back. */
export function CellChoices({ data, row, onDecide }: DetailsProps) {
  const w = useWords(importsWords).rows;
  const left = row.decision?.columns ?? [];
  const corrected = Object.entries(row.decision?.corrections ?? {});
  const lines = [
    ...left.map((index) => ({ index, text: w.leftOut })),
    ...corrected.map(([index, text]) => ({ index: Number(index), text: w.corrected(text) })),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={css.cellChoices}>
      {lines.map(({ index, text }) => {
        const column = data.columns.find((item) => item.index === index);
        return (
          <li key={index}>
            <IconCheck size={18} stroke={1.75} aria-hidden />
            <span>
              {column && <b>{w.cell(column.letter, column.title ?? '')} : </b>}
              {text}
            </span>
            {onDecide && (
              <Button
                size="small"
                look="plain"
                icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
                onClick={() => onDecide(withCellAsWritten(row.decision, index), w.cellSaid(row.number))}
              >
                {w.asWritten}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
