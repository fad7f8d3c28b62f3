/** Whether the club demands sign-in in two steps of its team, and how far the team is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, reasonOf, sentenceOf } from '@/api';
import { changeClub, clubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Card, FailureNotice, Skeleton, StatusMark, toast } from '@/ui';
import css from './accounts.module.css';
import { teamStepsQuery } from './queries';
import { protectionWords } from './words';

export function TeamSecondFactor({ onSee }: { onSee: () => void }) {
  const w = useWords(protectionWords).team;
  const client = useQueryClient();
  const club = useQuery(clubQuery);
  const steps = useQuery(teamStepsQuery);
  const [busy, setBusy] = useState(false);
  const write = async (revision: number, wanted: boolean) => {
    const changed = await changeClub(revision, { second_factor_required: wanted });
    client.setQueryData(clubQuery.queryKey, changed);
    return changed.revision;
  };
  const demand = async (wanted: boolean) => {
    if (!club.data) return;
    setBusy(true);
    try {
      const revision = await write(club.data.revision, wanted);
      const undo = async () => {
        await write(revision, !wanted);
      };
      toast({ text: wanted ? w.demanded : w.stopped, undo });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
      await client.invalidateQueries({ queryKey: clubQuery.queryKey });
    }
    setBusy(false);
  };
  const on = club.data?.second_factor_required ?? false;
  const may = club.data?.abilities.demand_second_factor;
  return (
    <Card
      title={w.title}
      action={
        club.data && (
          <StatusMark shape={on ? 'disc' : 'ring'} tone={on ? 'ok' : 'quiet'}>
            {on ? w.on : w.off}
          </StatusMark>
        )
      }
    >
      <p className={css.explained}>{w.text}</p>
      {(club.isPending || steps.isPending) && <Skeleton lines={1} />}
      {club.isError && <FailureNotice failure={failureOf(club.error)} onRetry={() => void club.refetch()} />}
      {steps.isError && (
        <FailureNotice failure={failureOf(steps.error)} onRetry={() => void steps.refetch()} />
      )}
      {club.data && (
        <div className={css.actions}>
          {steps.data && <p>{w.missing(steps.data.missing, steps.data.total)}</p>}
          {steps.data && steps.data.missing > 0 && (
            <Button look="plain" onClick={onSee}>
              {w.see}
            </Button>
          )}
          <Button busy={busy} reason={on ? null : reasonOf(may)} onClick={() => void demand(!on)}>
            {on ? w.stop : w.demand}
          </Button>
        </div>
      )}
    </Card>
  );
}
