import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, type Registration, useServerForm } from '@/api';
import { useWords } from '@/language';
import { FormDialog, TextField, toast } from '@/ui';
import { replaceRegistration } from '../changes';
import { eventQuery, eventsChanged } from '../queries';
import { nameOf } from './names';
import { AnswerFields } from './PeopleFields';
import { attendeeOf } from './people';
import { registrationsWords } from './words';
import { peopleWords } from './words/people';

interface ReplaceProps {
  registration: Registration;
  onClose: () => void;
}

/** A colleague comes instead: the seat stays the organisation's, the answers are the newcomer's own. */
export function ReplaceDialog({ registration, onClose }: ReplaceProps) {
  const w = useWords(registrationsWords);
  const p = useWords(peopleWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const questions = useQuery(eventQuery(registration.event_id)).data?.questions ?? [];
  const form = useServerForm({
    initial: { given_name: '', family_name: '', email: '', answers: {} as Record<string, string> },
    send: (person) => replaceRegistration(registration.id, attendeeOf(person, questions), key),
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
      errors={form.summary({
        given_name: p.given_name,
        family_name: p.family_name,
        email: p.email,
        answers: p.answers,
      })}
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
      <AnswerFields
        id="f-answers"
        questions={questions}
        answers={form.values.answers}
        errorOf={(key) => form.errors[`answers.${key}`]}
        onChange={(answers) => form.set('answers', answers)}
      />
    </FormDialog>
  );
}
