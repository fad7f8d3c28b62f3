/** The record is another by now than when the change was asked for: three values, and a decision made knowingly. */
import { useState } from 'react';
import { useDays, useWords } from '@/language';
import { Button, Dialog, FieldStack } from '@/ui';
import css from './proposals.module.css';
import { Told, useFieldName } from './Told';
import { proposalsWords } from './words';

export interface ConflictTold {
  conflicts: {
    field: string;
    before: unknown;
    now: unknown;
    after: unknown;
    changed_by: string | null;
    changed_at: string | null;
  }[];
  revision: number;
}

interface ConflictProps {
  told: ConflictTold;
  onOver: () => Promise<void>;
  onClose: () => void;
}

export function Conflict({ told, onOver, onClose }: ConflictProps) {
  const w = useWords(proposalsWords);
  const days = useDays();
  const nameOf = useFieldName();
  const [busy, setBusy] = useState(false);
  const over = async () => {
    setBusy(true);
    await onOver();
    setBusy(false);
  };
  return (
    <Dialog
      shape="large"
      title={w.conflictTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.keep}</Button>
          <Button look="main" busy={busy} onClick={() => void over()}>
            {w.over}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{w.conflictText}</p>
        <ul className={css.fields}>
          {told.conflicts.map((one) => (
            <li key={one.field} className={`${css.field} ${css.conflict}`}>
              <strong>{nameOf(one.field)}</strong>
              <div className={css.side}>
                <small>{w.whenAsked}</small>
                <Told value={one.before} />
              </div>
              <div className={css.side}>
                <small>{w.now}</small>
                <Told value={one.now} />
                {one.changed_by && one.changed_at && (
                  <p className={css.stale}>{w.staleBy(one.changed_by, days.instant(one.changed_at))}</p>
                )}
              </div>
              <div className={css.side}>
                <small>{w.after}</small>
                <Told value={one.after} look="new" />
              </div>
            </li>
          ))}
        </ul>
      </FieldStack>
    </Dialog>
  );
}
