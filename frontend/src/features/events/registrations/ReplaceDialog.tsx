import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, type Registration, useServerForm } from '@/api';
import { useWords } from '@/language';
import { FormDialog, TextField, toast } from '@/ui';
import { replaceRegistration } from '../changes';
import { eventsChanged } from '../queries';
import { nameOf } from './names';
import { registrationsWords } from './words';
import { peopleWords } from './words/people';

interface ReplaceProps {
  registration: Registration;
  onClose: () => void;
}

/** A colleague comes instead: the seat stays the organisation's. */
export function ReplaceDialog({ registration, onClose }: ReplaceProps) {
  const w = useWords(registrationsWords);
  const p = useWords(peopleWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { given_name: '', family_name: '', email: '' },
    send: ({ given_name, family_name, email }) =>
      replaceRegistration(registration.id, { given_name, family_name, email: email.trim() || null }, key),
    onDone: (now) => {
      toast({ text: w.replaced(nameOf(now), nameOf(registration)) });
      void eventsChanged(client);
      onClose();
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.replaceTitle(nameOf(registration))}
      submit={w.doReplace}
      busy={form.busy}
      errors={form.summary({ given_name: p.given_name, family_name: p.family_name, email: p.email })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.replaceText}</p>
      <TextField label={p.given_name} maxLength={100} {...form.field('given_name')} />
      <TextField label={p.family_name} maxLength={100} required {...form.field('family_name')} />
      <TextField
        label={p.email}
        description={p.emailHint}
        type="email"
        inputMode="email"
        {...form.field('email')}
      />
    </FormDialog>
  );
}
