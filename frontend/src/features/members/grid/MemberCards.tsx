/** The members on a phone: cards, one below the other. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { failureOf, type MemberCard, type MemberQuery } from '@/api';
import { useDays, useWords } from '@/language';
import { CardList, FailureNotice, LoadMore, Skeleton } from '@/ui';
import { FollowUpMark, KindIcon, MemberStatusMark } from '../marks';
import css from '../members.module.css';
import { membersQuery } from '../queries';
import { membersWords } from '../words';

export function MemberCards({ query, empty }: { query: MemberQuery; empty: ReactNode }) {
  const w = useWords(membersWords).list;
  const list = useInfiniteQuery({ ...membersQuery(query), placeholderData: (before) => before });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? rows.length;
  if (list.isPending) return <Skeleton lines={8} />;
  if (list.isError)
    return <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return empty;
  return (
    <div className={css.results} aria-busy={list.isPlaceholderData || undefined}>
      <CardList label={w.title} rows={rows} idOf={(row) => row.id} card={(row) => <Card row={row} />} />
      <LoadMore
        shown={w.shown(rows.length, total)}
        busy={list.isFetchingNextPage}
        {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
      />
    </div>
  );
}

function Card({ row }: { row: MemberCard }) {
  const words = useWords(membersWords);
  const days = useDays();
  return (
    <div className={css.card}>
      <span className={css.name}>
        <span className={css.kindIcon}>
          <KindIcon kind={row.kind} />
        </span>
        <Link to="/membres/$memberId" params={{ memberId: row.id }}>
          {row.name}
        </Link>
        {row.ex_officio && <small>{words.list.exOfficio}</small>}
      </span>
      <p>{[words.kinds[row.kind], row.commune?.name].filter(Boolean).join('\u00a0· ')}</p>
      <div>
        {row.follow_up ? <FollowUpMark state={row.follow_up} /> : <MemberStatusMark status={row.status} />}
        {row.last_contact_on && <small>{days.ago(row.last_contact_on)}</small>}
      </div>
    </div>
  );
}
