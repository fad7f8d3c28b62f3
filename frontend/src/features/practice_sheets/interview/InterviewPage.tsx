/**
 * Ten questions behind the link of a mail, made for a thumb: no account, answers that keep themselves, photos. The token
 * stands after `#`, in no server log.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf, type InterviewReview, Problem, sentenceOf } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { AreaField, Button, FailureNotice, Note, NoticeLink, Skeleton } from '@/ui';
import { interviewQuery } from '../asked';
import css from '../asked.module.css';
import { Photos } from './Photos';
import { useAnswers } from './useAnswers';
import { interviewWords } from './words';

export function InterviewPage() {
  const w = useWords(interviewWords);
  const club = useQuery(publicClubQuery).data?.name ?? '';
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const first = useQuery(interviewQuery(token));
  const [told, setTold] = useState<InterviewReview | null>(null);
  const review = told ?? first.data;
  const done = review?.answered === true;
  const title = done ? w.thanks : w.title;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Maillage`;
  }, [title]);
  useEffect(() => {
    // Whoever has sent the answers is told so: the heading takes the focus.
    if (told?.answered) heading.current?.focus();
  }, [told?.answered]);
  const spent = token === '' || (first.error instanceof Problem && first.error.status === 422);
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {review && !done && <p>{w.lead(club, review.title)}</p>}
        {review?.member && !done && <p>{w.of(review.member)}</p>}
      </header>
      {spent && <Note tone="warn">{token === '' ? w.noToken : sentenceOf(first.error)}</Note>}
      {!spent && first.isPending && <Skeleton lines={8} />}
      {!spent && first.isError && (
        <FailureNotice failure={failureOf(first.error)} onRetry={() => void first.refetch()} />
      )}
      {review && !done && <Questions token={token} review={review} onTold={setTold} />}
      {done && <p role="status">{w.thanksText}</p>}
      {review?.contact_email && (
        <p className={css.hint}>
          {w.write} <a href={`mailto:${review.contact_email}`}>{review.contact_email}</a>
        </p>
      )}
    </div>
  );
}

const ANSWERS = '/answers/';
const idOf = (key: string) => `answer-${key}`;

/** What is missing, by question. */
function faultsOf(error: unknown): Map<string, string> {
  const faults = error instanceof Problem ? (error.body.errors ?? []) : [];
  const asked = faults.filter(({ pointer }) => pointer.startsWith(ANSWERS));
  return new Map(asked.map(({ pointer, detail }) => [pointer.slice(ANSWERS.length), detail]));
}

interface QuestionsProps {
  token: string;
  review: InterviewReview;
  onTold: (review: InterviewReview) => void;
}

function Questions({ token, review, onTold }: QuestionsProps) {
  const w = useWords(interviewWords);
  const answers = useAnswers(token, review);
  const handIn = useMutation({
    mutationFn: answers.handIn,
    onSuccess: onTold,
    // What is missing is told at its question.
    onError: (error) => {
      const first = faultsOf(error).keys().next().value;
      if (first) document.getElementById(idOf(first))?.focus();
    },
  });
  const faults = faultsOf(handIn.error);
  return (
    <>
      <ol className={css.questions}>
        {review.questions.map(({ key, question, hint }, at) => (
          <li key={key}>
            <AreaField
              id={idOf(key)}
              label={`${at + 1}. ${question}`}
              description={hint}
              rows={3}
              maxLength={5000}
              value={answers.texts[key] ?? ''}
              error={answers.texts[key]?.trim() ? null : (faults.get(key) ?? null)}
              onChange={(event) => answers.set(key, event.currentTarget.value)}
            />
          </li>
        ))}
      </ol>
      <Photos token={token} review={review} onTold={onTold} />
      <div className={css.foot}>
        <p>
          <strong>{w.progress(answers.count, review.questions.length)}</strong>
        </p>
        {/* Read aloud only where something is wrong: that all is well would be told with every pause. */}
        <p role={answers.state === 'failed' ? 'status' : undefined} className={css.hint}>
          {w.states[answers.state]}
        </p>
        {answers.state === 'failed' && (
          <div>
            <Button onClick={answers.keep}>{w.again}</Button>
          </div>
        )}
        {handIn.isError && (
          <div role="alert">
            <Note tone="warn">{sentenceOf(handIn.error)}</Note>
          </div>
        )}
        <Button
          look="main"
          wide
          busy={handIn.isPending}
          reason={answers.count > 0 ? null : w.sendNone}
          onClick={() => handIn.mutate()}
        >
          {w.send}
        </Button>
        <p>
          <NoticeLink />
        </p>
      </div>
    </>
  );
}
