/** A member's own space: who of it comes to what, what is ahead, and a calendar of its own. */
import { IconBulb, IconCertificate, IconReplace, IconUserMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  download,
  type EventForMember,
  failureOf,
  type OwnRegistration,
  type Registration,
  sentenceOf,
} from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, EmptyState, FailureNotice, lazyPart, Part, Skeleton, Tag, toast } from '@/ui';
import { leaveRegistration } from '../changes';
import { hasBegun } from '../clock';
import css from '../events.module.css';
import { SeatMark } from '../marks';
import { eventsForMembersQuery, ownRegistrationsQuery, proposalsQuery } from '../queries';
import { nameOf } from '../registrations/names';
import { AskOnce } from '../way/AskOnce';
import { useWhen } from '../when';
import { eventsWords } from '../words';
import { CalendarCard } from './CalendarCard';
import { ownWords } from './words';

const ReplaceDialog = lazyPart(() =>
  import('../registrations/ReplaceDialog').then((part) => part.ReplaceDialog),
);

const ProposeDialog = lazyPart(() => import('./ProposeDialog').then((part) => part.ProposeDialog));

export function OwnEvents({ memberId }: { memberId: string }) {
  return (
    <>
      <Coming memberId={memberId} />
      <Ahead memberId={memberId} />
      <Proposals memberId={memberId} />
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
  const certificate = (id: string) =>
    download(`/registrations/${id}/certificate`, null).catch((error) =>
      toast({ text: sentenceOf(error), tone: 'error' }),
    );
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
            {row.attended_at && (
              <Button
                size="small"
                aria-label={w.certificateOf(nameOf(row))}
                icon={<IconCertificate size={18} stroke={1.75} aria-hidden />}
                onClick={() => void certificate(row.id)}
              >
                {w.certificate}
              </Button>
            )}
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
  const found = useQuery(eventsForMembersQuery);
  const items = found.data?.items ?? [];
  return (
    <Card title={w.ahead}>
      {found.isPending && <Skeleton lines={4} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && items.length === 0 && <EmptyState title={w.none}>{w.noneText}</EmptyState>}
      {items.length > 0 && (
        <ul className={css.events} aria-label={w.ahead}>
          {items.map((item) => (
            <Item key={item.event.id} item={item} memberId={memberId} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Item({ item, memberId }: { item: EventForMember; memberId: string }) {
  const w = useWords(ownWords);
  const all = useWords(eventsWords);
  const when = useWhen();
  const { event, shared_topics: shared, distance_km: distance, registered } = item;
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
        {registered && <Tag tone="brand">{w.weCome}</Tag>}
        {shared.map(({ id, name }) => (
          <Tag key={id} tone="ciel">
            {name}
          </Tag>
        ))}
        {event.counts.free === 0 && <Tag tone="warn">{all.full}</Tag>}
      </p>
      {event.summary && <p>{event.summary}</p>}
      <p className={css.hint}>
        {[all.kinds[event.kind], place, distance != null && w.distance(distance)].filter(Boolean).join(' · ')}
      </p>
    </li>
  );
}

function Proposals({ memberId }: { memberId: string }) {
  const w = useWords(ownWords).propose;
  const when = useWhen();
  const found = useQuery(proposalsQuery);
  const [proposing, setProposing] = useState(false);
  return (
    <Card
      title={w.title}
      action={
        <Button icon={<IconBulb size={20} stroke={1.75} aria-hidden />} onClick={() => setProposing(true)}>
          {w.open}
        </Button>
      }
    >
      <p>{w.lead}</p>
      {found.isPending && <Skeleton lines={2} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data && found.data.items.length > 0 && (
        <ul className={css.lines} aria-label={w.waiting}>
          {found.data.items.map((event) => (
            <li key={event.id} className={css.line}>
              <span>
                <Link
                  to="/mon-espace/rendez-vous/$eventId"
                  params={{ eventId: event.id }}
                  search={{ membre: memberId }}
                >
                  {event.title}
                </Link>
                <small>{when(event)}</small>
              </span>
              <Tag tone="warn">{w.waits}</Tag>
            </li>
          ))}
        </ul>
      )}
      <Part>{proposing && <ProposeDialog member={memberId} onClose={() => setProposing(false)} />}</Part>
    </Card>
  );
}
