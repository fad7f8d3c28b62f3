import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { idempotencyKey, type Report, type ReportOutcome, reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Note, Tag, TextField, toast } from '@/ui';
import { reportsChanged, settleReport } from './queries';
import css from './reports.module.css';
import { directoryWords } from './words';

export function ReportItem({ report }: { report: Report }) {
  const w = useWords(directoryWords);
  const days = useDays();
  return (
    <li className={css.report}>
      <h2>
        <Link to="/membres/$memberId" params={{ memberId: report.member.id }}>
          {report.member.name}
        </Link>
      </h2>
      <p className={css.signs}>
        <Tag tone="brand">{w.whats[report.what]}</Tag>
        {report.late && <Tag tone="gres">{w.late}</Tag>}
        <small>{w.since(days.instant(report.reported_at))}</small>
      </p>
      {report.text && <blockquote className={css.quote}>{report.text}</blockquote>}
      {report.email && (
        <p className={css.by}>
          {w.by} <a href={`mailto:${report.email}`}>{report.email}</a>
        </p>
      )}
      {report.state === 'waiting' ? <Settling report={report} /> : <Settled report={report} />}
    </li>
  );
}

function Settled({ report }: { report: Report }) {
  const w = useWords(directoryWords);
  const days = useDays();
  return (
    <p className={css.by}>
      {w.settled(report.settled_by ?? '', report.settled_at ? days.instant(report.settled_at) : '')}
      {report.note && ` ${report.note}`}
    </p>
  );
}

function Settling({ report }: { report: Report }) {
  const w = useWords(directoryWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState<ReportOutcome | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const reason = reasonOf(report.abilities.settle);
  const settle = async (outcome: ReportOutcome) => {
    setBusy(outcome);
    setFault(null);
    try {
      await settleReport(report.id, outcome, note, key);
      toast({ text: w.done[outcome](report.member.name) });
      await reportsChanged(client);
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <TextField
        label={w.note}
        description={w.noteHint}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        maxLength={1000}
        disabled={reason !== null}
      />
      {fault && (
        <div role="alert">
          <Note tone="err">{fault}</Note>
        </div>
      )}
      <div className={css.answers}>
        <Button
          look="main"
          busy={busy === 'mended'}
          reason={reason}
          aria-label={w.settleOf(w.outcomes.mended, report.member.name)}
          onClick={() => void settle('mended')}
        >
          {w.outcomes.mended}
        </Button>
        <Button
          busy={busy === 'nothing_to_mend'}
          reason={reason}
          aria-label={w.settleOf(w.outcomes.nothing_to_mend, report.member.name)}
          onClick={() => void settle('nothing_to_mend')}
        >
          {w.outcomes.nothing_to_mend}
        </Button>
      </div>
    </>
  );
}
