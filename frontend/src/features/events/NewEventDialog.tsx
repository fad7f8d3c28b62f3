import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EVENT_KINDS, type EventKind, idempotencyKey, useServerForm } from '@/api';
import { clubQuery } from '@/features/club';
import { addDays, today, useWords } from '@/language';
import { ChoiceField, FieldRow, FormDialog, TextField } from '@/ui';
import { beginEvent } from './changes';
import { endAfter, instantOf } from './clock';
import { eventQuery, eventsChanged } from './queries';
import { eventsWords } from './words';

/** A kind, a title and an hour suffice; all else is written on the event itself. */
export function NewEventDialog({ onClose }: { onClose: () => void }) {
  const all = useWords(eventsWords);
  const w = all.form;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(idempotencyKey);
  // Where the club is; the event itself may say another zone.
  const zone = useQuery(clubQuery).data?.time_zone ?? 'Europe/Paris';
  const day = addDays(today(), 28);
  const form = useServerForm({
    initial: {
      kind: 'thematic_meeting' as EventKind,
      title: '',
      starts_at: `${day}T18:00`,
      ends_at: `${day}T20:00`,
    },
    send: ({ kind, title, starts_at: starts, ends_at: ends }) =>
      beginEvent({ kind, title, starts_at: instantOf(starts, zone), ends_at: instantOf(ends, zone) }, key),
    onDone: (event) => {
      client.setQueryData(eventQuery(event.id).queryKey, event);
      void eventsChanged(client);
      void navigate({ to: '/programme/$eventId', params: { eventId: event.id } });
    },
  });
  const { kind, starts_at: starts, ends_at: ends } = form.values;
  return (
    <FormDialog
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ kind: w.kind, title: w.name, starts_at: w.starts, ends_at: w.ends })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <ChoiceField
        id="f-kind"
        legend={w.kind}
        hint={w.kindHint[kind]}
        options={EVENT_KINDS.map((one) => ({ value: one, label: all.kinds[one] }))}
        value={kind}
        onChange={(next) => form.set('kind', next)}
      />
      <TextField label={w.name} description={w.nameHint} maxLength={200} required {...form.field('title')} />
      <FieldRow>
        <TextField
          label={w.starts}
          type="datetime-local"
          required
          {...form.field('starts_at')}
          onChange={(event) => {
            const next = event.currentTarget.value;
            form.set('ends_at', endAfter(starts, ends, next));
            form.set('starts_at', next);
          }}
        />
        <TextField label={w.ends} type="datetime-local" required min={starts} {...form.field('ends_at')} />
      </FieldRow>
    </FormDialog>
  );
}
