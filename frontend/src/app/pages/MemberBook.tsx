/** The members of the club: a spreadsheet at a desk, cards on a phone. */
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useRef, useState } from 'react';
import { type Account, failureOf, type MemberQuery } from '@/api';
import { openLog } from '@/features/follow_up';
import {
  chosenOf,
  clean,
  countsQuestion,
  MemberCards,
  MemberGrid,
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
  SearchBox,
  SheetTools,
  useMemberColumns,
  useStanding,
} from '@/features/members';
import { useWords } from '@/language';
import type { SelectionTold, SheetHandle } from '@/sheet';
import { Button, FailureNotice, Page, Skeleton, useKeys, usePhone } from '@/ui';
import css from './memberBook.module.css';

interface BookProps {
  account: Account;
  search: MemberSearch;
  onSearch: (next: MemberSearch, replace?: boolean) => void;
}

export function MemberBook({ account, search, onSearch }: BookProps) {
  const w = useWords(membersWords).list;
  const phone = usePhone();
  const query = memberQueryOf(search, account.id);
  const counts = useQuery(memberCountsQuery(countsQuestion(query)));
  const searchBox = useRef<HTMLInputElement>(null);
  const reason = account.role === 'reader' ? w.readerOnly : null;
  const add = () => onSearch({ ...search, nouveau: true });
  useKeys({
    a: () => reason === null && add(),
    '/': () => searchBox.current?.focus(),
  });
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
  return (
    <Page
      title={w.title}
      lead={counts.data ? w.lead(counts.data.total) : undefined}
      fill={!phone && !bare}
      actions={
        <Button
          look="main"
          icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
          reason={reason}
          onClick={add}
        >
          {w.add}
        </Button>
      }
    >
      {bare ? (
        nothing
      ) : phone ? (
        <>
          <SearchBox search={search} onSearch={onSearch} box={searchBox} />
          <PhoneFilters {...filters} total={counts.data?.total} />
          <MemberCards query={query} empty={nothing} />
        </>
      ) : (
        <>
          <div className={css.bar}>
            <SearchBox search={search} onSearch={onSearch} box={searchBox} />
            <QuickSelects {...filters} />
          </div>
          <QuickChips {...filters} />
          <Grid account={account} search={search} onSearch={onSearch} query={query} empty={nothing} />
        </>
      )}
      {search.nouveau && (
        <NewMemberDrawer
          initialName={search.q ?? ''}
          onClose={() => onSearch(clean({ ...search, nouveau: undefined }))}
        />
      )}
    </Page>
  );
}

interface GridProps extends BookProps {
  query: MemberQuery;
  empty: React.ReactNode;
}

function Grid({ account, search, onSearch, query, empty }: GridProps) {
  const w = useWords(membersWords).list;
  const navigate = useNavigate();
  const sheet = useRef<SheetHandle>(null);
  const { columns, ground, fields } = useMemberColumns(account);
  const { modified: _, revert: __, ...standing } = useStanding(account.id, columns, null);
  const { selected, onSelection, rows } = useSelected(sheet);
  const reason = account.role === 'reader' ? w.readerOnly : null;
  if (fields.isPending) return <Skeleton lines={8} />;
  if (fields.isError)
    return <FailureNotice failure={failureOf(fields.error)} onRetry={() => void fields.refetch()} />;
  return (
    <MemberGrid
      ref={sheet}
      query={query}
      columns={columns}
      ground={ground}
      {...standing}
      sort={search.sort ?? null}
      onSort={(sort) => onSearch(clean({ ...search, sort: sort ?? undefined }))}
      onOpen={(memberId) => void navigate({ to: '/membres/$memberId', params: { memberId } })}
      onSelection={onSelection}
      tools={
        <SheetTools
          selected={selected}
          reason={reason}
          onLog={() => openLog({ members: rows().map(chosenOf) })}
        />
      }
      empty={empty}
    />
  );
}

/** How many rows are selected; which they are is asked when something is done with them. */
function useSelected(sheet: RefObject<SheetHandle | null>) {
  const [selected, setSelected] = useState(1);
  const told = useRef<SelectionTold | null>(null);
  const [onSelection] = useState(() => (selection: SelectionTold) => {
    told.current = selection;
    setSelected(selection.to - selection.from + 1);
  });
  const rows = () => {
    const { from, to } = told.current ?? { from: 0, to: 0 };
    return sheet.current?.rows(from, to) ?? [];
  };
  return { selected, onSelection, rows };
}
