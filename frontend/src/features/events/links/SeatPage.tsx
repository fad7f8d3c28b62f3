/** Where the link of a confirmation leads: one's own seat, taken, given back, or given to a colleague. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type EventLink, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Note, NoticeLink, PageForm, TextField } from '@/ui';
import { hasBegun } from '../clock';
import { AnswerFields } from '../registrations/PeopleFields';
import { attendeeOf } from '../registrations/people';
import { peopleWords } from '../registrations/words/people';
import { LinkEvent, LinkFrame, useLink } from './LinkFrame';
import css from './links.module.css';
import { People } from './People';
import { acceptSeat, handSeatOver, leaveByLink } from './queries';
import { linksWords } from './words';

type Step = 'look' | 'leave' | 'hand' | 'handed';

export function SeatPage() {
  const w = useWords(linksWords).seat;
  const found = useLink();
  const { token, link } = found;
  const [step, setStep] = useState<Step>('look');
  const told = (next: EventLink) => {
    found.setTold(next);
    setStep('look');
  };
  const accept = useMutation({ mutationFn: () => acceptSeat(token), onSuccess: told });
  const leave = useMutation({ mutationFn: () => leaveByLink(token), onSuccess: told });
  const state = link?.people[0]?.state;
  // A seat is given back until the beginning, after the deadline too.
  const isLate = link ? link.event.state !== 'published' || hasBegun(link.event) : false;
  const failed = accept.error ?? leave.error;
  const title = step === 'look' && state ? w.states[state] : w.titles[step];
  return (
    <LinkFrame title={title} step={`${step} ${state ?? ''}`} found={found}>
      {link && step === 'look' && (
        <>
          {state && <p>{w.told[state]}</p>}
          <People people={link.people} />
          <LinkEvent link={link} />
          {failed && (
            <div role="alert">
              <Note tone="warn">{sentenceOf(failed)}</Note>
            </div>
          )}
          {isLate && state !== 'left' && <Note>{w.late}</Note>}
          {!isLate && state !== 'left' && (
            <div className={css.answers}>
              {state === 'offered' && (
                <Button look="main" wide busy={accept.isPending} onClick={() => accept.mutate()}>
                  {w.accept}
                </Button>
              )}
              <Button wide onClick={() => setStep('hand')}>
                {w.hand}
              </Button>
              <Button wide onClick={() => setStep('leave')}>
                {state === 'registered' ? w.giveBack : w.leave}
              </Button>
            </div>
          )}
        </>
      )}
      {link && step === 'leave' && (
        <>
          <p>{state === 'registered' ? w.giveBackText : w.leaveText}</p>
          {leave.error && (
            <div role="alert">
              <Note tone="warn">{sentenceOf(leave.error)}</Note>
            </div>
          )}
          <div className={css.answers}>
            <Button look="main" wide busy={leave.isPending} onClick={() => leave.mutate()}>
              {state === 'registered' ? w.giveBack : w.leave}
            </Button>
            <Button wide onClick={() => setStep('look')}>
              {w.keep}
            </Button>
          </div>
        </>
      )}
      {link && step === 'hand' && (
        <HandForm token={token} link={link} onDone={() => setStep('handed')} onBack={() => setStep('look')} />
      )}
      {step === 'handed' && <p role="status">{w.handed}</p>}
    </LinkFrame>
  );
}

interface HandProps {
  token: string;
  link: EventLink;
  onDone: () => void;
  onBack: () => void;
}

function HandForm({ token, link, onDone, onBack }: HandProps) {
  const w = useWords(linksWords).seat;
  const p = useWords(peopleWords);
  const form = useServerForm({
    initial: { given_name: '', family_name: '', email: '', answers: {} as Record<string, string> },
    send: (person) => handSeatOver(token, attendeeOf(person, link.questions)),
    onDone,
  });
  return (
    <PageForm
      submit={w.doHand}
      busy={form.busy}
      errors={form.summary({
        given_name: p.given_name,
        family_name: p.family_name,
        email: p.email,
        answers: p.answers,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      <p>{w.handText}</p>
      <TextField label={p.given_name} maxLength={100} {...form.field('given_name')} />
      <TextField label={p.family_name} maxLength={100} required {...form.field('family_name')} />
      <TextField label={p.email} type="email" inputMode="email" required {...form.field('email')} />
      <AnswerFields
        id="f-answers"
        questions={link.questions}
        answers={form.values.answers}
        errorOf={(key) => form.errors[`answers.${key}`]}
        onChange={(answers) => form.set('answers', answers)}
      />
      <p>
        <NoticeLink />
      </p>
      <div>
        <Button look="plain" onClick={onBack}>
          {w.back}
        </Button>
      </div>
    </PageForm>
  );
}
