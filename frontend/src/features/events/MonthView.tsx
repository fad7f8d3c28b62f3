/** One month: a table of weeks at a desk, the days that hold something on a phone. */
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type EventCard, type EventKind, failureOf } from '@/api';
import { type Day, localeOf, today, useLanguage, useWords } from '@/language';
import { Button, Card, FailureNotice, Skeleton, usePhone } from '@/ui';
import { localOf } from './clock';
import { byDay, monthAfter, weeksOf } from './month';
import css from './month.module.css';
import { eventsBetweenQuery } from './queries';
import { dayTold, hourTold } from './when';
import { eventsWords } from './words';

interface MonthProps {
  month: string;
  kind: EventKind | undefined;
  onMonth: (month: string) => void;
}

export function MonthView({ month, kind, onMonth }: MonthProps) {
  const w = useWords(eventsWords);
  const language = useLanguage();
  const phone = usePhone();
  const weeks = weeksOf(month);
  const found = useQuery(
    eventsBetweenQuery({
      ...(weeks[0]?.[0] && { from: weeks[0][0] }),
      ...(weeks.at(-1)?.[6] && { to: weeks.at(-1)?.[6] }),
      ...(kind && { kind }),
    }),
  );
  const days = byDay(found.data?.items ?? []);
  const name = new Intl.DateTimeFormat(localeOf(language), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T12:00:00Z`));
  return (
    <Card
      title={name}
      action={
        <>
          <Button
            aria-label={w.monthBefore}
            icon={<IconChevronLeft size={20} stroke={1.75} aria-hidden />}
            onClick={() => onMonth(monthAfter(month, -1))}
          />
          <Button onClick={() => onMonth(today().slice(0, 7))}>{w.thisMonth}</Button>
          <Button
            aria-label={w.monthAfter}
            icon={<IconChevronRight size={20} stroke={1.75} aria-hidden />}
            onClick={() => onMonth(monthAfter(month, 1))}
          />
        </>
      }
    >
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess &&
        (phone ? <Days month={month} days={days} /> : <Weeks {...{ name, month, weeks, days }} />)}
    </Card>
  );
}

interface WeeksProps {
  name: string;
  month: string;
  weeks: Day[][];
  days: Map<Day, EventCard[]>;
}

function Weeks({ name, month, weeks, days }: WeeksProps) {
  const language = useLanguage();
  const weekday = (day: Day, weekday: 'long' | 'short') =>
    new Intl.DateTimeFormat(localeOf(language), { weekday, timeZone: 'UTC' }).format(
      new Date(`${day}T12:00:00Z`),
    );
  return (
    <table className={css.month}>
      <caption data-visually-hidden>{name}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={weekday(day, 'long')}>
              {weekday(day, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td
                key={day}
                data-outside={!day.startsWith(month) || undefined}
                aria-current={day === today() ? 'date' : undefined}
              >
                <time dateTime={day}>{Number(day.slice(8))}</time>
                <Entries day={day} events={days.get(day) ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ month, days }: Pick<WeeksProps, 'month' | 'days'>) {
  const w = useWords(eventsWords);
  const language = useLanguage();
  const held = [...days].filter(([day]) => day.startsWith(month)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (held.length === 0) return <p className={css.nothing}>{w.emptyMonth}</p>;
  return (
    <ul className={css.days}>
      {held.map(([day, events]) => (
        <li key={day}>
          <h3>
            <time dateTime={day}>{dayTold(day, language)}</time>
          </h3>
          <Entries day={day} events={events} />
        </li>
      ))}
    </ul>
  );
}

function Entries({ day, events }: { day: Day; events: readonly EventCard[] }) {
  const w = useWords(eventsWords);
  const language = useLanguage();
  if (events.length === 0) return null;
  return (
    <ul className={css.entries}>
      {events.map((event) => {
        const local = localOf(event.starts_at, event.time_zone);
        return (
          <li key={event.id} data-state={event.state}>
            <Link to="/programme/$eventId" params={{ eventId: event.id }}>
              {local.startsWith(day) && <small>{hourTold(local, language)}</small>} {event.title}
              {event.state !== 'published' && <small> ({w.states[event.state]})</small>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
