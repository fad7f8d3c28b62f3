/**
 * Where the link of a letter leads: what the club is about to publish, and two answers. Nothing is sent before one presses;
 * the token stands after `#`, in no server log.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ConfirmationReview, failureOf, Problem, sentenceOf, useServerForm } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import {
  AreaField,
  Button,
  Card,
  FailureNotice,
  Note,
  NoticeLink,
  PageForm,
  Skeleton,
  TextField,
} from '@/ui';
import { confirmationQuery, confirmSheet, correctSheet } from '../asked';
import css from '../asked.module.css';
import { SheetView } from '../view/SheetView';
import { confirmWords } from './words';

type Step = 'ask' | 'correct' | 'done';

export function ConfirmPage() {
  const w = useWords(confirmWords);
  const club = useQuery(publicClubQuery).data?.name ?? '';
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const first = useQuery(confirmationQuery(token));
  const [told, setTold] = useState<ConfirmationReview | null>(null);
  const [step, setStep] = useState<Step>('ask');
  const review = told ?? first.data;
  const title = w.titles[step];
  const heading = useStepHeading(step);
  useEffect(() => {
    document.title = `${title} · Maillage`;
  }, [title]);
  const done = (answered: ConfirmationReview) => {
    setTold(answered);
    setStep('done');
  };
  const spent = token === '' || (first.error instanceof Problem && first.error.status === 422);
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {review && step === 'ask' && <p>{w.lead(club, review.member)}</p>}
      </header>
      {spent && <Note tone="warn">{token === '' ? w.noToken : sentenceOf(first.error)}</Note>}
      {!spent && first.isPending && <Skeleton lines={8} />}
      {!spent && first.isError && (
        <FailureNotice failure={failureOf(first.error)} onRetry={() => void first.refetch()} />
      )}
      {review && step === 'ask' && (
        <>
          {review.state !== 'asked' && <Note>{w.before[review.state]}</Note>}
          <Shown review={review} />
          <RightForm
            token={token}
            review={review}
            onDone={done}
            onChanged={async () => setTold((await first.refetch()).data ?? null)}
          />
          <Button wide onClick={() => setStep('correct')}>
            {w.correct}
          </Button>
        </>
      )}
      {review && step === 'correct' && (
        <CorrectForm token={token} onDone={done} onBack={() => setStep('ask')} />
      )}
      {review && step === 'done' && review.state !== 'asked' && (
        <>
          <p role="status">{w.after[review.state]}</p>
          <div>
            <Button onClick={() => setStep('ask')}>{w.more}</Button>
          </div>
        </>
      )}
      {review?.contact_email && (
        <p className={css.hint}>
          {w.write} <a href={`mailto:${review.contact_email}`}>{review.contact_email}</a>
        </p>
      )}
    </div>
  );
}

function Shown({ review: { kind, sheet } }: { review: ConfirmationReview }) {
  return (
    <Card>
      <SheetView level={2} pictures="told" sheet={{ kind, ...sheet }} />
    </Card>
  );
}

interface RightProps {
  token: string;
  review: ConfirmationReview;
  onDone: (review: ConfirmationReview) => void;
  onChanged: () => Promise<void>;
}

function RightForm({ token, review, onDone, onChanged }: RightProps) {
  const w = useWords(confirmWords);
  const [changed, setChanged] = useState(false);
  const form = useServerForm({
    initial: { name: '' },
    send: async ({ name }) => {
      try {
        return await confirmSheet(token, review.revision, name.trim());
      } catch (error) {
        // What they call right is no longer what is there: they read it first.
        if (!(error instanceof Problem && error.code === 'practice_sheets.changed_meanwhile')) throw error;
        await onChanged();
        return null;
      }
    },
    onDone: (answered) => (answered ? onDone(answered) : setChanged(true)),
  });
  return (
    <PageForm
      submit={w.right}
      busy={form.busy}
      errors={form.summary({ name: w.name })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      {changed && (
        <div role="alert">
          <Note tone="warn">{w.changed}</Note>
        </div>
      )}
      <TextField
        label={w.name}
        description={w.nameHint}
        autoComplete="name"
        maxLength={200}
        required
        {...form.field('name')}
      />
      <p>
        <NoticeLink />
      </p>
    </PageForm>
  );
}

function CorrectForm({
  token,
  onDone,
  onBack,
}: {
  token: string;
  onDone: (review: ConfirmationReview) => void;
  onBack: () => void;
}) {
  const w = useWords(confirmWords);
  const form = useServerForm({
    initial: { words: '', name: '' },
    send: ({ words, name }) => correctSheet(token, name.trim(), words.trim()),
    onDone,
  });
  return (
    <PageForm
      submit={w.send}
      busy={form.busy}
      errors={form.summary({ words: w.words, name: w.name })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      <AreaField
        label={w.words}
        description={w.wordsHint}
        rows={5}
        maxLength={5000}
        required
        {...form.field('words')}
      />
      <TextField label={w.name} autoComplete="name" maxLength={200} required {...form.field('name')} />
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
