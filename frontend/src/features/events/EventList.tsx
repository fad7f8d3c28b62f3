import { Link } from '@tanstack/react-router';
import type { EventCard } from '@/api';
import { useWords } from '@/language';
import { Tag } from '@/ui';
import { isOver } from './clock';
import css from './events.module.css';
import { EventMark } from './marks';
import { useWhen } from './when';
import { eventsWords } from './words';

export function EventList({ label, events }: { label: string; events: readonly EventCard[] }) {
  return (
    <ul className={css.events} aria-label={label}>
      {events.map((event) => (
        <Item key={event.id} event={event} />
      ))}
    </ul>
  );
}

function Item({ event }: { event: EventCard }) {
  const w = useWords(eventsWords);
  const when = useWhen();
  const { counts, state } = event;
  const place = [event.venue?.name, event.place, event.online && w.online].filter(Boolean).join(', ');
  const isOpen = state === 'published';
  const waits = counts.waiting + counts.offered;
  return (
    <li className={css.event}>
      <h2>
        <Link to="/programme/$eventId" params={{ eventId: event.id }}>
          {event.title}
        </Link>
      </h2>
      <p className={css.when}>{when(event)}</p>
      <p className={css.signs}>
        <EventMark state={state} />
        {isOpen && isOver(event) && <Tag tone="warn">{w.toCloseTag}</Tag>}
        {isOpen && counts.free === 0 && <Tag tone="ciel">{w.full}</Tag>}
        {event.proposed && state === 'draft' && <Tag tone="gres">{w.proposed}</Tag>}
        {waits > 0 && <Tag tone="gres">{w.waiting(waits)}</Tag>}
        {event.audience === 'public' && <Tag>{w.audiences.public}</Tag>}
      </p>
      {event.summary && <p>{event.summary}</p>}
      <p className={css.hint}>
        {[
          w.kinds[event.kind],
          place,
          state === 'done'
            ? w.attended(counts.attended)
            : state !== 'draft' && w.seatsTaken(counts.registered, event.capacity ?? null),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
