import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconFileImport, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Account, FOLLOW_UPS, failureOf, KINDS, type MemberCard, STATUSES } from '@/api';
import { topicsQuery } from '@/features/club';
import { useDays, useWords } from '@/language';
import {
  Button,
  Chip,
  type Column,
  EmptyState,
  FailureNotice,
  FilterChips,
  LinkButton,
  LoadMore,
  Page,
  SelectField,
  Skeleton,
  Table,
  useKeys,
} from '@/ui';
import { FollowUpMark, KindIcon, MemberStatusMark } from './marks';
import css from './members.module.css';
import { NewMemberDrawer } from './NewMemberDrawer';
import { phoneLink, readablePhone } from './phone';
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
  const query = memberQueryOf(search);
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
        <Button
          look="main"
          icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
          reason={readOnly}
          onClick={add}
        >
          {w.add}
        </Button>
      }
    >
      <Filters search={search} onSearch={onSearch} counts={counts.data} searchBox={searchBox} />
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

interface FiltersProps extends Pick<ListProps, 'search' | 'onSearch'> {
  counts:
    | { total: number; kind: Partial<Record<string, number>>; follow_up: Partial<Record<string, number>> }
    | undefined;
  searchBox: React.RefObject<HTMLInputElement | null>;
}

function Filters({ search, onSearch, counts, searchBox }: FiltersProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const topics = useQuery(topicsQuery);
  const [text, setText] = useState(search.q ?? '');
  const [settled] = useDebouncedValue(text, 220);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (settled !== (search.q ?? '')) onSearch(clean({ ...search, q: settled }), true);
  }, [settled]);
  // Going back in the browser, or clearing the filters, changes the address without typing.
  useEffect(() => {
    setText(search.q ?? '');
  }, [search.q]);
  const toggle = (key: 'kind' | 'follow_up', value: string) =>
    onSearch(clean({ ...search, [key]: search[key] === value ? '' : value }));
  const plain = !search.kind && !search.follow_up && !search.archived && !search.status && !search.topic;

  return (
    <search className={css.filters}>
      <div className={css.searchRow}>
        <div className={css.searchBox}>
          <IconSearch size={20} stroke={1.75} aria-hidden />
          <input
            ref={searchBox}
            type="search"
            aria-label={w.search}
            placeholder={w.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <SelectField
          aria-label={w.status}
          value={search.status ?? ''}
          onChange={(event) => onSearch(clean({ ...search, status: event.currentTarget.value }))}
          data={[
            { value: '', label: w.anyStatus },
            ...STATUSES.map((status) => ({ value: status, label: words.statuses[status] })),
          ]}
        />
        <SelectField
          aria-label={w.topic}
          value={search.topic ?? ''}
          onChange={(event) => onSearch(clean({ ...search, topic: event.currentTarget.value }))}
          data={[
            { value: '', label: w.anyTopic },
            ...(topics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <FilterChips label={w.filters}>
        <Chip
          pressed={plain}
          count={counts?.total}
          onPress={() => onSearch(clean({ q: search.q, sort: search.sort }))}
        >
          {w.all}
        </Chip>
        {FOLLOW_UPS.filter((state) => state !== 'ok').map((state) => (
          <Chip
            key={state}
            pressed={search.follow_up === state}
            count={counts?.follow_up[state] ?? 0}
            onPress={() => toggle('follow_up', state)}
          >
            {capital(words.followUps[state])}
          </Chip>
        ))}
        {KINDS.map((kind) => (
          <Chip
            key={kind}
            pressed={search.kind === kind}
            count={counts?.kind[kind] ?? 0}
            onPress={() => toggle('kind', kind)}
          >
            {words.kindsMany[kind]}
          </Chip>
        ))}
        <Chip
          pressed={search.archived === true}
          onPress={() => onSearch(clean({ ...search, archived: search.archived ? undefined : true }))}
        >
          {w.archived}
        </Chip>
        {!plain && (
          <Button
            look="plain"
            size="small"
            icon={<IconX size={18} stroke={1.75} aria-hidden />}
            onClick={() => onSearch(clean({ sort: search.sort }))}
          >
            {w.clear}
          </Button>
        )}
      </FilterChips>
    </search>
  );
}

/** Empty values leave the address. */
function clean(search: Record<string, unknown>): MemberSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== '' && value !== undefined),
  );
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface MemberTableProps {
  rows: readonly MemberCard[];
  sort: string;
  onSort: (sort: string) => void;
  current: string | null;
}

function MemberTable({ rows, sort, onSort, current }: MemberTableProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const days = useDays();
  const columns: Column<MemberCard>[] = [
    { key: 'name', title: w.name, sort: 'name', cell: (row) => <NameCell row={row} /> },
    { key: 'kind', title: w.kind, sort: 'kind', cell: (row) => words.kinds[row.kind] },
    { key: 'commune', title: w.commune, sort: 'commune', cell: (row) => row.commune?.name ?? '' },
    { key: 'contact', title: w.contact, cell: (row) => <ContactCell row={row} /> },
    {
      key: 'phone',
      title: w.phone,
      cell: (row) => {
        const phone = row.main_contact?.phone ?? row.phone;
        return phone ? (
          <a className={css.phone} href={phoneLink(phone)}>
            {readablePhone(phone)}
          </a>
        ) : null;
      },
    },
    {
      key: 'last',
      title: w.lastContact,
      sort: 'last_contact_on',
      cell: (row) =>
        row.last_contact_on ? (
          <time dateTime={row.last_contact_on} title={days.long(row.last_contact_on)}>
            {days.ago(row.last_contact_on)}
          </time>
        ) : (
          <span className={css.faint}>{w.never}</span>
        ),
    },
    { key: 'state', title: w.followUp, sort: 'contact_due_on', cell: (row) => <StateCell row={row} /> },
  ];
  return (
    <Table
      caption={w.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      sort={sort}
      onSort={onSort}
      current={current}
      card={(row) => (
        <div className={css.card}>
          <NameCell row={row} />
          <p>{[words.kinds[row.kind], row.commune?.name].filter(Boolean).join(' · ')}</p>
          <div>
            <StateCell row={row} />
            {row.last_contact_on && <small>{days.ago(row.last_contact_on)}</small>}
          </div>
        </div>
      )}
    />
  );
}

function NameCell({ row }: { row: MemberCard }) {
  const w = useWords(membersWords).list;
  return (
    <span className={css.name}>
      <span className={css.kindIcon}>
        <KindIcon kind={row.kind} />
      </span>
      <Link to="/membres/$memberId" params={{ memberId: row.id }}>
        {row.name}
      </Link>
      {row.ex_officio && <small>{w.exOfficio}</small>}
    </span>
  );
}

function ContactCell({ row }: { row: MemberCard }) {
  const w = useWords(membersWords).list;
  const contact = row.main_contact;
  return (
    <span className={css.contact}>
      {contact?.name && <span>{contact.name}</span>}
      {contact?.email_deliverability === 'bounced' ? (
        <small className={css.bad}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden /> {w.bounced}
        </small>
      ) : (
        !contact?.email && !row.email && <small>{w.noEmail}</small>
      )}
    </span>
  );
}

function StateCell({ row }: { row: MemberCard }) {
  return row.follow_up ? <FollowUpMark state={row.follow_up} /> : <MemberStatusMark status={row.status} />;
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
