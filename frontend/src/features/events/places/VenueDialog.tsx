import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, type NewVenue, useServerForm, type Venue } from '@/api';
import { useWords } from '@/language';
import { AreaField, FieldRow, FormDialog, TextField, toast } from '@/ui';
import { addVenue, changeVenue } from '../changes';
import { eventsChanged } from '../queries';
import { placesWords } from './words';

/** A venue to add, or to change. */
export function VenueDialog({ venue, onClose }: { venue: Venue | null; onClose: () => void }) {
  const w = useWords(placesWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const count = (value: number | null | undefined) => (value == null ? '' : String(value));
  const number = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')));
  const form = useServerForm({
    initial: {
      name: venue?.name ?? '',
      address: venue?.address ?? '',
      commune: venue?.commune ?? '',
      capacity: count(venue?.capacity),
      accessibility: venue?.accessibility ?? '',
      latitude: count(venue?.latitude),
      longitude: count(venue?.longitude),
    },
    send: ({ capacity, latitude, longitude, ...rest }) => {
      const body: NewVenue = {
        ...rest,
        capacity: number(capacity),
        latitude: number(latitude),
        longitude: number(longitude),
      };
      return venue ? changeVenue(venue.id, venue.revision, body) : addVenue(body, key);
    },
    onDone: ({ name }) => {
      toast({ text: w.saved(name) });
      void eventsChanged(client);
      onClose();
    },
  });
  return (
    <FormDialog
      title={venue ? w.editVenue(venue.name) : w.addVenue}
      submit={w.save}
      busy={form.busy}
      errors={form.summary(w.names)}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.names.name} maxLength={200} required {...form.field('name')} />
      <TextField label={w.names.address} maxLength={300} {...form.field('address')} />
      <FieldRow>
        <TextField label={w.names.commune} maxLength={200} {...form.field('commune')} />
        <TextField label={w.names.capacity} type="number" min={1} {...form.field('capacity')} />
      </FieldRow>
      <AreaField
        label={w.names.accessibility}
        description={w.accessibilityHint}
        rows={3}
        maxLength={2000}
        {...form.field('accessibility')}
      />
      <FieldRow>
        <TextField
          label={w.names.latitude}
          description={w.positionHint}
          inputMode="decimal"
          {...form.field('latitude')}
        />
        <TextField label={w.names.longitude} inputMode="decimal" {...form.field('longitude')} />
      </FieldRow>
    </FormDialog>
  );
}
