/** The steps of the first set-up that are about the club itself: the same fields as its settings, one part at a time. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { type Club, failureOf, type SetupStep, sentenceOf, type Topic } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  CheckField,
  ErrorSummary,
  FailureNotice,
  FieldRow,
  FieldStack,
  Skeleton,
  TextField,
  toast,
} from '@/ui';
import { ColourFields } from './ColourFields';
import css from './club.module.css';
import { type ClubForm, keepClub, useClubForm } from './clubForm';
import { LegalFields } from './LegalFields';
import { LogoCard } from './LogoCard';
import { removeTopic, restoreTopic, topicsQuery } from './queries';
import { RhythmFields } from './RhythmFields';
import { setupWords } from './setupWords';
import { clubWords } from './words';

interface StepProps {
  club: Club;
  /** Where the set-up goes on once this is saved. */
  next: SetupStep;
  onDone: () => void;
}

interface StepFormProps {
  form: ClubForm;
  children: ReactNode;
}

function StepForm({ form, children }: StepFormProps) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords);
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
          address: w.address,
          privacy_contact: w.privacy,
          legal_notice: w.notice,
          cadence_months: w.cadence,
          soon_days: w.soon,
          weekly_hours: w.hours,
          time_zone: w.timeZone,
        })}
        leftovers={form.leftovers}
      />
      {children}
      <div>
        <Button look="main" type="submit" busy={form.busy} reason={form.pale ? w.contrastLow : null}>
          {s.next}
        </Button>
      </div>
    </form>
  );
}

/** What the club is called before anybody named it. */
const UNNAMED = 'Notre club';

export function IdentityStep(props: StepProps) {
  const client = useQueryClient();
  const [logoChanges, setLogoChanges] = useState(0);
  return (
    <div className={css.form}>
      <IdentityForm key={props.club.revision - logoChanges} {...props} />
      <LogoCard
        club={props.club}
        reason={null}
        onChanged={(next) => {
          setLogoChanges((count) => count + 1);
          keepClub(client, next);
        }}
      />
    </div>
  );
}

function IdentityForm({ club, next, onDone }: StepProps) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords).identity;
  const form = useClubForm(club, { step: next, onDone });
  return (
    <StepForm form={form}>
      <Card title={w.identity}>
        <FieldStack>
          <FieldRow>
            <TextField
              label={w.name}
              description={form.values.name === UNNAMED ? s.name : '\u00a0'}
              {...form.field('name')}
            />
            <TextField label={w.tagline} description={'\u00a0'} {...form.field('tagline')} />
          </FieldRow>
          <ColourFields form={form} />
        </FieldStack>
      </Card>
      <Card title={w.legal}>
        <LegalFields form={form} />
      </Card>
    </StepForm>
  );
}

export function RhythmStep({ club, next, onDone }: StepProps) {
  const form = useClubForm(club, { step: next, onDone });
  return (
    <StepForm form={form}>
      <RhythmFields form={form} />
      <TopicChoice />
    </StepForm>
  );
}

/** The usual topics, to be ticked off; each at once, and back at once. */
function TopicChoice() {
  const w = useWords(setupWords).topics;
  const client = useQueryClient();
  const topics = useQuery(topicsQuery);
  // Those taken away here stay in sight: one tick brings them back.
  const [gone, setGone] = useState<Topic[]>([]);
  const there = topics.data?.items ?? [];
  const offered = [...there, ...gone.filter(({ id }) => !there.some((topic) => topic.id === id))].sort(
    (a, b) => a.position - b.position,
  );
  const toggle = async (topic: Topic, kept: boolean) => {
    try {
      if (kept) await restoreTopic(topic.id);
      else {
        await removeTopic(topic.id);
        setGone((before) => [...before.filter(({ id }) => id !== topic.id), topic]);
      }
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: topicsQuery.queryKey });
  };
  return (
    <Card title={w.title}>
      {topics.isPending && <Skeleton lines={5} />}
      {topics.isError && (
        <FailureNotice failure={failureOf(topics.error)} onRetry={() => void topics.refetch()} />
      )}
      {topics.data && (
        <fieldset className={css.communes}>
          <legend className={css.legend}>{w.lead}</legend>
          {offered.map((topic) => (
            <CheckField
              key={topic.id}
              label={topic.name}
              checked={there.some(({ id }) => id === topic.id)}
              onChange={(event) => void toggle(topic, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
    </Card>
  );
}
