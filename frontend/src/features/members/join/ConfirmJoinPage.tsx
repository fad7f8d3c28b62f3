/** Where the link of the mail leads: what it is about, and one button. The token stands after `#`, in no server log. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf, Problem, sentenceOf } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, CheckField, FailureNotice, LinkButton, Note, Skeleton } from '@/ui';
import css from './join.module.css';
import { confirmJoin, joinReviewQuery } from './queries';
import { joinWords } from './words';

export function ConfirmJoinPage() {
  const w = useWords(joinWords).confirm;
  const club = useQuery(publicClubQuery).data;
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const review = useQuery(joinReviewQuery(token));
  const [newsletter, setNewsletter] = useState<boolean | null>(null);
  const wants = newsletter ?? review.data?.newsletter ?? false;
  const confirm = useMutation({ mutationFn: () => confirmJoin(token, wants) });
  const again = (
    <LinkButton look="main" to="/adherer">
      {w.again}
    </LinkButton>
  );
  const spent = token === '' || (review.error instanceof Problem && review.error.status === 422);
  const done = confirm.data ?? (review.data?.confirmed ? review.data : null);
  const title = done ? w.done : w.title;
  useEffect(() => {
    document.title = `${title} · Maillage`;
  }, [title]);
  // The button is gone: who pressed it is told what became of it.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (confirm.isSuccess) heading.current?.focus();
  }, [confirm.isSuccess]);
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
      </header>
      {spent && (
        <>
          <Note tone="warn">{token === '' ? w.noToken : sentenceOf(review.error)}</Note>
          {again}
        </>
      )}
      {!spent && review.isPending && <Skeleton lines={4} />}
      {!spent && review.isError && (
        <FailureNotice failure={failureOf(review.error)} onRetry={() => void review.refetch()} />
      )}
      {review.data && !done && (
        <>
          <p>{w.about(review.data.organisation, review.data.person, club?.name ?? '')}</p>
          <CheckField
            label={w.newsletter}
            hint={w.newsletterHint}
            checked={wants}
            onChange={(event) => setNewsletter(event.currentTarget.checked)}
          />
          {confirm.isError && (
            <div role="alert">
              <Note tone="warn">{sentenceOf(confirm.error)}</Note>
            </div>
          )}
          <Button look="main" wide busy={confirm.isPending} onClick={() => confirm.mutate()}>
            {w.confirm}
          </Button>
        </>
      )}
      {done && (
        <div role="status">
          <p>{w.after(done.organisation, club?.name ?? '')}</p>
          {done.newsletter && <p>{w.newsletterToo}</p>}
        </div>
      )}
    </div>
  );
}
