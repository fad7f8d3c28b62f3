import { useWords } from '@/language';
import { FieldRow, FieldStack, TextField } from '@/ui';
import type { JoinFields } from './JoinPage';
import { joinWords } from './words';

/** Who asks, and will look after the record. */
export function PersonStep({ form }: { form: JoinFields }) {
  const w = useWords(joinWords).form;
  const { field } = form;
  return (
    <FieldStack>
      <FieldRow>
        <TextField label={w.fields.given_name} autoComplete="given-name" {...field('given_name')} />
        <TextField label={w.fields.family_name} autoComplete="family-name" {...field('family_name')} />
      </FieldRow>
      <TextField
        label={w.fields.function}
        description={w.functionHint}
        autoComplete="organization-title"
        {...field('function')}
      />
      <TextField
        label={w.fields.email}
        description={w.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
        {...field('email')}
      />
      <TextField label={w.fields.phone} type="tel" inputMode="tel" autoComplete="tel" {...field('phone')} />
    </FieldStack>
  );
}
