import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EVENT_KINDS, type EventKind, idempotencyKey, useServerForm } from '@/api';
import { addDays, today, useWords } from '@/language';
import { AreaField, ChoiceField, FieldRow, FormDialog, TextField, toast } from '@/ui';
import { proposeEvent } from '../changes';
import { endAfter, instantOf } from '../clock';
import { eventsChanged } from '../queries';
import { eventsWords } from '../words';
import { ownWords } from './words';

/** A member offers to receive the club: the team takes it from there. */
export function ProposeDialog({ member, onClose }: { member: string; onClose: () => void }) {
  const all = useWords(eventsWords);
  const w = useWords(ownWords).propose;
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  // By the clock of whoever proposes: they are there, or near.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = addDays(today(), 42);
  const form = useServerForm({
    initial: {
      kind: 'visit' as EventKind,
      title: '',
      starts_at: `${day}T18:00`,
      ends_at: `${day}T20:00`,
      place: '',
      description: '',
    },
    send: ({ starts_at: starts, ends_at: ends, ...said }) =>
      proposeEvent(
        { ...said, member_id: member, starts_at: instantOf(starts, zone), ends_at: instantOf(ends, zone) },
        key,
      ),
    onDone: () => {
      toast({ text: w.done });
      void eventsChanged(client);
      onClose();
    },
  });
  const { kind, starts_at: starts, ends_at: ends } = form.values;
  return (
    <FormDialog
      title={w.open}
      submit={w.send}
      busy={form.busy}
      errors={form.summary({
        kind: all.form.kind,
        title: all.form.name,
        starts_at: all.form.starts,
        ends_at: all.form.ends,
        place: w.place,
        description: w.description,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <ChoiceField
        id="f-kind"
        legend={all.form.kind}
        options={EVENT_KINDS.map((one) => ({ value: one, label: all.kinds[one] }))}
        value={kind}
        onChange={(next) => form.set('kind', next)}
      />
      <TextField
        label={all.form.name}
        description={w.nameHint}
        maxLength={200}
        required
        {...form.field('title')}
      />
      <FieldRow>
        <TextField
          label={all.form.starts}
          description={w.whenHint}
          type="datetime-local"
          required
          {...form.field('starts_at')}
          onChange={(event) => {
            const next = event.currentTarget.value;
            form.set('ends_at', endAfter(starts, ends, next));
            form.set('starts_at', next);
          }}
        />
        <TextField
          label={all.form.ends}
          type="datetime-local"
          required
          min={starts}
          {...form.field('ends_at')}
        />
      </FieldRow>
      <TextField label={w.place} maxLength={300} {...form.field('place')} />
      <AreaField
        label={w.description}
        description={w.descriptionHint}
        rows={5}
        maxLength={20_000}
        {...form.field('description')}
      />
    </FormDialog>
  );
}
