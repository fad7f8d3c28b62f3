import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type JoinRequest, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FieldStack, Note, toast, uiWords } from '@/ui';
import { eraseJoin, joinChanged } from './queries';
import { joinWords } from './words';

/** Whoever was refused asks to be forgotten: what goes is said first, since nothing brings it back. */
export function EraseJoinDialog({ request, onClose }: { request: JoinRequest; onClose: () => void }) {
  const w = useWords(joinWords).requests;
  const { cancel } = useWords(uiWords);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const erase = async () => {
    setBusy(true);
    setFault(null);
    try {
      await eraseJoin(request.id);
      toast({ text: w.erased });
      onClose();
      await joinChanged(client);
    } catch (error) {
      setFault(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w.eraseTitle(request.organisation.name)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="danger" busy={busy} onClick={() => void erase()}>
            {w.doErase}
          </Button>
        </>
      }
    >
      <FieldStack>
        {fault && (
          <div role="alert">
            <Note tone="warn">{fault}</Note>
          </div>
        )}
        <p>{w.eraseText}</p>
        <p>{w.eraseElsewhere}</p>
        <Note tone="warn">{w.eraseNever}</Note>
      </FieldStack>
    </Dialog>
  );
}
