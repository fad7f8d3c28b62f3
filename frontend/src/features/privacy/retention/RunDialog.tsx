import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RetentionReport, type RetentionRuleReport, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Dialog, Note, uiWords } from '@/ui';
import css from '../privacy.module.css';
import { retentionQuery, runRetention } from '../queries';
import { privacyWords } from '../words';

interface RunProps {
  rules: RetentionRuleReport[];
  /** It is being seen to; what it is about. */
  onBegun: (report: RetentionReport) => void;
  onClose: () => void;
}

export function RunDialog({ rules, onBegun, onClose }: RunProps) {
  const w = useWords(privacyWords).retention;
  const { cancel } = useWords(uiWords);
  const days = useDays();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      const begun = await runRetention(rules.map(({ rule }) => rule));
      client.setQueryData(retentionQuery(true).queryKey, begun);
      onBegun(begun);
    } catch (error) {
      setFault(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w.confirmTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="danger" busy={busy} onClick={() => void run()}>
            {w.confirm}
          </Button>
        </>
      }
    >
      <div className={css.cards}>
        {fault && (
          <div role="alert">
            <Note tone="warn">{fault}</Note>
          </div>
        )}
        <ul className={css.bullets}>
          {rules.map(({ rule, title, what, count, before }) => (
            <li key={rule}>{w.confirmOne(title, what, count, days.long(before))}</li>
          ))}
        </ul>
        <Note tone="warn">{w.never}</Note>
      </div>
    </Dialog>
  );
}
