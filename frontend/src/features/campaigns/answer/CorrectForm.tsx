import { useState } from 'react';
import { type RecordReview, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, NoticeLink, PageForm, TextField } from '@/ui';
import { type FixField, type FixValues, fixableOf, fixesOf, fixValues, waitsIn } from './fixes';
import { correctRecord } from './queries';
import { answerWords } from './words';

const INPUTS: Partial<Record<FixField, Record<string, string>>> = {
  name: { autoComplete: 'organization' },
  street: { autoComplete: 'street-address' },
  postal_code: { inputMode: 'numeric', autoComplete: 'postal-code' },
  phone: { type: 'tel', autoComplete: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  website: { type: 'url', inputMode: 'url' },
  'holder.given_name': { autoComplete: 'given-name' },
  'holder.family_name': { autoComplete: 'family-name' },
  'holder.function': { autoComplete: 'organization-title' },
  'holder.phone': { type: 'tel' },
  'holder.mobile': { type: 'tel' },
};

interface CorrectProps {
  token: string;
  review: RecordReview;
  onDone: (review: RecordReview, typed: FixValues) => void;
  onBack: () => void;
}

/** The few fields of the record, and of whom its letter went to, each with what becomes of a change of it. */
export function CorrectForm({ token, review, onDone, onBack }: CorrectProps) {
  const w = useWords(answerWords);
  const [before] = useState(() => fixValues(review));
  const form = useServerForm({
    initial: before,
    send: (values) => correctRecord(token, fixesOf(before, values)),
    onDone,
    within: 'record.',
  });
  return (
    <PageForm
      submit={w.save}
      busy={form.busy}
      errors={form.summary(w.fields)}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      beside={
        <Button look="plain" onClick={onBack}>
          {w.back}
        </Button>
      }
    >
      {fixableOf(review).map((field) => (
        <TextField
          key={field}
          label={w.fields[field]}
          description={waitsIn(review, field) ? w.thisWaits : undefined}
          {...INPUTS[field]}
          {...form.field(field)}
        />
      ))}
      <p>
        <NoticeLink />
      </p>
    </PageForm>
  );
}
