/** What comes next, as one main button. What can't be called back asks once. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Campaign, idempotencyKey, reasonOf, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, Note, toast, uiWords } from '@/ui';
import { silent } from './audience';
import { campaignsChanged, closeCampaign, discardCampaign, remindCampaign, sendCampaign } from './queries';
import { campaignsWords } from './words';

type Verb = 'send' | 'remind' | 'close' | 'discard';
type Key = ReturnType<typeof idempotencyKey>;

interface Asked {
  title: string;
  text: string;
  button: string;
  done: string;
  make: (id: string, key: Key) => Promise<unknown>;
}

export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const w = useWords(campaignsWords);
  const navigate = useNavigate();
  const [verb, setVerb] = useState<Verb | null>(null);
  const { id, counts, state, abilities } = campaign;
  const asked: Record<Verb, Asked> = {
    send: {
      title: w.sendTitle(counts.waiting),
      text: w.sendText,
      button: w.doSend,
      done: w.sent,
      make: sendCampaign,
    },
    remind: {
      title: w.remindTitle(counts.sent + counts.bounced),
      text: w.remindText,
      button: w.doRemind,
      done: w.reminded,
      make: remindCampaign,
    },
    close: {
      title: w.closeTitle,
      text: w.closeText(silent(campaign)),
      button: w.doClose,
      done: w.closed,
      make: closeCampaign,
    },
    discard: {
      title: w.discardTitle,
      text: w.discardText,
      button: w.discard,
      done: w.discarded,
      make: async () => {
        await discardCampaign(id);
        await navigate({ to: '/campagnes' });
      },
    },
  };
  if (state === 'closed') return null;
  return (
    <>
      {state === 'draft' ? (
        <>
          <Button reason={reasonOf(abilities.discard)} onClick={() => setVerb('discard')}>
            {w.discard}
          </Button>
          <Button look="main" reason={reasonOf(abilities.send)} onClick={() => setVerb('send')}>
            {w.send(counts.waiting)}
          </Button>
        </>
      ) : (
        <>
          <Button reason={reasonOf(abilities.close)} onClick={() => setVerb('close')}>
            {w.close}
          </Button>
          <Button look="main" reason={reasonOf(abilities.remind)} onClick={() => setVerb('remind')}>
            {w.remind}
          </Button>
        </>
      )}
      {verb && <AskOnce id={id} asked={asked[verb]} onClose={() => setVerb(null)} />}
    </>
  );
}

/** The key is made once: pressed twice, it is sent once. */
function AskOnce({ id, asked, onClose }: { id: string; asked: Asked; onClose: () => void }) {
  const { cancel } = useWords(uiWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setFault(null);
    try {
      await asked.make(id, key);
      toast({ text: asked.done });
      await campaignsChanged(client);
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
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
      <p>{asked.text}</p>
      {fault && (
        <div role="alert">
          <Note tone="warn">{fault}</Note>
        </div>
      )}
    </Dialog>
  );
}
