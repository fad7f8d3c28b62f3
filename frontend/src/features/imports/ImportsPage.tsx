import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type Failure, failureOf, type ImportCard, idempotencyKey, reasonOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  DropZone,
  EmptyState,
  FailureNotice,
  LoadMore,
  Note,
  Page,
  Progress,
  Skeleton,
  Table,
} from '@/ui';
import css from './imports.module.css';
import { ImportStateMark } from './marks';
import { importQuery, importsQuery, isWorking, sendFile } from './queries';
import { UndoDialog } from './UndoDialog';
import { ACCEPTED, unfit } from './upload';
import { useEndings } from './useEndings';
import { importsWords } from './words';

/** Where a file is dropped, and the imports of before. `reason`: why this person may not import. */
export function ImportsPage({ reason }: { reason: string | null }) {
  const w = useWords(importsWords).list;
  return (
    <Page title={w.title} lead={w.lead}>
      {reason === null ? (
        <>
          <Drop />
          <Past reason={reason} />
        </>
      ) : (
        <Note>{reason}</Note>
      )}
    </Page>
  );
}

function Drop() {
  const w = useWords(importsWords).list;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<string | null>(null);
  const [unfitFile, setUnfitFile] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // One key for one file: sent again after a lost network, it is still one import.
  const attempt = useRef<{ file: File; key: ReturnType<typeof idempotencyKey> } | null>(null);

  const send = async (file: File) => {
    const why = unfit(file);
    setUnfitFile(why === null ? null : w[why](file.name));
    setFailure(null);
    if (why !== null) return;
    const current = attempt.current?.file === file ? attempt.current : { file, key: idempotencyKey() };
    attempt.current = current;
    setSending(file.name);
    try {
      const started = await sendFile(file, current.key);
      client.setQueryData(importQuery(started.id).queryKey, started);
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
      await navigate({ to: '/imports/$importId', params: { importId: started.id } });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setSending(null);
    }
  };
  const again =
    failure?.kind === 'offline' || failure?.kind === 'unavailable' ? attempt.current?.file : undefined;

  return (
    <>
      {failure && <FailureNotice failure={failure} {...(again ? { onRetry: () => void send(again) } : {})} />}
      {unfitFile !== null && (
        <div role="alert">
          <Note tone="err">{unfitFile}</Note>
        </div>
      )}
      {sending === null ? (
        <DropZone
          title={w.drop}
          hint={w.hint}
          accept={ACCEPTED.join(',')}
          onFile={(file) => void send(file)}
        />
      ) : (
        <Card>
          <Progress label={w.sending(sending)} done={null} total={1} />
        </Card>
      )}
    </>
  );
}

function Past({ reason }: { reason: string | null }) {
  const w = useWords(importsWords).list;
  const past = useInfiniteQuery({
    ...importsQuery,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some(isWorking)) ? 3000 : false,
  });
  const rows = past.data?.pages.flatMap((page) => page.items) ?? [];
  useEndings(rows);
  return (
    <section className={css.plain}>
      <h2>{w.past}</h2>
      {past.isPending && <Skeleton lines={4} />}
      {past.isError && <FailureNotice failure={failureOf(past.error)} onRetry={() => void past.refetch()} />}
      {past.isSuccess && rows.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
      {rows.length > 0 && (
        <>
          <PastTable rows={rows} reason={reason} />
          <LoadMore
            shown={w.shown(rows.length)}
            busy={past.isFetchingNextPage}
            {...(past.hasNextPage ? { onMore: () => void past.fetchNextPage() } : {})}
          />
        </>
      )}
    </section>
  );
}

function PastTable({ rows, reason }: { rows: readonly ImportCard[]; reason: string | null }) {
  const words = useWords(importsWords);
  const w = words.list;
  const days = useDays();
  const [undoing, setUndoing] = useState<ImportCard | null>(null);
  const name = (row: ImportCard) => (
    <Link to="/imports/$importId" params={{ importId: row.id }} className={css.file}>
      {row.file_name}
    </Link>
  );
  const result = ({ counts, state }: ImportCard) => {
    if (!counts || state === 'reading' || state === 'failed') return '';
    if (state === 'undone') return w.undone(counts.create + counts.update, counts.kept);
    return state === 'ready' ? w.todo(counts.rows, counts.doubt) : w.done(counts.create, counts.update);
  };
  const when = ({ created_at, committed_at }: ImportCard) => (
    <time dateTime={committed_at ?? created_at}>
      {committed_at ? w.committedAt(days.instant(committed_at)) : w.sentAt(days.instant(created_at))}
    </time>
  );
  const undo = (row: ImportCard) =>
    row.state === 'committed' &&
    (reason ?? reasonOf(row.abilities?.undo)) === null && (
      <Button
        size="small"
        look="plain"
        className={css.above}
        aria-label={`${words.result.undo} : ${row.file_name}`}
        icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
        onClick={() => setUndoing(row)}
      >
        {words.result.undoShort}
      </Button>
    );
  return (
    <>
      <Table
        caption={w.past}
        rows={rows}
        idOf={(row) => row.id}
        columns={[
          { key: 'file', title: w.file, cell: name },
          { key: 'state', title: w.state, cell: (row) => <ImportStateMark {...row} /> },
          { key: 'result', title: w.result, cell: result },
          { key: 'when', title: w.when, cell: when },
          { key: 'by', title: w.by, cell: (row) => row.by },
          { key: 'undo', title: w.actions, align: 'right', cell: undo },
        ]}
        card={(row) => (
          <div className={css.cardRow}>
            {name(row)}
            <ImportStateMark {...row} />
            <small>
              {[result(row), row.by].filter(Boolean).join('\u00a0· ')} {when(row)}
            </small>
            {undo(row)}
          </div>
        )}
      />
      {undoing && <UndoDialog data={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}
