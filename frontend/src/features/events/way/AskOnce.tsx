import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { idempotencyKey, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FieldStack, Note, toast, uiWords } from '@/ui';
import type { Key } from '../changes';
import { eventsChanged } from '../queries';

export interface Asked {
  title: string;
  text: string;
  button: string;
  done: string;
  make: (key: Key) => Promise<unknown>;
}

interface AskProps {
  asked: Asked;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before what can't be called back. The key is made once: pressed twice, it is done once. */
export function AskOnce({ asked, onClose, children }: AskProps) {
  const { cancel } = useWords(uiWords);
  const client = useQueryClient();
  const [key, setKey] = useState(idempotencyKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setFault(null);
    try {
      await asked.make(key);
      toast({ text: asked.done });
      await eventsChanged(client);
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
      // Refused is done with: asked again, it is another question.
      if (error instanceof Problem) setKey(idempotencyKey());
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={asked.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="main" busy={busy} onClick={() => void make()}>
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
      </FieldStack>
    </Dialog>
  );
}
