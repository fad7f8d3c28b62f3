import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { answer, api, failureOf } from '@/api';
import { AuditLines, membersWords } from '@/features/members';
import { useWords } from '@/language';
import { Card, EmptyState, FailureNotice, LoadMore, Skeleton } from '@/ui';
import { appWords } from '../words';

const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/audit', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export function Journal() {
  const w = useWords(appWords).journal;
  const audit = useWords(membersWords).audit;
  const list = useInfiniteQuery(auditQuery);
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={w.lead}>
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && lines.length === 0 && <EmptyState title={audit.empty} />}
      {lines.length > 0 && (
        <>
          <AuditLines withRecord lines={lines} />
          <LoadMore
            shown={audit.shown(lines.length)}
            busy={list.isFetchingNextPage}
            {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
          />
        </>
      )}
    </Card>
  );
}
