import { useState } from 'react';
import { type RecordFacts, type RecordReview, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, NoticeLink, PageForm, TextField } from '@/ui';
import { FIX_FIELDS, type FixField, fixesOf, fixValues } from './fixes';
import { correctRecord } from './queries';
import { answerWords } from './words';

const INPUTS: Partial<Record<FixField, Record<string, string>>> = {
  name: { autoComplete: 'organization' },
  street: { autoComplete: 'street-address' },
  postal_code: { inputMode: 'numeric', autoComplete: 'postal-code' },
  phone: { type: 'tel', autoComplete: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  website: { type: 'url', inputMode: 'url' },
};

interface CorrectProps {
  token: string;
  record: RecordFacts;
  onDone: (review: RecordReview) => void;
  onBack: () => void;
}

/** The few fields of the record, each with what becomes of a change of it. */
export function CorrectForm({ token, record, onDone, onBack }: CorrectProps) {
  const w = useWords(answerWords);
  const [before] = useState(() => fixValues(record));
  const fields = FIX_FIELDS.filter((field) => record.fixable.includes(field));
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
      {fields.map((field) => (
        <TextField
          key={field}
          label={w.fields[field]}
          description={record.waits.includes(field) ? w.thisWaits : undefined}
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
