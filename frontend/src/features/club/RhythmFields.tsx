import { useWords } from '@/language';
import { Card, CheckField, FieldRow, FieldStack, TextField } from '@/ui';
import type { ClubForm } from './clubForm';
import { clubWords } from './words';
import { ZoneField } from './ZoneField';

/** How often the club is in touch with its members, and what it wants to reach in a year. */
export function RhythmFields({ form }: { form: ClubForm }) {
  const w = useWords(clubWords).club;
  return (
    <>
      <Card title={w.rhythm}>
        <FieldStack>
          <FieldRow>
            <TextField
              label={w.cadence}
              type="number"
              min={1}
              max={24}
              description={w.months(Number(form.values.cadence_months) || 0)}
              {...form.field('cadence_months')}
            />
            <TextField label={w.soon} type="number" min={1} max={90} {...form.field('soon_days')} />
            <TextField label={w.hours} type="number" min={0} max={80} {...form.field('weekly_hours')} />
          </FieldRow>
          <CheckField
            label={w.newsletterCounts}
            hint={w.newsletterCountsHint}
            checked={form.values.newsletter_counts}
            onChange={(event) => form.set('newsletter_counts', event.currentTarget.checked)}
          />
          <ZoneField
            value={form.values.time_zone}
            onChange={(zone) => form.set('time_zone', zone)}
            error={form.errors.time_zone ?? null}
          />
        </FieldStack>
      </Card>
      <Card title={w.targets}>
        <FieldRow>
          <TextField label={w.newsletters} type="number" min={0} {...form.field('newsletters')} />
          <TextField label={w.sheets} type="number" min={0} {...form.field('practice_sheets')} />
          <TextField label={w.meetings} type="number" min={0} {...form.field('meetings')} />
        </FieldRow>
      </Card>
    </>
  );
}
