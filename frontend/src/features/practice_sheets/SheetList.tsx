import { Link } from '@tanstack/react-router';
import type { SheetCard } from '@/api';
import { useDays, useWords } from '@/language';
import { Tag } from '@/ui';
import { SheetMark } from './marks';
import css from './sheets.module.css';
import { sheetsWords } from './words';

interface ListProps {
  label: string;
  sheets: readonly SheetCard[];
  /** Where each is written: at the desk, or in the member's own space. */
  to: '/redaction/$sheetId' | '/mon-espace/fiches/$sheetId';
}

export function SheetList({ label, sheets, to }: ListProps) {
  return (
    <ul className={css.sheets} aria-label={label}>
      {sheets.map((sheet) => (
        <Item key={sheet.id} sheet={sheet} to={to} />
      ))}
    </ul>
  );
}

function Item({ sheet, to }: { sheet: SheetCard; to: ListProps['to'] }) {
  const w = useWords(sheetsWords);
  const days = useDays();
  const { state } = sheet;
  const told = [
    w.kinds[sheet.kind],
    sheet.member?.name,
    state === 'published' || state === 'archived'
      ? sheet.published_on && w.publishedOn(days.long(sheet.published_on))
      : w.waits[state],
    sheet.version > 1 && w.version(sheet.version),
    state !== 'published'
      ? w.changedOn(days.instant(sheet.updated_at))
      : !sheet.review_due && sheet.review_due_on && w.reviewOn(days.long(sheet.review_due_on)),
  ];
  return (
    <li className={css.sheet}>
      <h2>
        <Link to={to} params={{ sheetId: sheet.id }}>
          {sheet.title}
        </Link>
      </h2>
      <p className={css.signs}>
        <SheetMark state={state} />
        {sheet.review_due && <Tag tone="warn">{w.due}</Tag>}
      </p>
      {sheet.summary && <p>{sheet.summary}</p>}
      <p className={css.hint}>{told.filter(Boolean).join(' · ')}</p>
    </li>
  );
}
