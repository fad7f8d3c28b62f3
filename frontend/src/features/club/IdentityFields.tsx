/** What the club is called, and its colours. */
import { useWords } from '@/language';
import { Card, FieldRow, FieldStack, TextField } from '@/ui';
import { ColourFields } from './ColourFields';
import type { ClubForm } from './clubForm';
import { clubWords } from './words';

export function IdentityFields({ form, hint }: { form: ClubForm; hint?: string }) {
  const w = useWords(clubWords).club;
  return (
    <Card title={w.identity}>
      <FieldStack>
        <FieldRow>
          <TextField
            label={w.name}
            // A name that only stands in for another gives way to the first letter typed.
            onFocus={(event) => hint && event.currentTarget.select()}
            {...(hint && { description: hint })}
            {...form.field('name')}
          />
          <TextField label={w.tagline} {...form.field('tagline')} />
        </FieldRow>
        <ColourFields form={form} />
      </FieldStack>
    </Card>
  );
}
