import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ClubEvent, idempotencyKey, RHYTHMS, type Rhythm, useServerForm } from '@/api';
import { useWords } from '@/language';
import { ChoiceField, FormDialog, TextField, toast } from '@/ui';
import { repeatEvent } from '../changes';
import { eventsChanged } from '../queries';
import { wayWords } from './words';

/** The same again and again: each becomes a draft, to be looked at before it is published. */
export function SeriesDialog({ event, onClose }: { event: Pick<ClubEvent, 'id'>; onClose: () => void }) {
  const w = useWords(wayWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { every: 'month' as Rhythm, times: '3' },
    send: ({ every, times }) => repeatEvent(event.id, every, Number(times), key),
    onDone: ({ items }) => {
      toast({
        text: w.repeated(items.length),
        way: {
          label: w.seeDrafts,
          go: () => navigate({ to: '/programme', search: { liste: 'brouillons' } }),
        },
      });
      void eventsChanged(client);
      onClose();
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.seriesTitle}
      submit={w.doRepeat}
      busy={form.busy}
      errors={form.summary({ every: w.every, times: w.times })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.seriesText}</p>
      <ChoiceField
        id="f-every"
        legend={w.every}
        options={RHYTHMS.map((one) => ({ value: one, label: w.rhythms[one] }))}
        value={form.values.every}
        onChange={(every) => form.set('every', every)}
      />
      <TextField label={w.times} type="number" min={1} max={52} required {...form.field('times')} />
    </FormDialog>
  );
}
