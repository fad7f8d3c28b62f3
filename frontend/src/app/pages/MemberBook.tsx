/** The members of the club: a spreadsheet at a desk, cards on a phone; views and filters above both. */
import { IconPlus } from '@tabler/icons-react';
import { Suspense, useRef, useState } from 'react';
import { failureOf, sentenceOf } from '@/api';
import {
  clean,
  ExportButton,
  FilterBuilder,
  FilterSummary,
  type FilterTree,
  MemberCards,
  type MemberSearch,
  membersWords,
  NewMemberDrawer,
  Nothing,
  narrows,
  PhoneFilters,
  QuickChips,
  QuickSelects,
  SearchBox,
  ShapeSwitch,
  UnreadList,
  useShape,
  withoutQuick,
} from '@/features/members';
import { ArchivedView, type Opened, opening, SaveView, ViewsBar, viewsWords } from '@/features/views';
import { useWords } from '@/language';
import { Button, FailureNotice, LinkButton, Note, Page, Part, Skeleton, useKeys } from '@/ui';
import { FilterButton } from './MemberFilterButton';
import css from './memberBook.module.css';
import { MemberDesk } from './memberParts';
import { useListOffers } from './useListOffers';
import { type BookAsked, useMemberBook } from './useMemberBook';

interface BookProps extends BookAsked {
  onSearch: (next: MemberSearch, replace?: boolean) => void;
}

export function MemberBook({ account, search, unread, onSearch }: BookProps) {
  const w = useWords(membersWords).list;
  const v = useWords(viewsWords);
  const book = useMemberBook({ account, search, unread });
  const { view, archived, gone, waiting, why, standing, fields, query, tree, own, whole, total } = book;
  const { narrow, shape, onShape } = useShape();
  const searchBox = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'filter' | 'export' | 'name' | null>(null);
  const build = () => setDialog('filter');
  const reason = account.role === 'reader' ? w.readerOnly : null;
  const add = () => onSearch({ ...search, nouveau: true });
  useKeys({
    a: () => reason === null && add(),
    '/': () => searchBox.current?.focus(),
  });
  const setTree = (next: FilterTree | null, from = search) =>
    onSearch(clean({ ...from, filtre: next ?? (own === null ? undefined : null) }));
  const reopen = (open: Opened | null) => {
    standing.revert();
    onSearch(clean({ vue: open?.view, segment: open?.segment }));
  };
  const narrowed = narrows(search);
  const bare = total === 0 && !narrowed;
  const shown = !bare && !gone && !archived && why.length === 0;
  useListOffers({
    shown,
    savable: book.savable,
    onExport: () => setDialog('export'),
    onFilter: build,
    onSave: () => setDialog('name'),
  });
  const nothing = (
    <Nothing
      narrowed={narrowed}
      onClear={() => onSearch(clean({ sort: search.sort }))}
      onAdd={add}
      reason={reason}
    />
  );
  const filters = { search, onSearch, facets: book.facets };
  const filterButton = (inside: boolean) => <FilterButton tree={tree} inside={inside} onPress={build} />;
  const conditions = (
    <>
      {tree && (
        <Suspense fallback={null}>
          <FilterSummary value={tree} onChange={setTree} onEdit={build} />
        </Suspense>
      )}
      {(book.savable || dialog === 'name') && (
        // It comes by itself: no key was pressed for it.
        <Suspense fallback={null}>
          <SaveView
            account={account}
            view={view}
            current={book.current}
            modified={book.savable}
            naming={dialog === 'name'}
            onNaming={(naming) => setDialog(naming ? 'name' : null)}
            onOpen={reopen}
            onRevert={() => reopen(view && opening(view))}
          />
        </Suspense>
      )}
    </>
  );
  const switcher = onShape && <ShapeSwitch shape={shape} onShape={onShape} />;
  const table = (
    <>
      {fields.isPending && <Skeleton lines={8} />}
      {fields.isError && (
        <FailureNotice failure={failureOf(fields.error)} onRetry={() => void fields.refetch()} />
      )}
      {fields.isSuccess && (
        <Suspense fallback={<Skeleton lines={8} />}>
          <MemberDesk
            query={query}
            columns={book.columns}
            ground={book.ground}
            standing={standing}
            sort={book.sort}
            onSort={(next) => onSearch(clean({ ...search, sort: next ?? undefined }))}
            filter={whole}
            // What a chip said of a column is from then on said by the filter.
            onFilter={(next) => setTree(next, clean({ ...withoutQuick(search), archived: search.archived }))}
            reason={reason}
            empty={nothing}
          />
        </Suspense>
      )}
    </>
  );
  return (
    <Page
      title={w.title}
      lead={total === undefined || why.length > 0 ? undefined : w.lead(total)}
      fill={shape === 'table' && shown}
      actions={
        <>
          {!bare && (
            <ViewsBar
              account={account}
              open={{ view: search.vue, segment: search.segment }}
              modified={book.modified}
              onOpen={reopen}
              onSaveAs={() => setDialog('name')}
            />
          )}
          {!bare && (
            <LinkButton look="plain" to="/membres/doublons">
              {w.duplicates}
            </LinkButton>
          )}
          {shown && (
            <ExportButton
              query={query}
              count={total}
              columns={shape === 'cards' ? undefined : book.current.columns.map(({ key }) => key)}
              open={dialog === 'export'}
              onOpen={(open) => setDialog(open ? 'export' : null)}
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
          {v.missing(book.missing.join(', '))} {book.partial && v.wider}
        </Note>
      )}
      {archived && view ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <ArchivedView
            view={view}
            sentence={book.error ? sentenceOf(book.error) : undefined}
            onLeave={() => onSearch({})}
          />
        </Suspense>
      ) : gone ? (
        <Note tone="warn">
          <p>{v.gone}</p>
          <Button onClick={() => onSearch({})}>{v.toAll}</Button>
        </Note>
      ) : why.length > 0 ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <UnreadList why={why} onLeave={() => onSearch({})} />
        </Suspense>
      ) : bare ? (
        nothing
      ) : waiting ? (
        <Skeleton lines={8} />
      ) : narrow ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <div className={css.narrow}>
            <SearchBox search={search} onSearch={onSearch} box={searchBox} />
            <PhoneFilters {...filters} total={total}>
              {filterButton(true)}
            </PhoneFilters>
            {switcher}
          </div>
          <div className={css.bar}>{conditions}</div>
          {shape === 'table' ? table : <MemberCards query={query} empty={nothing} />}
        </Suspense>
      ) : (
        <>
          <div className={css.bar}>
            <SearchBox search={search} onSearch={onSearch} box={searchBox} />
            <QuickSelects {...filters} />
            {filterButton(false)}
          </div>
          <div className={css.bar}>
            <QuickChips {...filters} />
            {conditions}
          </div>
          {table}
        </>
      )}
      <Part>
        {dialog === 'filter' && (
          <FilterBuilder value={tree} onChange={setTree} onClose={() => setDialog(null)} />
        )}
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
