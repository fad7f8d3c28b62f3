import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Decision, Import, ImportRow, RowOutcome } from '@/api';
import { failureOf } from '@/api';
import { useWords } from '@/language';
import { Button, EmptyState, FailureNotice, LoadMore, Note, Skeleton, useKeys } from '@/ui';
import { CommitBar } from './CommitBar';
import { answersForCertain, decisionsBefore } from './decisions';
import { Hints } from './Hints';
import css from './imports.module.css';
import { rowsQuery } from './queries';
import { RowFilters } from './RowFilters';
import { RowItem } from './RowItem';
import { neighbour, nextDoubt, reasonsOf, rowsShown } from './rows';
import type { ImportSearch } from './search';
import { type Change, useImportChange } from './useImportChange';
import { importsWords } from './words';

interface CheckProps {
  data: Import;
  search: ImportSearch;
  onSearch: (search: ImportSearch) => void;
  /** Why nothing can be decided. */
  reason: string | null;
  /** The import is done: rows are only read. */
  written?: boolean;
}

/** The dry run: what will become of each row, and the answers that only a person can give. */
export function CheckStep({ data, search, onSearch, reason, written = false }: CheckProps) {
  const w = useWords(importsWords).rows;
  const change = useImportChange(data.id);
  const filter = search.lignes;
  // A reason whose last row was put right is none any more: what the filter holds is shown.
  const motive = reasonsOf(data, filter).find(({ code }) => code === search.motif)?.code;
  const found = useInfiniteQuery(rowsQuery(data.id, filter, motive));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const asking = !written && reason === null;
  const [firstClosed, setFirstClosed] = useState(false);
  // Among the doubts the first one is open: the question is in sight.
  const opened = search.ligne ?? (filter === 'doubt' && asking && !firstClosed ? rows[0]?.number : undefined);

  const step = {
    ...(written ? {} : { etape: 'verification' as const }),
    ...(filter ? { lignes: filter } : {}),
    ...(motive ? { motif: motive } : {}),
  };
  const open = (number: number | undefined) => {
    setFirstClosed(number === undefined);
    onSearch({ ...step, ...(number === undefined ? {} : { ligne: number }) });
    if (number !== undefined) bringIntoSight(number);
  };
  const show = (lignes: RowOutcome | undefined, motif?: string) => {
    setFirstClosed(false);
    const { lignes: _, motif: __, ...rest } = step as ImportSearch;
    onSearch({ ...rest, ...(lignes ? { lignes } : {}), ...(motif ? { motif } : {}) });
  };
  useRowKeys((way) => {
    const next = neighbour(rows, opened, way);
    if (next && next.number !== opened) open(next.number);
  });

  const decide = (row: ImportRow, decision: Decision | null, said: string) => {
    change.mutate({
      patch: { decisions: { [row.number]: decision } },
      said,
      back: { decisions: decisionsBefore([row], [String(row.number)]) },
    });
    const next =
      filter === 'doubt' && decision !== null && decision.do !== 'leave_out'
        ? nextDoubt(rows, row.number)
        : null;
    if (next) open(next.number);
  };

  return (
    <section className={css.check} aria-label={w.listName}>
      {written ? <h2 data-visually-hidden>{w.listName}</h2> : <Sentence data={data} />}
      {!written && <Hints data={data} />}
      <RowFilters data={data} filter={filter} reason={motive} onFilter={show} />
      {asking && filter === 'doubt' && <Certain rows={rows} onChange={change.mutate} />}
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && rows.length === 0 && <Nothing filter={filter} written={written} />}
      {rows.length > 0 && (
        <div className={css.results} aria-busy={found.isPlaceholderData || undefined}>
          <ul className={css.rows} aria-label={w.listName}>
            {rows.map((row) => (
              <RowItem
                key={row.number}
                data={data}
                row={row}
                open={row.number === opened}
                onToggle={() => open(row.number === opened ? undefined : row.number)}
                written={written}
                {...(motive ? { reason: motive } : {})}
                {...(asking ? { onDecide: (decision, said) => decide(row, decision, said) } : {})}
              />
            ))}
          </ul>
          <LoadMore
            shown={w.shown(rows.length, rowsShown(data, filter, motive))}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </div>
      )}
      {!written && (
        <CommitBar data={data} reason={reason} saving={change.isPending} onCommitted={() => onSearch({})} />
      )}
    </section>
  );
}

/** Arrows, or j and k, go from row to row. */
function useRowKeys(move: (way: 1 | -1) => void) {
  const [down, up] = [() => move(1), () => move(-1)];
  useKeys({ ArrowDown: down, ArrowUp: up, j: down, k: up });
}

/** After the list has been drawn with the row open. */
function bringIntoSight(number: number) {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-row="${number}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  });
}

function Sentence({ data }: { data: Import }) {
  const w = useWords(importsWords).rows;
  const { create = 0, update = 0, doubt = 0, refused = 0 } = data.counts ?? {};
  const parts = [
    ...(create > 0 ? [w.willCreate(create)] : []),
    ...(update > 0 ? [create > 0 ? w.willUpdate(update) : w.willUpdateAlone(update)] : []),
  ];
  return (
    <h2 className={css.sentence} aria-live="polite">
      {w.sentence(parts, doubt, refused)}
    </h2>
  );
}

function Certain({ rows, onChange }: { rows: readonly ImportRow[]; onChange: (change: Change) => void }) {
  const w = useWords(importsWords).doubt;
  const answers = answersForCertain(rows);
  const numbers = Object.keys(answers);
  // For a single one its own question is as quick.
  if (numbers.length < 2) return null;
  return (
    <Note>
      <span>{w.certain(numbers.length)}</span>
      <Button
        size="small"
        onClick={() =>
          onChange({
            patch: { decisions: answers },
            said: w.certainSaid(numbers.length),
            back: { decisions: decisionsBefore(rows, numbers) },
          })
        }
      >
        {w.certainApply(numbers.length)}
      </Button>
    </Note>
  );
}

function Nothing({ filter, written }: { filter: RowOutcome | undefined; written: boolean }) {
  const w = useWords(importsWords).rows;
  if (filter === 'doubt') {
    return (
      <EmptyState done title={w.noDoubt}>
        {written ? w.noDoubtLeft : w.noDoubtText}
      </EmptyState>
    );
  }
  if (filter === 'refused') {
    return (
      <EmptyState done title={w.noRefused}>
        {written ? w.noRefusedLeft : w.noRefusedText}
      </EmptyState>
    );
  }
  return <EmptyState title={w.none}>{w.noneText}</EmptyState>;
}
