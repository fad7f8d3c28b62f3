/** The members of the club: a spreadsheet at a desk, cards on a phone; views and filters above both. */
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useRef, useState } from 'react';
import { type Account, failureOf, sentenceOf } from '@/api';
import {
  both,
  clean,
  countsQuestion,
  ExportButton,
  FilterBuilder,
  FilterSummary,
  type FilterTree,
  isTree,
  MemberCards,
  type MemberSearch,
  memberCountsQuery,
  memberQueryOf,
  membersWords,
  NewMemberDrawer,
  Nothing,
  narrows,
  PhoneFilters,
  QuickChips,
  QuickSelects,
  quickTree,
  SearchBox,
  useGoneNames,
  useMemberColumns,
  useStanding,
  viewColumns,
  viewDensity,
  withoutQuick,
} from '@/features/members';
import { ArchivedView, asItHolds, ViewsBar, viewQuery, viewsWords } from '@/features/views';
import { useWords } from '@/language';
import { Button, FailureNotice, LinkButton, Note, Page, Part, Skeleton, useKeys, usePhone } from '@/ui';
import { FilterButton } from './MemberFilterButton';
import css from './memberBook.module.css';
import { MemberDesk } from './memberParts';

interface BookProps {
  account: Account;
  search: MemberSearch;
  onSearch: (next: MemberSearch, replace?: boolean) => void;
}

export function MemberBook({ account, search, onSearch }: BookProps) {
  const w = useWords(membersWords).list;
  const v = useWords(viewsWords);
  const phone = usePhone();
  const openId = search.vue ?? search.segment;
  const opened = useQuery({ ...viewQuery(openId ?? ''), enabled: openId !== undefined });
  const kept = openId === undefined ? undefined : opened.data;
  const view = useMemo(() => (kept ? asItHolds(kept) : null), [kept]);
  const archived = view?.archived_at != null;
  const own = view && isTree(view.filter) ? view.filter : null;
  // The server applies no filter by halves: what is left of one is asked for as a filter of its own.
  const partial = kept?.filter != null && JSON.stringify(kept.filter) !== JSON.stringify(own);
  const asked = partial && !archived && search.filtre === undefined ? { ...search, filtre: own } : search;
  const query = memberQueryOf(asked, account.id, view);
  const gone = openId !== undefined && opened.isError && failureOf(opened.error).kind === 'missing';
  const waiting = openId !== undefined && opened.isPending;
  const counts = useQuery({ ...memberCountsQuery(countsQuestion(query)), enabled: !gone && !waiting });
  const searchBox = useRef<HTMLInputElement>(null);
  const [building, setBuilding] = useState(false);
  const reason = account.role === 'reader' ? w.readerOnly : null;
  const add = () => onSearch({ ...search, nouveau: true });
  useKeys({
    a: () => reason === null && add(),
    '/': () => searchBox.current?.focus(),
  });
  const { columns, ground, fields } = useMemberColumns(account);
  const standing = useStanding(account.id, columns, view?.kind === 'view' ? view : null);
  const tree = search.filtre === undefined ? own : search.filtre;
  const setTree = (next: FilterTree | null, from = search) =>
    onSearch(clean({ ...from, filtre: next ?? (own === null ? undefined : null) }));
  const missing = useGoneNames(view?.missing ?? []);
  const whole = both(tree, quickTree(search, account.id));
  const sort = search.sort ?? view?.sort ?? null;
  const reopen = (open: { view?: string | undefined; segment?: string | undefined } | null) => {
    standing.revert();
    onSearch(clean({ vue: open?.view, segment: open?.segment }));
  };
  const open = { view: search.vue, segment: search.segment };
  const changed = {
    layout: standing.modified,
    filter: JSON.stringify(whole) !== JSON.stringify(both(own, null)),
    sort: sort !== (view?.sort ?? null),
  };
  const views = (
    <ViewsBar
      account={account}
      open={open}
      current={{
        columns: viewColumns(standing.layout, columns),
        filter: whole,
        sort,
        density: viewDensity(standing.density),
        changed,
      }}
      modified={view !== null && !archived && (changed.layout || changed.filter || changed.sort)}
      onOpen={reopen}
      onRevert={() => reopen(open)}
    />
  );
  const narrowed = narrows(search);
  const nothing = (
    <Nothing
      narrowed={narrowed}
      onClear={() => onSearch(clean({ sort: search.sort }))}
      onAdd={add}
      reason={reason}
    />
  );
  const filters = { search, onSearch, counts: counts.data };
  const bare = counts.data?.total === 0 && !narrowed;
  const summary = tree && (
    <Suspense fallback={null}>
      <FilterSummary value={tree} onChange={setTree} onEdit={() => setBuilding(true)} />
    </Suspense>
  );
  const filterButton = <FilterButton tree={tree} onPress={() => setBuilding(true)} />;
  return (
    <Page
      title={w.title}
      lead={counts.data ? w.lead(counts.data.total) : undefined}
      fill={!phone && !bare && !gone && !archived}
      actions={
        <>
          {!bare && views}
          {!bare && (
            <LinkButton look="plain" to="/membres/doublons">
              {w.duplicates}
            </LinkButton>
          )}
          {!bare && !gone && !archived && (
            <ExportButton
              query={query}
              count={counts.data?.total}
              columns={phone ? undefined : viewColumns(standing.layout, columns).map(({ key }) => key)}
            />
          )}
          <Button
            look="main"
            icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
            reason={reason}
            onClick={add}
          >
            {w.add}
          </Button>
        </>
      }
    >
      {view && view.missing.length > 0 && !archived && (
        <Note tone="warn">
          {v.missing(missing.join(', '))} {partial && search.filtre === undefined && v.wider}
        </Note>
      )}
      {archived && view ? (
        <ArchivedView
          view={view}
          sentence={counts.isError ? sentenceOf(counts.error) : undefined}
          onLeave={() => onSearch({})}
        />
      ) : gone ? (
        <Note tone="warn">
          <p>{v.gone}</p>
          <Button onClick={() => onSearch({})}>{v.toAll}</Button>
        </Note>
      ) : bare ? (
        nothing
      ) : waiting ? (
        <Skeleton lines={8} />
      ) : phone ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <SearchBox search={search} onSearch={onSearch} box={searchBox} />
          <PhoneFilters {...filters} query={query}>
            {filterButton}
          </PhoneFilters>
          {summary}
          <MemberCards query={query} empty={nothing} />
        </Suspense>
      ) : (
        <>
          <div className={css.bar}>
            <SearchBox search={search} onSearch={onSearch} box={searchBox} />
            <QuickSelects {...filters} />
            {filterButton}
          </div>
          <div className={css.bar}>
            <QuickChips {...filters} />
            {summary}
          </div>
          {fields.isPending && <Skeleton lines={8} />}
          {fields.isError && (
            <FailureNotice failure={failureOf(fields.error)} onRetry={() => void fields.refetch()} />
          )}
          {fields.isSuccess && (
            <Suspense fallback={<Skeleton lines={8} />}>
              <MemberDesk
                query={query}
                columns={columns}
                ground={ground}
                standing={standing}
                sort={sort}
                onSort={(next) => onSearch(clean({ ...search, sort: next ?? undefined }))}
                filter={whole}
                // What a chip said of a column is from then on said by the filter.
                onFilter={(next) =>
                  setTree(next, clean({ ...withoutQuick(search), archived: search.archived }))
                }
                reason={reason}
                empty={nothing}
              />
            </Suspense>
          )}
        </>
      )}
      <Part>
        {building && <FilterBuilder value={tree} onChange={setTree} onClose={() => setBuilding(false)} />}
        {search.nouveau && (
          <NewMemberDrawer
            initialName={search.q ?? ''}
            onClose={() => onSearch(clean({ ...search, nouveau: undefined }))}
          />
        )}
      </Part>
    </Page>
  );
}
