import { useWords } from '@/language';
import { FieldRow, FieldStack, TextField } from '@/ui';
import type { ClubForm } from './clubForm';
import { clubWords } from './words';

/** Whom members turn to. */
export function ContactFields({ form }: { form: ClubForm }) {
  const w = useWords(clubWords).club;
  return (
    <FieldStack>
      <p>{w.contactLead}</p>
      <TextField label={w.contactName} {...form.field('contact_name')} />
      <FieldRow>
        <TextField
          label={w.contactEmail}
          type="email"
          inputMode="email"
          autoComplete="off"
          {...form.field('contact_email')}
        />
        <TextField
          label={w.contactPhone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          {...form.field('contact_phone')}
        />
      </FieldRow>
    </FieldStack>
  );
}
