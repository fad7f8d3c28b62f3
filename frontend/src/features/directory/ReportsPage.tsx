/** Errors that readers of the directory told, as the team settles them: the oldest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { failureOf, type ReportState } from '@/api';
import { useWords } from '@/language';
import { Chip, EmptyState, FailureNotice, FilterChips, LoadMore, Page, Skeleton, useFocusKept } from '@/ui';
import { reportsQuery } from './queries';
import { ReportItem } from './ReportItem';
import css from './reports.module.css';
import { directoryWords } from './words';

interface ReportsProps {
  state: ReportState;
  onState: (state: ReportState) => void;
}

export function ReportsPage({ state, onState }: ReportsProps) {
  const w = useWords(directoryWords);
  const found = useInfiniteQuery(reportsQuery(state));
  const reports = found.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useFocusKept<HTMLUListElement>(reports.length);
  const total = found.data?.pages[0]?.total ?? reports.length;
  return (
    <Page title={w.title} lead={w.lead}>
      <FilterChips label={w.which}>
        {(['waiting', 'mended', 'nothing_to_mend'] as const).map((one) => (
          <Chip key={one} pressed={state === one} onPress={() => onState(one)}>
            {w.states[one]}
          </Chip>
        ))}
      </FilterChips>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && reports.length === 0 && (
        <EmptyState title={w.none[state]} done={state === 'waiting'}>
          {w.noneText}
        </EmptyState>
      )}
      {reports.length > 0 && (
        <>
          <ul className={css.reports} aria-label={w.list} ref={list}>
            {reports.map((report) => (
              <ReportItem key={report.id} report={report} />
            ))}
          </ul>
          <LoadMore
            shown={w.shown(reports.length, total)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
    </Page>
  );
}
