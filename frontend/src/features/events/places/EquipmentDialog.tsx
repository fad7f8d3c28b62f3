import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Equipment, idempotencyKey, useServerForm, type Venue } from '@/api';
import { useWords } from '@/language';
import { FormDialog, SelectField, TextField, toast } from '@/ui';
import { addEquipment, changeEquipment } from '../changes';
import { eventsChanged } from '../queries';
import { placesWords } from './words';

interface EquipmentProps {
  equipment: Equipment | null;
  venues: readonly Venue[];
  onClose: () => void;
}

/** Something to lend, to add or to change. */
export function EquipmentDialog({ equipment, venues, onClose }: EquipmentProps) {
  const w = useWords(placesWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: {
      name: equipment?.name ?? '',
      quantity: String(equipment?.quantity ?? 1),
      venue_id: equipment?.venue_id ?? '',
    },
    send: ({ name, quantity, venue_id: venue }) => {
      const body = { name, quantity: Number(quantity), venue_id: venue || null };
      return equipment ? changeEquipment(equipment.id, equipment.revision, body) : addEquipment(body, key);
    },
    onDone: ({ name }) => {
      toast({ text: w.saved(name) });
      void eventsChanged(client);
      onClose();
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={equipment ? w.editEquipment(equipment.name) : w.addEquipment}
      submit={w.save}
      busy={form.busy}
      errors={form.summary({ name: w.names.name, quantity: w.quantity, venue_id: w.stands })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField
        label={w.names.name}
        description={w.equipmentHint}
        maxLength={200}
        required
        {...form.field('name')}
      />
      <TextField label={w.quantity} type="number" min={1} required {...form.field('quantity')} />
      <SelectField
        label={w.stands}
        {...form.field('venue_id')}
        data={[
          { value: '', label: w.nowhere },
          ...venues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </FormDialog>
  );
}
