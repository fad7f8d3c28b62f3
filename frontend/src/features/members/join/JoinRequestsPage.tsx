/** Organisations that ask to join, as the team answers them: the oldest first. */
import { IconCopy } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { failureOf, type JoinState } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  LinkButton,
  LoadMore,
  Page,
  Skeleton,
  useCopy,
  useFocusKept,
} from '@/ui';
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
  const list = useFocusKept<HTMLUListElement>(requests.length);
  const total = found.data?.pages[0]?.total ?? requests.length;
  // Where this page is, the form is.
  const address = `${window.location.origin}/adherer`;
  const copy = useCopy();
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
            <>
              <Button
                icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
                onClick={() => void copy(address, w.copied)}
              >
                {w.copy}
              </Button>
              <LinkButton to="/adherer" look="plain">
                {w.openForm}
              </LinkButton>
            </>
          }
        >
          {w.noneText} <strong>{address}</strong>
        </EmptyState>
      )}
      {requests.length > 0 && (
        <>
          <ul className={css.requests} aria-label={w.list} ref={list}>
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
