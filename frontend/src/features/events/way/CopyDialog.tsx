import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ClubEvent, idempotencyKey, useServerForm } from '@/api';
import { useWords } from '@/language';
import { FormDialog, TextField, toast } from '@/ui';
import { copyEvent } from '../changes';
import { instantOf, localOf } from '../clock';
import { eventQuery, eventsChanged } from '../queries';
import { wayWords } from './words';

interface CopyProps {
  event: Pick<ClubEvent, 'id' | 'starts_at' | 'time_zone'>;
  onClose: () => void;
}

/** The same on another day: a year later, at the same hour, unless another is said. */
export function CopyDialog({ event, onClose }: CopyProps) {
  const w = useWords(wayWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(idempotencyKey);
  const local = localOf(event.starts_at, event.time_zone);
  const form = useServerForm({
    initial: { starts_at: yearLater(local) },
    send: ({ starts_at: starts }) => copyEvent(event.id, instantOf(starts, event.time_zone), key),
    onDone: (made) => {
      client.setQueryData(eventQuery(made.id).queryKey, made);
      void eventsChanged(client);
      toast({ text: w.copied });
      onClose();
      void navigate({ to: '/programme/$eventId', params: { eventId: made.id } });
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.copyTitle}
      submit={w.doCopy}
      busy={form.busy}
      errors={form.summary({ starts_at: w.copyStarts })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.copyText}</p>
      <TextField label={w.copyStarts} type="datetime-local" required {...form.field('starts_at')} />
    </FormDialog>
  );
}

/** The same day of the week, 52 weeks later: people keep their Thursdays free. */
export function yearLater(local: string): string {
  return new Date(Date.parse(`${local}Z`) + 52 * 7 * 86_400_000).toISOString().slice(0, 16);
}
