/** The mails: those that were kept instead of sent, those that failed and why, and what became of the rest. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Delivery, failureOf, type Operations, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  LinkButton,
  LoadMore,
  SelectField,
  Skeleton,
  StatusMark,
  Table,
  TextField,
  toast,
  useSettled,
} from '@/ui';
import { operationsWords } from '../../operationsWords';
import { MAIL_STATES, type OperationsSearch } from './address';
import { MailDialog } from './MailDialog';
import { MailRetry } from './MailRetry';
import css from './operations.module.css';
import { deliveriesQuery, lookAgain, retryDeliveries } from './queries';
import { deliveryQueryOf } from './told';

const MARKS = {
  kept: ['half', 'warn'],
  queued: ['ring', 'ciel'],
  sent: ['disc', 'ok'],
  failed: ['square', 'err'],
  uncertain: ['diamond', 'warn'],
  suppressed: ['dash', 'quiet'],
} as const;

interface MailsProps {
  counts: Operations['mails'];
  search: OperationsSearch;
  onSearch: (next: OperationsSearch) => void;
}

export function Mails({ counts, search, onSearch }: MailsProps) {
  const w = useWords(operationsWords).mails;
  const list = useInfiniteQuery(deliveriesQuery(deliveryQueryOf(search)));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { courriers, pour, q, ...rest } = search;
  const filtered = Boolean(courriers || pour || q);
  const open = (id: string | undefined) => {
    const { message: _, ...others } = search;
    onSearch(id ? { ...others, message: id } : others);
  };
  return (
    <Card title={w.title} action={counts.failed + counts.held_up > 0 && <RetryAll />}>
      <div className={css.list}>
        <p className={css.lead}>{w.lead}</p>
        <Filters counts={counts} search={search} onSearch={onSearch} />
        {list.isPending && <Skeleton lines={6} />}
        {list.isError && (
          <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && rows.length === 0 && (
          <EmptyState
            title={filtered ? w.none : w.empty}
            action={filtered && <Button onClick={() => onSearch(rest)}>{w.clear}</Button>}
          >
            {filtered ? null : w.emptyText}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <>
            <Rows rows={rows} onOpen={open} />
            <LoadMore
              shown={w.shown(rows.length)}
              busy={list.isFetchingNextPage}
              {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
            />
          </>
        )}
      </div>
      {search.message && <MailDialog id={search.message} onClose={() => open(undefined)} />}
    </Card>
  );
}

function Filters({ counts, search, onSearch }: MailsProps) {
  const w = useWords(operationsWords).mails;
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed, 250);
  const { courriers, pour, ...others } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed leads, the address follows
  useEffect(() => {
    const { q: was, ...rest } = search;
    if (q.trim() !== (was ?? '')) onSearch(q.trim() ? { ...rest, q: q.trim() } : rest);
  }, [q]);
  // From elsewhere, as by "Tout montrer".
  useEffect(() => {
    if (search.q === undefined) setTyped('');
  }, [search.q]);
  const shown: Partial<Record<string, number>> = counts;
  return (
    <>
      <FilterChips label={w.filter}>
        <Chip pressed={!courriers} onPress={() => onSearch({ ...others, ...(pour && { pour }) })}>
          {w.chips.all}
        </Chip>
        {MAIL_STATES.map((state) => (
          <Chip
            key={state}
            pressed={courriers === state}
            count={shown[state]}
            onPress={() => onSearch({ ...others, ...(pour && { pour }), courriers: state })}
          >
            {w.chips[state]}
          </Chip>
        ))}
      </FilterChips>
      <div className={css.filters}>
        <TextField
          type="search"
          label={w.search}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SelectField
          label={w.purpose}
          value={pour ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onSearch({ ...others, ...(courriers && { courriers }), ...(value && { pour: value }) })
          }
          data={[
            { value: '', label: w.everything },
            ...Object.entries(w.purposes).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
    </>
  );
}

function Rows({ rows, onOpen }: { rows: readonly Delivery[]; onOpen: (id: string) => void }) {
  const w = useWords(operationsWords).mails;
  const days = useDays();
  const subject = (row: Delivery) => (
    <button type="button" className={css.subject} onClick={() => onOpen(row.id)}>
      {row.subject}
    </button>
  );
  const state = (row: Delivery) => (
    <StatusMark shape={MARKS[row.state][0]} tone={MARKS[row.state][1]}>
      {w.states[row.state]}
    </StatusMark>
  );
  const why = (row: Delivery) =>
    row.trouble && (
      <div className={css.why}>
        <span>{row.trouble.detail}</span>
        {row.next_attempt_at && (
          <small className={css.hint}>{w.retryAt(days.instant(row.next_attempt_at))}</small>
        )}
        <MailRetry mail={row} />
      </div>
    );
  return (
    <Table
      caption={w.list}
      rows={rows}
      idOf={(row) => row.id}
      columns={[
        { key: 'subject', title: w.subject, cell: subject },
        { key: 'to', title: w.to, cell: (row) => row.to },
        { key: 'state', title: w.state, cell: state },
        { key: 'why', title: w.why, cell: why },
        { key: 'when', title: w.when, cell: (row) => days.instant(row.sent_at ?? row.created_at) },
      ]}
      card={(row) => (
        <div className={css.card}>
          {subject(row)}
          <span>{row.to}</span>
          {state(row)}
          {why(row)}
        </div>
      )}
    />
  );
}

function RetryAll() {
  const w = useWords(operationsWords).mails;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const all = async () => {
    setBusy(true);
    try {
      const { retried, left } = await retryDeliveries();
      toast({ text: w.retriedAll(retried, left) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await lookAgain(client);
    setBusy(false);
  };
  return (
    <div className={css.ways}>
      <LinkButton to="/reglages/envoi" look="plain">
        {w.relay}
      </LinkButton>
      <Button busy={busy} onClick={() => void all()}>
        {w.retryAll}
      </Button>
    </div>
  );
}
