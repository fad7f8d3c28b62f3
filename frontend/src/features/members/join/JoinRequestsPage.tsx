/** Organisations that ask to join, as the team answers them: the oldest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { failureOf, type JoinState } from '@/api';
import { useWords } from '@/language';
import { Chip, EmptyState, FailureNotice, FilterChips, LinkButton, LoadMore, Page, Skeleton } from '@/ui';
import { JoinRequestItem } from './JoinRequestItem';
import css from './join.module.css';
import { joinRequestsQuery } from './queries';
import { joinWords } from './words';

interface RequestsProps {
  state: JoinState;
  onState: (state: JoinState) => void;
}

export function JoinRequestsPage({ state, onState }: RequestsProps) {
  const w = useWords(joinWords).requests;
  const found = useInfiniteQuery(joinRequestsQuery(state));
  const requests = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? requests.length;
  return (
    <Page title={w.title} lead={w.lead}>
      <FilterChips label={w.which}>
        {(['waiting', 'approved', 'refused'] as const).map((one) => (
          <Chip key={one} pressed={state === one} onPress={() => onState(one)}>
            {w.states[one]}
          </Chip>
        ))}
      </FilterChips>
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && requests.length === 0 && (
        <EmptyState
          title={w.none[state]}
          done={state === 'waiting'}
          action={
            <LinkButton to="/adherer" look="quiet">
              {w.openForm}
            </LinkButton>
          }
        >
          {w.noneText}
        </EmptyState>
      )}
      {requests.length > 0 && (
        <>
          <ul className={css.requests} aria-label={w.list}>
            {requests.map((request) => (
              <JoinRequestItem key={request.id} request={request} />
            ))}
          </ul>
          <LoadMore
            shown={w.shown(requests.length, total)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
    </Page>
  );
}
