/** The jobs that wait, fail or were given up, and what one does about them. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, type Job, type JobState, type Operations, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  CardList,
  Chip,
  Dialog,
  EmptyState,
  FailureNotice,
  FilterChips,
  LinkButton,
  LoadMore,
  Skeleton,
  StatusMark,
  toast,
  uiWords,
} from '@/ui';
import { operationsWords } from '../../operationsWords';
import { JOB_STATES } from './address';
import css from './operations.module.css';
import { dropJob, jobsQuery, lookAgain, retryJob } from './queries';
import { firstState } from './told';

const MARKS = {
  dead: ['square', 'err'],
  failed: ['diamond', 'warn'],
  waiting: ['ring', 'ciel'],
  running: ['half', 'ciel'],
  done: ['disc', 'ok'],
} as const;

interface JobsProps {
  operations: Operations;
  chosen: JobState | undefined;
  onChoose: (state: JobState) => void;
}

export function Jobs({ operations, chosen, onChoose }: JobsProps) {
  const w = useWords(operationsWords).jobs;
  const state = chosen ?? firstState(operations);
  const list = useInfiniteQuery(jobsQuery(state));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const counts: Partial<Record<JobState, number>> = operations.jobs;
  return (
    <Card title={w.title}>
      <div className={css.list}>
        <p className={css.lead}>{w.lead}</p>
        <FilterChips label={w.filter}>
          {JOB_STATES.map((one) => (
            <Chip key={one} pressed={one === state} count={counts[one]} onPress={() => onChoose(one)}>
              {w.states[one]}
            </Chip>
          ))}
        </FilterChips>
        {list.isPending && <Skeleton lines={3} />}
        {list.isError && (
          <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && rows.length === 0 && (
          <EmptyState title={w.empty[state]} done={state === 'dead' || state === 'failed'}>
            {w.emptyText}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <>
            <CardList
              label={w.states[state]}
              rows={rows}
              idOf={(job) => job.id}
              card={(job) => <Line job={job} />}
            />
            <LoadMore
              shown={w.shown(rows.length)}
              busy={list.isFetchingNextPage}
              {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
            />
          </>
        )}
      </div>
    </Card>
  );
}

function Line({ job }: { job: Job }) {
  const w = useWords(operationsWords).jobs;
  const days = useDays();
  const [shape, tone] = MARKS[job.state];
  const failure = job.last_failure;
  return (
    <div className={css.job}>
      <div className={css.jobHead}>
        <strong>{w.kinds[job.kind] ?? job.kind}</strong>
        <StatusMark shape={shape} tone={tone}>
          {w.state[job.state]}
        </StatusMark>
      </div>
      {failure && <p>{failure.said}</p>}
      <small className={css.hint}>
        {[
          days.instant(job.finished_at ?? job.created_at),
          job.attempts > 0 && job.state !== 'done' && w.tries(job.attempts, job.max_attempts),
          job.state === 'failed' && w.retryAt(days.instant(job.run_at)),
        ]
          .filter(Boolean)
          .join('\u00a0· ')}
      </small>
      {failure?.cause && (
        <details className={css.parts}>
          <summary>{w.cause}</summary>
          <code>{failure.cause}</code>
        </details>
      )}
      <div className={css.ways}>
        <Ways job={job} />
        {job.about.map(({ record, id }) => (
          <About key={`${record}${id}`} record={record} id={id} />
        ))}
      </div>
    </div>
  );
}

/** Where what a job is about can be seen, if it can. */
function About({ record, id }: { record: string; id: string }) {
  const w = useWords(operationsWords).jobs;
  const look = { look: 'plain', size: 'small' } as const;
  if (record === 'import')
    return (
      <LinkButton {...look} to="/imports/$importId" params={{ importId: id }}>
        {w.about.import}
      </LinkButton>
    );
  if (record === 'member')
    return (
      <LinkButton {...look} to="/membres/$memberId" params={{ memberId: id }}>
        {w.about.member}
      </LinkButton>
    );
  if (record === 'delivery')
    return (
      <LinkButton {...look} to="/reglages/fonctionnement" search={{ message: id }}>
        {w.about.delivery}
      </LinkButton>
    );
  return null;
}

function Ways({ job }: { job: Job }) {
  const w = useWords(operationsWords).jobs;
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = w.kinds[job.kind] ?? job.kind;
  const act = async (what: Promise<unknown>, done: string) => {
    setBusy(true);
    setAsked(false);
    try {
      await what;
      toast({ text: done });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await lookAgain(client);
    setBusy(false);
  };
  return (
    <>
      {job.abilities.retry?.allowed && (
        <Button size="small" busy={busy} onClick={() => void act(retryJob(job.id), w.retried)}>
          {w.retry}
        </Button>
      )}
      {job.abilities.drop?.allowed && (
        <Button size="small" look="danger" busy={busy} onClick={() => setAsked(true)}>
          {w.drop}
        </Button>
      )}
      {asked && (
        <Dialog
          title={w.dropTitle}
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{ui.cancel}</Button>
              <Button look="danger" onClick={() => void act(dropJob(job.id), w.dropped)}>
                {w.drop}
              </Button>
            </>
          }
        >
          <p>{w.dropText(name)}</p>
        </Dialog>
      )}
    </>
  );
}
