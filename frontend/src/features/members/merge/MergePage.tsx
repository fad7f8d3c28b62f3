/** Two records side by side: what differs first, each with its choice; then what passes over; then the merge. */
import { IconArrowLeft, IconArrowsLeftRight, IconGitMerge } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { failureOf, idempotencyKey, type Merge, type MergeMove, Problem } from '@/api';
import { useWords } from '@/language';
import { Button, Card, ErrorSummary, FailureNotice, Page, Skeleton, toast } from '@/ui';
import memberCss from '../members.module.css';
import { membersChanged } from '../queries';
import { FieldChoice, SameFields } from './FieldChoice';
import css from './merge.module.css';
import { movedText, partedText } from './moved';
import { MemberBrief } from './PairsPage';
import { type Choices, mergeMembers, mergePreviewQuery, partAgain } from './queries';
import { useRefusals } from './refusals';
import { mergeWords } from './words';

interface MergeProps {
  into: string;
  other: string;
  /** Has the other record stay. */
  onSwap: () => void;
  reason: string | null;
}

export function MergePage({ into, other, onSwap, reason }: MergeProps) {
  const w = useWords(mergeWords).merge;
  const refusals = useRefusals();
  const [choices, setChoices] = useState<Choices>({});
  // What was refused leaves the first look on the screen, and with it the way out.
  const first = useQuery(mergePreviewQuery(into, other, {}));
  const current = useQuery(mergePreviewQuery(into, other, choices));
  const merge = current.data ?? first.data;
  const back = (
    <Link to="/membres/doublons" className={memberCss.crumb}>
      <IconArrowLeft size={18} stroke={1.75} aria-hidden />
      {w.back}
    </Link>
  );
  return (
    <Page title={w.title} lead={w.lead} before={back}>
      {!merge && first.isError && (
        <>
          <FailureNotice failure={failureOf(first.error)} onRetry={() => void first.refetch()} />
          {first.error instanceof Problem && first.error.body.code === 'members.merge_by_right' && (
            <Swap onSwap={onSwap} />
          )}
        </>
      )}
      {!merge && first.isPending && <Skeleton lines={8} />}
      {merge && (
        <Comparison
          merge={merge}
          choices={choices}
          onChoices={setChoices}
          refused={current.isError ? refusals(current.error) : []}
          onSwap={onSwap}
          reason={reason}
        />
      )}
    </Page>
  );
}

interface ComparisonProps {
  merge: Merge;
  choices: Choices;
  onChoices: (choices: Choices) => void;
  /** Why these choices can't be. */
  refused: string[];
  onSwap: () => void;
  reason: string | null;
}

function Comparison({ merge, choices, onChoices, refused, onSwap, reason }: ComparisonProps) {
  const words = useWords(mergeWords);
  const w = words.merge;
  const client = useQueryClient();
  const navigate = useNavigate();
  // One key for these choices: a repeated press merges once.
  const [key, setKey] = useState(idempotencyKey);
  const [busy, setBusy] = useState(false);
  const refusals = useRefusals();
  const [failure, setFailure] = useState<string[]>([]);
  const { survivor, other, fields } = merge;
  const differing = fields.filter(({ differs }) => differs);
  const same = fields.filter(({ differs }) => !differs);
  const commit = async () => {
    if (busy) return;
    setBusy(true);
    setFailure([]);
    try {
      const done = await mergeMembers(merge, choices, key);
      toast({
        text: w.done(done.other.name, done.survivor.name),
        undo: async () => toast({ text: partedText(words, await partAgain(client, other.id)) }),
      });
      await navigate({ to: '/membres/$memberId', params: { memberId: survivor.id }, replace: true });
    } catch (error) {
      setFailure(refusals(error));
      setBusy(false);
      setKey(idempotencyKey());
    }
    await membersChanged(client);
  };
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void commit();
      }}
    >
      <div className={css.two}>
        <Card title={w.stays}>
          <MemberBrief member={survivor} />
        </Card>
        <Card title={w.goes}>
          <MemberBrief member={other} />
        </Card>
      </div>
      <Swap onSwap={onSwap} />
      <ErrorSummary errors={[]} leftovers={failure.length > 0 ? failure : refused} />
      <Card title={w.differences}>
        {differing.length === 0 && <p>{w.noDifference}</p>}
        {differing.map((field) => (
          <FieldChoice
            key={field.field}
            field={field}
            choice={choices[field.field] ?? field.choice}
            onChoose={(choice) => {
              setFailure([]);
              onChoices({ ...choices, [field.field]: choice });
            }}
          />
        ))}
        {same.length > 0 && <SameFields fields={same} />}
      </Card>
      <Card title={w.moves}>
        <Moves moves={merge.moves} />
      </Card>
      <div className={css.actions}>
        <Button
          look="main"
          type="submit"
          busy={busy}
          reason={reason ?? refused[0] ?? null}
          icon={<IconGitMerge size={20} stroke={1.75} aria-hidden />}
        >
          {w.commit}
        </Button>
      </div>
    </form>
  );
}

function Swap({ onSwap }: { onSwap: () => void }) {
  const w = useWords(mergeWords).merge;
  return (
    <div className={css.actions}>
      <Button icon={<IconArrowsLeftRight size={20} stroke={1.75} aria-hidden />} onClick={onSwap}>
        {w.swap}
      </Button>
    </div>
  );
}

function Moves({ moves }: { moves: readonly MergeMove[] }) {
  const w = useWords(mergeWords).merge;
  if (moves.length === 0) return <p>{w.nothingMoves}</p>;
  return (
    <ul className={css.moves}>
      {moves.map((move) => (
        <li key={move.what}>{movedText(w.moved, move)}</li>
      ))}
    </ul>
  );
}
