/** The steps of the first set-up that are about the club itself: the same fields as its settings, one part at a time. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Club, failureOf, type SetupStep, sentenceOf, type Topic } from '@/api';
import { useWords } from '@/language';
import { Card, CheckField, FailureNotice, PageForm, Skeleton, toast } from '@/ui';
import { ContactFields } from './ContactFields';
import css from './club.module.css';
import { keepClub, useClubForm } from './clubForm';
import { IdentityFields } from './IdentityFields';
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

/** What the club is called before anybody named it. */
export const UNNAMED = 'Notre club';

export function IdentityStep(props: StepProps) {
  // What is being typed stays when the logo changes, which is a revision of its own.
  const [logoChanges, setLogoChanges] = useState(0);
  return (
    <IdentityForm
      key={props.club.revision - logoChanges}
      {...props}
      onLogo={() => setLogoChanges((count) => count + 1)}
    />
  );
}

function IdentityForm({ club, next, onDone, onLogo }: StepProps & { onLogo: () => void }) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords);
  const client = useQueryClient();
  const form = useClubForm(club, { step: next, onDone });
  return (
    <PageForm {...form.shown} submit={s.next}>
      <IdentityFields form={form} {...(form.values.name === UNNAMED && { hint: s.identity.name })} />
      <LogoCard
        club={club}
        reason={null}
        onChanged={(changed) => {
          onLogo();
          keepClub(client, changed);
        }}
      />
      <Card title={w.contact}>
        <ContactFields form={form} />
      </Card>
      <Card title={w.legal}>
        <LegalFields form={form} />
      </Card>
    </PageForm>
  );
}

export function RhythmStep({ club, next, onDone }: StepProps) {
  const s = useWords(setupWords);
  const form = useClubForm(club, { step: next, onDone });
  return (
    <PageForm {...form.shown} submit={s.next}>
      <RhythmFields form={form} />
      <TopicChoice />
    </PageForm>
  );
}

/** The usual topics, to be ticked off; each at once, and back at once. */
function TopicChoice() {
  const w = useWords(setupWords).topics;
  const client = useQueryClient();
  const topics = useQuery(topicsQuery);
  // Those taken away here stay in sight: one tick brings them back. The box follows the hand, not the answer.
  const [off, setOff] = useState<Topic[]>([]);
  const there = topics.data?.items ?? [];
  const isOff = ({ id }: Topic) => off.some((topic) => topic.id === id);
  const offered = [...there.filter((topic) => !isOff(topic)), ...off].sort((a, b) => a.position - b.position);
  const turn = (topic: Topic, kept: boolean) =>
    setOff((before) => [...before.filter(({ id }) => id !== topic.id), ...(kept ? [] : [topic])]);
  const toggle = async (topic: Topic, kept: boolean) => {
    turn(topic, kept);
    try {
      await (kept ? restoreTopic(topic.id) : removeTopic(topic.id));
    } catch (error) {
      turn(topic, !kept);
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
              checked={!isOff(topic)}
              onChange={(event) => void toggle(topic, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
    </Card>
  );
}
