import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { idempotencyKey, Problem, type Sheet, type SheetLack, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FieldStack, Note, toast, uiWords } from '@/ui';
import type { Key } from '../changes';
import { goToField, Lacks } from '../editor/Missing';
import { useWriting } from '../editor/writing';
import { wayWords } from './words';

export interface Asked {
  title: string;
  text: string;
  button: string;
  done: (sheet: Sheet) => string;
  make: (id: string, key: Key) => Promise<Sheet>;
  /** Above what is missing, where the server says so. */
  lacks?: string;
  /** Why it can't be done yet. */
  reason?: string | null;
}

interface AskProps {
  asked: Asked;
  onJump: (field: string) => void;
  onDone: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks once, keeps what is written, does it. What is missing is listed, each with the way to its field. */
export function AskOnce({ asked, onJump, onDone, onClose, children }: AskProps) {
  const w = useWords(wayWords);
  const { cancel } = useWords(uiWords);
  const { keeper } = useWriting();
  const [key, setKey] = useState(idempotencyKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [lacks, setLacks] = useState<SheetLack[]>([]);
  const make = async () => {
    setBusy(true);
    setFault(null);
    setLacks([]);
    try {
      const isKept = await keeper.flush();
      if (!isKept) setFault(w.saveFirst);
      else {
        const { id } = keeper.told().sheet;
        const sheet = await keeper.run(
          () => asked.make(id, key),
          (next) => next,
        );
        toast({ text: asked.done(sheet) });
        onDone();
        onClose();
        return;
      }
    } catch (error) {
      const told = error instanceof Problem && error.status === 422 ? (error.body.errors ?? []) : [];
      setLacks(told);
      if (told.length === 0) setFault(sentenceOf(error));
      // Refused is done with: asked again, it is another question.
      if (error instanceof Problem) setKey(idempotencyKey());
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={asked.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="main" busy={busy} reason={asked.reason} onClick={() => void make()}>
            {asked.button}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{asked.text}</p>
        {children}
        {fault && (
          <div role="alert">
            <Note tone="warn">{fault}</Note>
          </div>
        )}
        {lacks.length > 0 && (
          <div role="alert">
            <Note tone="warn">
              <p>{asked.lacks}</p>
              <Lacks
                lacks={lacks}
                onJump={(field) => {
                  // Closed first: behind it nothing takes the focus, and closing gives it back to the opener.
                  flushSync(onClose);
                  goToField(field, onJump);
                }}
              />
            </Note>
          </div>
        )}
      </FieldStack>
    </Dialog>
  );
}
