import { useWords } from '@/language';
import { AreaField, Card, CheckField, FieldStack } from '@/ui';
import type { ClubForm } from './clubForm';
import { clubWords } from './words';

/** How organisations come to the club, and whether forms are filled from the national registers. */
export function JoinFields({ form }: { form: ClubForm }) {
  const w = useWords(clubWords).club;
  return (
    <>
      <Card title={w.joining}>
        <FieldStack>
          <CheckField
            label={w.joinOpen}
            hint={w.joinOpenHint}
            checked={form.values.join_open}
            onChange={(event) => form.set('join_open', event.currentTarget.checked)}
          />
          <AreaField label={w.joinWords} description={w.joinWordsHint} {...form.field('join_words')} />
          <AreaField
            label={w.charterWords}
            description={w.charterWordsHint}
            {...form.field('charter_words')}
            rows={5}
          />
        </FieldStack>
      </Card>
      <Card title={w.registers}>
        <CheckField
          label={w.lookUps}
          hint={w.lookUpsHint}
          checked={form.values.look_ups}
          onChange={(event) => form.set('look_ups', event.currentTarget.checked)}
        />
      </Card>
    </>
  );
}
