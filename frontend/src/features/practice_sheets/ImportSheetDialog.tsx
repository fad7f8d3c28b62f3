import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { idempotencyKey, type NationalSheet, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Dialog, DropZone, FieldStack, Note, Progress, toast } from '@/ui';
import { importSheet } from './changes';
import { sheetQuery, sheetsChanged } from './queries';
import { sheetsWords } from './words';

/** In bytes. */
const MOST = 2 * 1024 * 1024;

/** A sheet of the national base, or one that was handed out here, as a draft. */
export function ImportSheetDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(sheetsWords).importing;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<string | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  const take = async (file: File) => {
    setFaults([]);
    if (!file.name.toLowerCase().endsWith('.json')) return setFaults([w.wrongType(file.name)]);
    if (file.size > MOST) return setFaults([w.tooLarge(file.name)]);
    let content: NationalSheet;
    try {
      content = JSON.parse(await file.text()) as NationalSheet;
    } catch {
      return setFaults([w.unread(file.name)]);
    }
    setSending(file.name);
    try {
      const sheet = await importSheet(content, idempotencyKey());
      client.setQueryData(sheetQuery(sheet.id).queryKey, sheet);
      void sheetsChanged(client);
      toast({ text: w.done(sheet.title) });
      await navigate({ to: '/redaction/$sheetId', params: { sheetId: sheet.id } });
    } catch (error) {
      const told = error instanceof Problem ? (error.body.errors ?? []) : [];
      // Where it is in the file helps whoever mends it there.
      setFaults(
        told.length > 0 ? told.map(({ pointer, detail }) => `${pointer} : ${detail}`) : [sentenceOf(error)],
      );
      setSending(null);
    }
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <FieldStack>
        <p>{w.lead}</p>
        {sending ? (
          <Progress label={sending} done={null} total={1} />
        ) : (
          <DropZone
            title={w.drop}
            hint={w.hint}
            accept=".json,application/json"
            onFile={(file) => void take(file)}
          />
        )}
        {faults.length > 0 && (
          <div role="alert">
            <Note tone="err">
              {faults.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </Note>
          </div>
        )}
      </FieldStack>
    </Dialog>
  );
}
