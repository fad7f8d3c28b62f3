import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  CONSENT_ACTIONS,
  CONSENT_PURPOSES,
  CONSENT_WAYS,
  type ConsentAction,
  type ConsentPurpose,
  idempotencyKey,
  type PersonPrivacy,
  useServerForm,
} from '@/api';
import { today, useWords } from '@/language';
import { ChoiceField, DateField, FieldRow, FormDialog, Note, SelectField, TextField, toast } from '@/ui';
import { noteConsent, saidSomething } from '../queries';
import { addressesOf } from './addresses';
import { personWords } from './words';

interface ConsentProps {
  person: PersonPrivacy;
  onClose: () => void;
}

export function ConsentDialog({ person, onClose }: ConsentProps) {
  const words = useWords(personWords);
  const w = words.consent;
  const client = useQueryClient();
  // One key for this form: a repeated press notes it once.
  const [key] = useState(idempotencyKey);
  const addresses = addressesOf(person);
  const form = useServerForm({
    initial: {
      purpose: (addresses.length > 0 ? 'messages' : 'directory') as ConsentPurpose,
      action: 'objected' as ConsentAction,
      on: today(),
      way: 'phone' as (typeof CONSENT_WAYS)[number],
      email: '',
      origin: '',
    },
    send: ({ purpose, action, on, way, email, origin }) =>
      noteConsent(
        person.id,
        {
          purpose,
          action,
          on: on || null,
          way,
          email: purpose === 'messages' && email ? email : null,
          origin: origin.trim() || null,
        },
        key,
      ),
    onDone: () => {
      toast({ text: w.done });
      onClose();
      void saidSomething(client, person.id);
    },
  });
  const { purpose } = form.values;
  return (
    <FormDialog
      title={w.title(person.name)}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({
        purpose: w.purpose,
        action: w.action,
        on: w.on,
        way: w.way,
        email: w.email,
        origin: w.origin,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <ChoiceField
        id="f-purpose"
        legend={w.purpose}
        value={purpose}
        onChange={(value) => form.set('purpose', value)}
        options={CONSENT_PURPOSES.map((value) => ({ value, label: words.purposes[value] }))}
      />
      <ChoiceField
        id="f-action"
        legend={w.action}
        {...(purpose === 'messages' && { hint: w.hint })}
        value={form.values.action}
        onChange={(value) => form.set('action', value)}
        options={CONSENT_ACTIONS.map((value) => ({ value, label: words.actions[value] }))}
      />
      {purpose === 'messages' && addresses.length > 1 && (
        <SelectField
          label={w.email}
          {...form.field('email')}
          data={[
            { value: '', label: w.allEmails },
            ...addresses.map((address) => ({ value: address, label: address })),
          ]}
        />
      )}
      <FieldRow>
        <DateField label={w.on} max={today()} {...form.field('on')} />
        <SelectField
          label={w.way}
          {...form.field('way')}
          data={CONSENT_WAYS.map((value) => ({ value, label: words.ways[value] }))}
        />
      </FieldRow>
      <TextField label={w.origin} description={w.originHint} maxLength={200} {...form.field('origin')} />
      <Note>{w.final}</Note>
    </FormDialog>
  );
}
