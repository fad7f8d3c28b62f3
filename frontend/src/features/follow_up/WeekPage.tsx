import { IconFileImport } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Account, FOLLOW_UPS, type FollowUpCounts, failureOf } from '@/api';
import { grammar, today, useDays, useLanguage, useWords } from '@/language';
import {
  Card,
  Chip,
  EmptyState,
  FailureNotice,
  Figure,
  FigureStrip,
  FilterChips,
  LinkButton,
  LoadMore,
  Mailles,
  Note,
  Page,
  Skeleton,
} from '@/ui';
import { DueItem } from './DueItem';
import css from './followUp.module.css';
import { dueQuery, followUpCountsQuery, POSTPONED, TO_CALL, toCallQuery } from './queries';
import { followUpWords } from './words';

/** Whom the list shows when the address says nothing: those who are late. */
export const LATE = 'overdue,never';

interface WeekProps {
  account: Account;
  state: string;
  onState: (state: string) => void;
}

/** Staff's home: who has not been reached, and the next step for each in one press. */
export function WeekPage({ account, state, onState }: WeekProps) {
  const w = useWords(followUpWords).week;
  const days = useDays();
  const counts = useQuery(followUpCountsQuery);
  const toCall = useQuery(toCallQuery).data?.total ?? 0;
  const due = useInfiniteQuery(dueQuery(state));
  const rows = due.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = counts.data?.waiting;
  const reads = account.role === 'reader';
  const late = waiting ? waiting.overdue + waiting.never : null;
  return (
    <Page
      greeting
      name={w.name}
      title={
        counts.data?.active === 0
          ? w.welcome(account.given_name)
          : late === null
            ? w.name
            : reads
              ? w.stands(account.given_name, late)
              : w.greeting(account.given_name, late)
      }
      beside={counts.data && counts.data.active > 0 ? <Knit counts={counts.data} /> : undefined}
      lead={[
        w.lead(days.weekday(today())),
        late ? (reads ? w.teamDoes : w.minutes(Math.min(late, 5) * 4)) : '',
      ].join(' ')}
    >
      {counts.isError && (
        <FailureNotice failure={failureOf(counts.error)} onRetry={() => void counts.refetch()} />
      )}
      {counts.data && counts.data.active > 0 && <Figures counts={counts.data} />}
      {counts.data?.active === 0 ? (
        <EmptyState
          title={w.fresh}
          action={
            <>
              {account.role === 'admin' && (
                <>
                  <LinkButton to="/reglages/club">{w.freshClub}</LinkButton>
                  <LinkButton to="/reglages/territoire">{w.freshTerritory}</LinkButton>
                </>
              )}
              <LinkButton
                look="main"
                to="/imports"
                icon={<IconFileImport size={20} stroke={1.75} aria-hidden />}
              >
                {w.freshAction}
              </LinkButton>
            </>
          }
        >
          {account.role === 'admin' ? w.freshAdmin : w.freshText}
        </EmptyState>
      ) : (
        <Card title={reads ? w.titleRead : w.title}>
          <FilterChips label={w.chips}>
            <Chip pressed={state === LATE} count={late ?? undefined} onPress={() => onState(LATE)}>
              {w.late}
            </Chip>
            <Chip pressed={state === 'overdue'} count={waiting?.overdue} onPress={() => onState('overdue')}>
              {w.overdueChip}
            </Chip>
            <Chip pressed={state === 'never'} count={waiting?.never} onPress={() => onState('never')}>
              {w.neverChip}
            </Chip>
            <Chip pressed={state === 'soon'} count={waiting?.soon} onPress={() => onState('soon')}>
              {w.soonChip}
            </Chip>
            {(toCall > 0 || state === TO_CALL) && (
              <Chip pressed={state === TO_CALL} count={toCall} onPress={() => onState(TO_CALL)}>
                {w.toCallChip}
              </Chip>
            )}
            {((counts.data?.postponed ?? 0) > 0 || state === POSTPONED) && (
              <Chip
                pressed={state === POSTPONED}
                count={counts.data?.postponed}
                onPress={() => onState(POSTPONED)}
              >
                {w.postponedChip}
              </Chip>
            )}
          </FilterChips>
          <div className={css.list}>
            {due.isPending && <Skeleton lines={8} />}
            {due.isError && (
              <FailureNotice failure={failureOf(due.error)} onRetry={() => void due.refetch()} />
            )}
            {due.isSuccess && rows.length === 0 && (
              <EmptyState
                done
                title={w.empty}
                action={
                  state !== 'soon' && (
                    <LinkButton to="/" search={{ etat: 'soon' }}>
                      {w.emptySoon}
                    </LinkButton>
                  )
                }
              >
                {w.emptyText}
              </EmptyState>
            )}
            {rows.length > 0 && (
              <>
                <ul className={css.due}>
                  {rows.map((row) => (
                    <DueItem key={row.member.id} due={row} readOnly={reads} />
                  ))}
                </ul>
                <LoadMore
                  shown={w.shown(rows.length)}
                  busy={due.isFetchingNextPage}
                  {...(due.hasNextPage ? { onMore: () => void due.fetchNextPage() } : {})}
                />
              </>
            )}
          </div>
        </Card>
      )}
      {counts.data && counts.data.unreachable > 0 && (
        <Note tone="warn">{w.unreachable(counts.data.unreachable)}</Note>
      )}
    </Page>
  );
}

function Figures({ counts }: { counts: FollowUpCounts }) {
  const w = useWords(followUpWords).week;
  const { number, percent } = grammar(useLanguage());
  const label = { ok: w.ok(counts.active), soon: w.soon, overdue: w.overdue, never: w.never };
  return (
    <FigureStrip label={w.figures}>
      {FOLLOW_UPS.map((state) => (
        <Figure
          key={state}
          value={number(counts[state])}
          share={percent(counts[state] / counts.active)}
          label={
            <Link to="/membres" search={{ follow_up: state }}>
              {label[state]}
            </Link>
          }
        />
      ))}
    </FigureStrip>
  );
}

/** Beyond this many, stitches become dust: the gauge then keeps the proportion instead of the count. */
const MOST_STITCHES = 480;

/** One stitch, one active member: knitted when in contact in time, sun yellow when due soon. */
function Knit({ counts }: { counts: FollowUpCounts }) {
  const w = useWords(followUpWords).week;
  const { percent } = grammar(useLanguage());
  const kept = counts.ok + counts.soon;
  const scale = Math.min(1, MOST_STITCHES / counts.active);
  const total = Math.round(counts.active * scale);
  return (
    <section className={css.knit}>
      <div>
        <h2>{w.kept(percent(kept / counts.active))}</h2>
        <p>{w.keptText(kept, counts.active)}</p>
      </div>
      <Mailles
        deep
        total={total}
        full={Math.round(kept * scale)}
        fresh={Math.round(counts.soon * scale)}
        columns={Math.max(5, Math.ceil(Math.sqrt(total * 0.85)))}
        className={css.gauge}
      />
    </section>
  );
}
