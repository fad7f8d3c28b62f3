/** The records that became part of this one, and the way back while there is one. */
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, type PastMerge, reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, FailureNotice, toast } from '@/ui';
import css from './merge.module.css';
import { partedText } from './moved';
import { partAgain, pastMergesQuery } from './queries';
import { useRefusals } from './refusals';
import { mergeWords } from './words';

export function PastMerges({ memberId }: { memberId: string }) {
  const w = useWords(mergeWords).past;
  const past = useQuery(pastMergesQuery(memberId));
  if (past.isError) {
    return <FailureNotice failure={failureOf(past.error)} onRetry={() => void past.refetch()} />;
  }
  const merges = past.data?.items ?? [];
  if (merges.length === 0) return null;
  return (
    <Card title={w.title}>
      <ul className={css.past}>
        {merges.map((merge) => (
          <Past key={merge.id} merge={merge} />
        ))}
      </ul>
    </Card>
  );
}

function Past({ merge }: { merge: PastMerge }) {
  const words = useWords(mergeWords);
  const w = words.past;
  const days = useDays();
  const client = useQueryClient();
  const refusals = useRefusals();
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      toast({ text: partedText(words, await partAgain(client, merge.id)) });
    } catch (error) {
      // What stands in the way makes sense only behind what it stands in the way of.
      toast({ text: [...new Set([sentenceOf(error), ...refusals(error)])].join(' '), tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <li>
      <div>
        <strong>{w.line(merge.name)}</strong>
        <small>{w.by(merge.merged_by, days.instant(merge.merged_at))}</small>
        {merge.undo.allowed && <small>{w.until(days.instant(merge.undo_until))}</small>}
      </div>
      <Button
        aria-label={w.undoOf(merge.name)}
        busy={busy}
        reason={reasonOf(merge.undo)}
        icon={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />}
        onClick={() => void undo()}
      >
        {w.undo}
      </Button>
    </li>
  );
}
