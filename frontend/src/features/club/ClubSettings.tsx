import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Club, failureOf } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  ErrorSummary,
  FailureNotice,
  FieldRow,
  FieldStack,
  Skeleton,
  TextField,
  toast,
} from '@/ui';
import { ColourFields } from './ColourFields';
import { ContactFields } from './ContactFields';
import css from './club.module.css';
import { keepClub, useClubForm } from './clubForm';
import { JoinFields } from './JoinFields';
import { LegalFields } from './LegalFields';
import { LogoCard } from './LogoCard';
import { clubQuery } from './queries';
import { RhythmFields } from './RhythmFields';
import { clubWords } from './words';

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

function ClubForm({ club, reason }: { club: Club; reason: string | null }) {
  const w = useWords(clubWords).club;
  const form = useClubForm(club, { onDone: () => toast({ text: w.saved }) });
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
          contact_name: w.contactName,
          contact_email: w.contactEmail,
          contact_phone: w.contactPhone,
          privacy_contact: w.privacy,
          legal_notice: w.notice,
          join_words: w.joinWords,
          charter_words: w.charterWords,
        })}
        leftovers={form.leftovers}
      />
      <Card title={w.identity}>
        <FieldStack>
          <FieldRow>
            <TextField label={w.name} {...form.field('name')} />
            <TextField label={w.tagline} {...form.field('tagline')} />
          </FieldRow>
          <ColourFields form={form} />
        </FieldStack>
      </Card>
      <RhythmFields form={form} />
      <Card title={w.contact}>
        <ContactFields form={form} />
      </Card>
      <JoinFields form={form} />
      <Card title={w.legal}>
        <LegalFields form={form} />
      </Card>
      <div>
        <Button
          look="main"
          type="submit"
          busy={form.busy}
          reason={reason ?? (form.pale ? w.contrastLow : null)}
        >
          {w.save}
        </Button>
      </div>
    </form>
  );
}
