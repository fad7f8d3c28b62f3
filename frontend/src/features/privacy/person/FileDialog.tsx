import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, type PersonPrivacy, useServerForm } from '@/api';
import { useWords } from '@/language';
import { FormDialog, SelectField, toast } from '@/ui';
import { askFile, personPrivacyQuery } from '../queries';
import { addressesOf } from './addresses';
import { personWords } from './words';

interface FileProps {
  person: PersonPrivacy;
  onClose: () => void;
}

/** What leaves the house can't be called back: it says first what leaves, and where it goes. */
export function FileDialog({ person, onClose }: FileProps) {
  const w = useWords(personWords).file;
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { email: '' },
    send: ({ email }) => askFile(person.id, email || null, key),
    onDone: () => {
      toast({ text: w.done });
      onClose();
      void client.invalidateQueries({ queryKey: personPrivacyQuery(person.id).queryKey });
    },
  });
  return (
    <FormDialog
      title={w.title(person.name)}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ email: w.email })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.text}</p>
      <SelectField
        label={w.email}
        description={w.usualHint}
        {...form.field('email')}
        data={[
          { value: '', label: w.usual },
          ...addressesOf(person).map((address) => ({ value: address, label: address })),
        ]}
      />
    </FormDialog>
  );
}
