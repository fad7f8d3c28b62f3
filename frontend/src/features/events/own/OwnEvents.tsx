/** A member's own space: who of it comes to what, what is ahead, and a calendar of its own. */
import { IconReplace, IconUserMinus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type EventCard, failureOf, type OwnRegistration, type Registration } from '@/api';
import { memberQuery } from '@/features/members';
import { today, useDays, useWords } from '@/language';
import { Button, Card, EmptyState, FailureNotice, LoadMore, lazyPart, Part, Skeleton, Tag } from '@/ui';
import { leaveRegistration } from '../changes';
import { hasBegun } from '../clock';
import css from '../events.module.css';
import { EventMark, SeatMark } from '../marks';
import { eventsQuery, ownRegistrationsQuery } from '../queries';
import { nameOf } from '../registrations/names';
import { AskOnce } from '../way/AskOnce';
import { useWhen } from '../when';
import { eventsWords } from '../words';
import { CalendarCard } from './CalendarCard';
import { ownWords } from './words';

const ReplaceDialog = lazyPart(() =>
  import('../registrations/ReplaceDialog').then((part) => part.ReplaceDialog),
);

export function OwnEvents({ memberId }: { memberId: string }) {
  return (
    <>
      <Coming memberId={memberId} />
      <Ahead memberId={memberId} />
      <CalendarCard />
    </>
  );
}

function Coming({ memberId }: { memberId: string }) {
  const w = useWords(ownWords);
  const when = useWhen();
  const found = useQuery(ownRegistrationsQuery);
  const own = (found.data?.items ?? []).filter(({ registration }) => registration.member?.id === memberId);
  const byEvent = new Map<string, OwnRegistration[]>();
  for (const one of own) byEvent.set(one.event.id, [...(byEvent.get(one.event.id) ?? []), one]);
  return (
    <Card title={w.coming}>
      {found.isPending && <Skeleton lines={3} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && own.length === 0 && <p className={css.hint}>{w.nobody}</p>}
      <div className={css.stack}>
        {[...byEvent.values()].map((ones) => {
          const event = ones[0]?.event;
          return (
            event && (
              <section key={event.id} aria-label={event.title}>
                <h3>
                  <Link
                    to="/mon-espace/rendez-vous/$eventId"
                    params={{ eventId: event.id }}
                    search={{ membre: memberId }}
                  >
                    {event.title}
                  </Link>
                </h3>
                <p className={css.when}>{when(event)}</p>
                {event.place && <p className={css.hint}>{event.place}</p>}
                <OwnPeople
                  rows={ones.map(({ registration }) => registration)}
                  fixed={event.state !== 'published' || hasBegun(event)}
                />
              </section>
            )
          );
        })}
      </div>
    </Card>
  );
}

/** The people of the member, each with what may still be changed. */
export function OwnPeople({ rows, fixed }: { rows: readonly Registration[]; fixed: boolean }) {
  const w = useWords(ownWords);
  const all = useWords(eventsWords);
  const days = useDays();
  const [replacing, setReplacing] = useState<Registration | null>(null);
  const [leaving, setLeaving] = useState<Registration | null>(null);
  return (
    <>
      <ul className={css.lines} aria-label={w.people}>
        {rows.map((row) => (
          <li key={row.id} className={css.line}>
            <span>
              {nameOf(row)}
              <small>
                <SeatMark state={row.state}>
                  {row.state === 'waiting' && row.rank
                    ? w.waitingAt(row.rank)
                    : row.state === 'offered' && row.offered_until
                      ? w.offeredUntil(days.instant(row.offered_until))
                      : all.seats[row.state]}
                </SeatMark>
              </small>
            </span>
            {!fixed && (
              <span className={css.actions}>
                <Button
                  size="small"
                  aria-label={w.replaceOf(nameOf(row))}
                  icon={<IconReplace size={18} stroke={1.75} aria-hidden />}
                  onClick={() => setReplacing(row)}
                >
                  {w.replace}
                </Button>
                <Button
                  size="small"
                  aria-label={w.leaveOf(nameOf(row))}
                  icon={<IconUserMinus size={18} stroke={1.75} aria-hidden />}
                  onClick={() => setLeaving(row)}
                >
                  {w.leave}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Part>
        {replacing && <ReplaceDialog registration={replacing} onClose={() => setReplacing(null)} />}
      </Part>
      {leaving && (
        <AskOnce
          asked={{
            title: w.leaveTitle(nameOf(leaving)),
            text: w.leaveText,
            button: w.leave,
            done: w.left(nameOf(leaving)),
            make: () => leaveRegistration(leaving.id),
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function Ahead({ memberId }: { memberId: string }) {
  const w = useWords(ownWords);
  const all = useWords(eventsWords);
  const found = useInfiniteQuery(eventsQuery({ from: today() }));
  const topics = useQuery(memberQuery(memberId)).data?.topics.map(({ id }) => id) ?? [];
  const events = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={w.ahead}>
      {found.isPending && <Skeleton lines={4} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && events.length === 0 && <EmptyState title={w.none}>{w.noneText}</EmptyState>}
      {events.length > 0 && (
        <div className={css.stack}>
          <ul className={css.events} aria-label={w.ahead}>
            {events.map((event) => (
              <Item
                key={event.id}
                event={event}
                memberId={memberId}
                fits={event.topics.some(({ id }) => topics.includes(id))}
              />
            ))}
          </ul>
          <LoadMore
            shown={all.shown(events.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </div>
      )}
    </Card>
  );
}

/** `fits`: it is about what the member cares about. */
function Item({ event, memberId, fits }: { event: EventCard; memberId: string; fits: boolean }) {
  const w = useWords(ownWords);
  const all = useWords(eventsWords);
  const when = useWhen();
  const place = [event.venue?.name, event.place, event.online && all.online].filter(Boolean).join(', ');
  return (
    <li className={css.event}>
      <h3>
        <Link
          to="/mon-espace/rendez-vous/$eventId"
          params={{ eventId: event.id }}
          search={{ membre: memberId }}
        >
          {event.title}
        </Link>
      </h3>
      <p className={css.when}>{when(event)}</p>
      <p className={css.signs}>
        {event.state !== 'published' && <EventMark state={event.state} />}
        {fits && <Tag tone="brand">{w.fits}</Tag>}
        {event.counts.free === 0 && <Tag tone="ciel">{all.full}</Tag>}
      </p>
      {event.summary && <p>{event.summary}</p>}
      <p className={css.hint}>{[all.kinds[event.kind], place].filter(Boolean).join(' · ')}</p>
    </li>
  );
}
