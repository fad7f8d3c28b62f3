/** The journal of the whole club: one line for what was done in one go, found by who, what, since when, and name. */
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AuditLine, type AuditQuery, answer, api, failureOf } from '@/api';
import { staffQuery } from '@/features/accounts';
import { AuditLines, auditWords } from '@/features/members';
import { useWords } from '@/language';
import {
  Button,
  Card,
  DateField,
  EmptyState,
  FailureNotice,
  LoadMore,
  SelectField,
  Skeleton,
  TextField,
  useSettled,
} from '@/ui';
import { journalWords } from '../words/journal';
import css from './settings.module.css';
import { UndoOperation } from './UndoOperation';

const RECORDS = [
  'member',
  'join_request',
  'member_report',
  'interaction',
  'event',
  'venue',
  'equipment',
  'import',
  'account',
  'territory',
  'outlines',
  'club',
  'topic',
  'api_key',
  'job',
  'person',
  'privacy',
  'delivery',
] as const;

interface Wanted {
  by: string;
  record: string;
  since: string;
  q: string;
}
const ALL: Wanted = { by: '', record: '', since: '', q: '' };

/** Only what was asked for, in the words of the contract. */
export function auditQueryOf({ by, record, since, q }: Wanted): AuditQuery {
  return {
    grouped: true,
    ...(by ? { by } : {}),
    ...(record ? { record } : {}),
    // The day begins where the reader is.
    ...(since ? { since: new Date(`${since}T00:00`).toISOString() } : {}),
    ...(q.trim() ? { q: q.trim() } : {}),
  };
}

const auditQuery = (query: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/audit', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export function Journal() {
  const w = useWords(journalWords);
  const audit = useWords(auditWords);
  const [wanted, setWanted] = useState(ALL);
  const asked = useSettled(wanted, 200);
  const list = useInfiniteQuery(auditQuery(auditQueryOf(asked)));
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = JSON.stringify(wanted) !== JSON.stringify(ALL);
  return (
    <Card title={w.lead}>
      <Filters wanted={wanted} onChange={setWanted} />
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && lines.length === 0 && (
        <EmptyState
          title={filtered ? w.none : audit.empty}
          action={filtered && <Button onClick={() => setWanted(ALL)}>{w.clear}</Button>}
        />
      )}
      {lines.length > 0 && (
        <>
          <AuditLines withRecord lines={lines} opened={(line) => <Operation line={line} />} />
          <LoadMore
            shown={w.shown(lines.length)}
            busy={list.isFetchingNextPage}
            {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
          />
        </>
      )}
    </Card>
  );
}

function Filters({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const w = useWords(journalWords);
  const staff = useQuery(staffQuery);
  const people = (staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={css.filters}>
      <TextField
        type="search"
        label={w.search}
        value={wanted.q}
        onChange={(event) => onChange({ ...wanted, q: event.currentTarget.value })}
      />
      <SelectField
        label={w.who}
        value={wanted.by}
        onChange={(event) => onChange({ ...wanted, by: event.currentTarget.value })}
        data={[
          { value: '', label: w.everybody },
          ...people,
          { value: 'key', label: w.keys },
          { value: 'house', label: w.house },
        ]}
      />
      <SelectField
        label={w.what}
        value={wanted.record}
        onChange={(event) => onChange({ ...wanted, record: event.currentTarget.value })}
        data={[
          { value: '', label: w.everything },
          ...RECORDS.map((record) => ({ value: record, label: w.records[record] })),
        ]}
      />
      <DateField
        label={w.since}
        value={wanted.since}
        onChange={(event) => onChange({ ...wanted, since: event.currentTarget.value })}
      />
    </div>
  );
}

/** What one line stands for, record by record: fetched when somebody wants to see it. */
function Operation({ line }: { line: AuditLine }) {
  const w = useWords(journalWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className={css.ways}>
        {!open && (
          <Button size="small" onClick={() => setOpen(true)}>
            {w.open(line.count)}
          </Button>
        )}
        {line.change_set_id && <UndoOperation set={line.change_set_id} />}
      </div>
      {open && <OperationLines id={line.id} />}
    </>
  );
}

function OperationLines({ id }: { id: string }) {
  const w = useWords(journalWords);
  const list = useInfiniteQuery(auditQuery({ operation: id }));
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={css.operation}>
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {lines.length > 0 && (
        <>
          <AuditLines withRecord lines={lines} />
          <LoadMore
            shown={w.shown(lines.length)}
            busy={list.isFetchingNextPage}
            {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
          />
        </>
      )}
    </div>
  );
}
