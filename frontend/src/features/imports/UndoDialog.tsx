import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportCard, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, Note, toast } from '@/ui';
import css from './imports.module.css';
import { importChanged, importQuery, undoImport } from './queries';
import { importsWords } from './words';

/** Undoing writes over members: it asks first, and tells row by row why it can't where someone has changed them since. */
export function UndoDialog({ data, onClose }: { data: Pick<ImportCard, 'id'>; onClose: () => void }) {
  const w = useWords(importsWords).result;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string[] | null>(null);
  const undo = async () => {
    setBusy(true);
    try {
      client.setQueryData(importQuery(data.id).queryKey, await undoImport(data.id));
      toast({ text: w.undone });
      onClose();
    } catch (error) {
      setRefusal(reasonsOf(error));
    } finally {
      setBusy(false);
      await importChanged(client);
    }
  };
  if (refusal !== null) {
    return (
      <Dialog title={w.refusedTitle} onClose={onClose} footer={<Button onClick={onClose}>{w.keep}</Button>}>
        <Note tone="warn">
          <span>{refusal[0]}</span>
          {refusal.length > 1 && (
            <ul className={css.bullets}>
              {refusal.slice(1).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Note>
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
          <Button look="danger" busy={busy} onClick={() => void undo()}>
            {w.undoConfirm}
          </Button>
        </>
      }
    >
      <p>{w.undoText}</p>
    </Dialog>
  );
}

/** The sentence of the problem, then one for each member that was changed since. */
export function reasonsOf(error: unknown): string[] {
  const details = error instanceof Problem ? (error.body.errors ?? []).map((item) => item.detail) : [];
  return [...new Set([sentenceOf(error), ...details])];
}
