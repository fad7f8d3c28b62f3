import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Delivery, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, toast, uiWords } from '@/ui';
import { operationsWords } from '../../operationsWords';
import { lookAgain, retryDelivery } from './queries';

/** Sends one mail again; what may have arrived is asked about first, for that can't be undone. */
export function MailRetry({ mail }: { mail: Delivery }) {
  const w = useWords(operationsWords).mails;
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setAsked(false);
    setBusy(true);
    try {
      await retryDelivery(mail.id);
      toast({ text: w.retried });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await lookAgain(client);
    setBusy(false);
  };
  return (
    <>
      <Button
        size="small"
        busy={busy}
        reason={mail.abilities.retry?.reason}
        onClick={() => (mail.state === 'uncertain' ? setAsked(true) : void retry())}
      >
        {w.retry}
      </Button>
      {asked && (
        <Dialog
          title={w.unsureTitle}
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{ui.cancel}</Button>
              <Button look="main" onClick={() => void retry()}>
                {w.retry}
              </Button>
            </>
          }
        >
          <p>{w.unsureText}</p>
        </Dialog>
      )}
    </>
  );
}
