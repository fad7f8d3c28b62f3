import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportCard, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, Note, toast } from '@/ui';
import css from './imports.module.css';
import { importChanged, importQuery, undoImport } from './queries';
import { tellBegun } from './useEndings';
import { importsWords } from './words';

interface UndoProps {
  data: Pick<ImportCard, 'id' | 'counts'>;
  /** Of a large import, which nobody waited for: what stood in the way. */
  refused?: Refusal | null;
  onClose: () => void;
}

/** Undoing writes over members: it asks first. Where someone has changed some since, it tells which and why, and offers the rest. */
export function UndoDialog({ data, refused = null, onClose }: UndoProps) {
  const w = useWords(importsWords).result;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState(refused);
  const undo = async (partial: boolean) => {
    setBusy(true);
    try {
      const undone = await undoImport(data.id, partial);
      client.setQueryData(importQuery(data.id).queryKey, undone);
      if (undone.state === 'undoing') tellBegun(undone.id, w.undoing);
      else toast({ text: undone.problem ?? w.undone });
      onClose();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
      await importChanged(client);
    }
  };
  if (refusal !== null) {
    // Rows, of which several may be of one record: enough to tell whether anything is left.
    const rest = (data.counts?.create ?? 0) + (data.counts?.update ?? 0) - refusal.blocked;
    const offers = refusal.blocked > 0 && rest > 0;
    return (
      <Dialog
        title={offers ? w.partTitle : w.refusedTitle}
        onClose={onClose}
        footer={
          <>
            <Button onClick={onClose}>{w.keep}</Button>
            {offers && (
              <Button look="danger" busy={busy} onClick={() => void undo(true)}>
                {w.partConfirm}
              </Button>
            )}
          </>
        }
      >
        <Note tone="warn">
          <span>{refusal.sentence}</span>
          {refusal.reasons.length > 0 && (
            <>
              {offers && <strong>{w.stays}</strong>}
              <ul className={css.bullets}>
                {refusal.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </>
          )}
          {refusal.blocked > refusal.reasons.length && (
            <span>{w.andMore(refusal.blocked - refusal.reasons.length)}</span>
          )}
        </Note>
        {offers && <p>{w.partText}</p>}
      </Dialog>
    );
  }
  return (
    <Dialog
      title={w.undoTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.keep}</Button>
          <Button look="danger" busy={busy} onClick={() => void undo(false)}>
            {w.undoConfirm}
          </Button>
        </>
      }
    >
      <p>{w.undoText}</p>
    </Dialog>
  );
}

export interface Refusal {
  sentence: string;
  /** Row by row, at most as many as the server tells. */
  reasons: string[];
  /** How many members can't be taken back; 0 when that isn't why. */
  blocked: number;
}

export function refusalOf(error: unknown): Refusal {
  const body = error instanceof Problem ? error.body : {};
  const sentence = sentenceOf(error);
  const details = (body.errors ?? []).map((item) => item.detail);
  const reasons = [...new Set(details)].filter((detail) => detail !== sentence);
  return { sentence, reasons, blocked: typeof body.blocked === 'number' ? body.blocked : 0 };
}
