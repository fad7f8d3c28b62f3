import { type RecordReview, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, NoticeLink, PageForm, TextField } from '@/ui';
import { handRecordOver } from './queries';
import { answerWords } from './words';

interface HandOverProps {
  token: string;
  onDone: (review: RecordReview) => void;
  onBack: () => void;
}

/** Who is in charge now: the team looks at it before anybody takes anybody's place. */
export function HandOverForm({ token, onDone, onBack }: HandOverProps) {
  const w = useWords(answerWords);
  const form = useServerForm({
    initial: { given_name: '', family_name: '', email: '', function: '' },
    send: ({ function: does, ...person }) =>
      handRecordOver(token, { ...person, ...(does.trim() && { function: does }) }),
    onDone,
    within: 'person.',
  });
  const { person } = w;
  return (
    <PageForm
      submit={w.send}
      busy={form.busy}
      errors={form.summary(person)}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      beside={
        <Button look="plain" onClick={onBack}>
          {w.back}
        </Button>
      }
    >
      <p>{w.otherHint}</p>
      <TextField label={person.given_name} required {...form.field('given_name')} />
      <TextField label={person.family_name} required {...form.field('family_name')} />
      <TextField label={person.email} type="email" inputMode="email" required {...form.field('email')} />
      <TextField label={person.function} {...form.field('function')} />
      <p>
        <NoticeLink />
      </p>
    </PageForm>
  );
}
