import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Account, failureOf, type MemberCard } from '@/api';
import { useWords } from '@/language';
import { Button, EmptyState, FailureNotice, LinkButton, LoadMore, Page, Skeleton, useKeys } from '@/ui';
import { ExportButton } from './export/ExportButton';
import { MemberFilters } from './MemberFilters';
import { MemberTable } from './MemberTable';
import css from './members.module.css';
import { NewMemberDrawer } from './NewMemberDrawer';
import { memberCountsQuery, membersQuery } from './queries';
import { type MemberSearch, memberQueryOf } from './search';
import { membersWords } from './words';

interface ListProps {
  account: Account;
  search: MemberSearch;
  onSearch: (next: MemberSearch, replace?: boolean) => void;
}

export function MemberListPage({ account, search, onSearch }: ListProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const query = memberQueryOf(search, account.id);
  const list = useInfiniteQuery({ ...membersQuery(query), placeholderData: (before) => before });
  const counts = useQuery(memberCountsQuery({ ...(search.q ? { q: search.q } : {}) }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? rows.length;
  const readOnly = account.role === 'reader' ? w.readerOnly : null;
  const filtered = Object.keys(query).some((key) => key !== 'sort');
  const add = () => onSearch({ ...search, nouveau: true });
  const { current, searchBox } = useListKeys(rows, () => readOnly === null && add());

  return (
    <Page
      title={w.title}
      lead={counts.data ? w.lead(counts.data.total) : undefined}
      actions={
        <>
          <ExportButton query={query} count={list.data?.pages[0]?.total ?? undefined} />
          <Button
            look="main"
            icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
            reason={readOnly}
            onClick={add}
          >
            {w.add}
          </Button>
        </>
      }
    >
      <MemberFilters search={search} onSearch={onSearch} counts={counts.data} searchBox={searchBox} />
      {list.isPending && <Skeleton lines={8} />}
      {list.isError && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Nothing filtered={filtered} onClear={() => onSearch({})} onAdd={add} />
      )}
      {rows.length > 0 && (
        <div className={css.results} aria-busy={list.isPlaceholderData || undefined}>
          <MemberTable
            rows={rows}
            sort={search.sort ?? 'name'}
            onSort={(sort) => onSearch({ ...search, sort })}
            current={current}
          />
          <LoadMore
            shown={w.shown(rows.length, total)}
            busy={list.isFetchingNextPage}
            {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
          />
        </div>
      )}
      {search.nouveau && (
        <NewMemberDrawer
          initialName={search.q ?? ''}
          onClose={() => {
            const { nouveau: _, ...rest } = search;
            onSearch(rest);
          }}
        />
      )}
    </Page>
  );
}

/** j/k or arrows move the focus from member to member (Enter then opens it), / searches, a adds. */
function useListKeys(rows: readonly MemberCard[], onAdd: () => void) {
  const [current, setCurrent] = useState<string | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === current);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    setCurrent(next.id);
    document.querySelector(`[data-row="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
    document.querySelector<HTMLElement>(`[data-row="${next.id}"] a`)?.focus({ preventScroll: true });
  };
  const down = () => move(1);
  const up = () => move(-1);
  useKeys({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    a: onAdd,
    '/': () => searchBox.current?.focus(),
  });
  return { current, searchBox };
}

function Nothing({
  filtered,
  onClear,
  onAdd,
}: {
  filtered: boolean;
  onClear: () => void;
  onAdd: () => void;
}) {
  const w = useWords(membersWords).list;
  return filtered ? (
    <EmptyState
      title={w.none}
      action={
        <>
          <Button onClick={onClear}>{w.clear}</Button>
          <Button look="plain" onClick={onAdd}>
            {w.add}
          </Button>
        </>
      }
    >
      {w.noneText}
    </EmptyState>
  ) : (
    <EmptyState
      title={w.empty}
      action={
        <>
          <LinkButton look="main" to="/imports" icon={<IconFileImport size={20} stroke={1.75} aria-hidden />}>
            {w.emptyImport}
          </LinkButton>
          <Button onClick={onAdd}>{w.add}</Button>
        </>
      }
    >
      {w.emptyText}
    </EmptyState>
  );
}
