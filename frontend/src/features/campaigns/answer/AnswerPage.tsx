/**
 * Where the link of a letter leads: what the club holds, and three answers. Nothing is sent before one presses; the token
 * stands after `#`, in no server log.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf, Problem, type RecordReview, sentenceOf } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, FailureNotice, LinkButton, Note, Skeleton } from '@/ui';
import css from './answer.module.css';
import { CorrectForm } from './CorrectForm';
import type { FixValues } from './fixes';
import { HandOverForm } from './HandOverForm';
import { confirmRecord, recordReviewQuery } from './queries';
import { RecordFactsList } from './RecordFactsList';
import { Thanks } from './Thanks';
import { answerWords } from './words';

type Step = 'ask' | 'correct' | 'other' | 'done';

export function AnswerPage() {
  const w = useWords(answerWords);
  const club = useQuery(publicClubQuery).data?.name ?? '';
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const first = useQuery(recordReviewQuery(token));
  const [told, setTold] = useState<RecordReview | null>(null);
  const [step, setStep] = useState<Step>('ask');
  const review = told ?? first.data;
  const [typed, setTyped] = useState<FixValues | null>(null);
  const done = (answered: RecordReview, corrected: FixValues | null = null) => {
    setTold(answered);
    setTyped(corrected);
    setStep('done');
  };
  const confirm = useMutation({
    mutationFn: () => confirmRecord(token),
    onSuccess: (answered) => done(answered),
  });
  const heading = useStepHeading(step);
  const title = step === 'done' ? w.thanks : w.titles[step];
  useEffect(() => {
    document.title = `${title} · Maillage`;
  }, [title]);
  const spent = token === '' || (first.error instanceof Problem && first.error.status === 422);
  const toAsk = () => setStep('ask');
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {review && step === 'ask' && <p>{w.lead(club, review.record.name)}</p>}
      </header>
      {spent && (
        <>
          <Note tone="warn">{token === '' ? w.noToken : sentenceOf(first.error)}</Note>
          <LinkButton to="/connexion">{w.signIn}</LinkButton>
        </>
      )}
      {!spent && first.isPending && <Skeleton lines={6} />}
      {!spent && first.isError && (
        <FailureNotice failure={failureOf(first.error)} onRetry={() => void first.refetch()} />
      )}
      {review && step === 'ask' && (
        <>
          <RecordFactsList review={review} />
          {review.answer && <Note>{w.before[review.answer]}</Note>}
          {confirm.isError && (
            <div role="alert">
              <Note tone="warn">{sentenceOf(confirm.error)}</Note>
            </div>
          )}
          <div className={css.answers}>
            <Button look="main" wide busy={confirm.isPending} onClick={() => confirm.mutate()}>
              {w.right}
            </Button>
            <Button wide onClick={() => setStep('correct')}>
              {w.correct}
            </Button>
            <Button wide onClick={() => setStep('other')}>
              {w.other}
            </Button>
          </div>
        </>
      )}
      {review && step === 'correct' && (
        <CorrectForm token={token} review={review} onDone={done} onBack={toAsk} />
      )}
      {review && step === 'other' && (
        <HandOverForm token={token} onDone={(answered) => done(answered)} onBack={toAsk} />
      )}
      {review && step === 'done' && <Thanks review={review} club={club} typed={typed} onMore={toAsk} />}
      {review?.contact_email && (
        <p className={css.hint}>
          {w.write} <a href={`mailto:${review.contact_email}`}>{review.contact_email}</a>
        </p>
      )}
    </div>
  );
}

/** Who goes on to another step is told where they are: the heading takes the focus. */
function useStepHeading(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}
