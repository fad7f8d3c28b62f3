import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Club, failureOf } from '@/api';
import { useWords } from '@/language';
import { Card, FailureNotice, PageForm, Skeleton, toast } from '@/ui';
import { ContactFields } from './ContactFields';
import css from './club.module.css';
import { keepClub, useClubForm } from './clubForm';
import { IdentityFields } from './IdentityFields';
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
    <PageForm {...form.shown} submit={w.save} reason={reason ?? form.shown.reason}>
      <IdentityFields form={form} />
      <RhythmFields form={form} />
      <Card title={w.contact}>
        <ContactFields form={form} />
      </Card>
      <JoinFields form={form} />
      <Card title={w.legal}>
        <LegalFields form={form} />
      </Card>
    </PageForm>
  );
}
