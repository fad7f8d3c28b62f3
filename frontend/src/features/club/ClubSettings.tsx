import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Club, failureOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import {
  AreaField,
  Button,
  Card,
  CheckField,
  colourVerdict,
  ErrorSummary,
  FailureNotice,
  FieldRow,
  FieldStack,
  LEAST_CONTRAST,
  Skeleton,
  TextField,
  toast,
} from '@/ui';
import css from './club.module.css';
import { LogoCard } from './LogoCard';
import { changeClub, clubQuery, publicClubQuery } from './queries';
import { clubWords } from './words';
import { ZoneField } from './ZoneField';

export function ClubSettings({ reason }: { reason: string | null }) {
  const client = useQueryClient();
  const club = useQuery(clubQuery);
  // What is being typed below stays when the logo changes, which is a revision of its own.
  const [logoChanges, setLogoChanges] = useState(0);
  if (club.isPending) return <Skeleton lines={8} />;
  if (club.isError)
    return <FailureNotice failure={failureOf(club.error)} onRetry={() => void club.refetch()} />;
  return (
    <div className={css.form}>
      <LogoCard
        club={club.data}
        reason={reason}
        onChanged={(next) => {
          setLogoChanges((count) => count + 1);
          keepClub(client, next);
        }}
      />
      <ClubForm key={club.data.revision - logoChanges} club={club.data} reason={reason} />
    </div>
  );
}

function keepClub(client: QueryClient, club: Club) {
  client.setQueryData(clubQuery.queryKey, club);
  void client.invalidateQueries({ queryKey: publicClubQuery.queryKey });
}

function ClubForm({ club, reason }: { club: Club; reason: string | null }) {
  const w = useWords(clubWords).club;
  const client = useQueryClient();
  const form = useServerForm({
    initial: {
      name: club.name,
      tagline: club.tagline,
      brand: club.colours.brand,
      spark: club.colours.spark,
      cadence_months: String(club.cadence_months),
      soon_days: String(club.soon_days),
      newsletter_counts: club.newsletter_counts,
      weekly_hours: String(club.weekly_hours),
      newsletters: String(club.targets.newsletters),
      practice_sheets: String(club.targets.practice_sheets),
      meetings: String(club.targets.meetings),
      time_zone: club.time_zone,
      address: club.address,
      privacy_contact: club.privacy_contact,
      legal_notice: club.legal_notice,
    },
    send: (values) =>
      changeClub(club.revision, {
        name: values.name,
        tagline: values.tagline,
        colours: { brand: values.brand, spark: values.spark },
        cadence_months: Number(values.cadence_months),
        soon_days: Number(values.soon_days),
        newsletter_counts: values.newsletter_counts,
        weekly_hours: Number(values.weekly_hours),
        targets: {
          newsletters: Number(values.newsletters),
          practice_sheets: Number(values.practice_sheets),
          meetings: Number(values.meetings),
        },
        time_zone: values.time_zone,
        address: values.address,
        privacy_contact: values.privacy_contact,
        legal_notice: values.legal_notice,
      }),
    onDone: (next) => {
      keepClub(client, next);
      void client.invalidateQueries({ queryKey: ['follow-up'] });
      toast({ text: w.saved });
    },
    onStale: () => toast({ text: w.stale, tone: 'error' }),
  });
  const { brand, spark } = form.values;
  const verdict = colourVerdict(brand, spark);
  const pale =
    verdict.brand === null ||
    verdict.brand < LEAST_CONTRAST ||
    verdict.spark === null ||
    verdict.spark < LEAST_CONTRAST;
  return (
    <form
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary
        errors={form.summary({
          name: w.name,
          tagline: w.tagline,
          cadence_months: w.cadence,
          soon_days: w.soon,
          weekly_hours: w.hours,
          time_zone: w.timeZone,
          address: w.address,
          privacy_contact: w.privacy,
          legal_notice: w.notice,
        })}
        leftovers={form.leftovers}
      />
      <Card title={w.identity}>
        <FieldStack>
          <FieldRow>
            <TextField label={w.name} {...form.field('name')} />
            <TextField label={w.tagline} {...form.field('tagline')} />
          </FieldRow>
          <FieldRow>
            <Colour
              label={w.brand}
              value={brand}
              ratio={verdict.brand}
              onChange={(value) => form.set('brand', value)}
            />
            <Colour
              label={w.spark}
              value={spark}
              ratio={verdict.spark}
              onChange={(value) => form.set('spark', value)}
            />
          </FieldRow>
        </FieldStack>
      </Card>
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
            <TextField
              label={w.soon}
              type="number"
              min={1}
              max={90}
              description={'\u00a0'}
              {...form.field('soon_days')}
            />
            <TextField
              label={w.hours}
              type="number"
              min={0}
              max={80}
              description={'\u00a0'}
              {...form.field('weekly_hours')}
            />
          </FieldRow>
          <CheckField
            label={w.newsletterCounts}
            hint={w.newsletterCountsHint}
            checked={form.values.newsletter_counts}
            onChange={(event) => form.set('newsletter_counts', event.currentTarget.checked)}
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
      <Card title={w.legal}>
        <FieldStack>
          <AreaField label={w.address} {...form.field('address')} />
          <FieldRow>
            <TextField label={w.privacy} {...form.field('privacy_contact')} />
            <ZoneField
              value={form.values.time_zone}
              onChange={(zone) => form.set('time_zone', zone)}
              error={form.errors.time_zone ?? null}
            />
          </FieldRow>
          <AreaField label={w.notice} {...form.field('legal_notice')} />
        </FieldStack>
      </Card>
      <div>
        <Button look="main" type="submit" busy={form.busy} reason={reason ?? (pale ? w.contrastLow : null)}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}

interface ColourProps {
  label: string;
  value: string;
  ratio: number | null;
  onChange: (value: string) => void;
}

/** A colour with its verdict while one chooses. */
function Colour({ label, value, ratio, onChange }: ColourProps) {
  const w = useWords(clubWords).club;
  const ok = ratio !== null && ratio >= LEAST_CONTRAST;
  const figure = ratio === null ? '' : w.contrast(ratio.toFixed(1).replace('.', ','));
  const verdict = ratio === null ? w.contrastNone : `${figure} : ${ok ? w.contrastOk : w.contrastLow}`;
  return (
    <div className={css.colour}>
      <input
        type="color"
        aria-label={label}
        value={ratio === null ? '#000000' : value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <TextField
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(ok ? { description: verdict } : { error: verdict, description: '\u00a0' })}
      />
    </div>
  );
}
