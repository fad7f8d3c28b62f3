/** One event: what it is, who is invited, who comes, what came of it. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type ClubEvent, failureOf } from '@/api';
import { useWords } from '@/language';
import { FailureNotice, lazyPart, Mailles, Note, Page, Skeleton, TabLink, Tabs, Tag } from '@/ui';
import { isOver } from './clock';
import css from './events.module.css';
import { EventMark } from './marks';
import { eventQuery } from './queries';
import { EVENT_TABS, type EventTab } from './search';
import { EventActions } from './way/EventActions';
import { useWhen } from './when';
import { eventsWords } from './words';

const Editor = lazyPart(() => import('./editor/Editor').then((part) => part.Editor));
const Invitations = lazyPart(() => import('./invitations/Invitations').then((part) => part.Invitations));
const Registrations = lazyPart(() =>
  import('./registrations/Registrations').then((part) => part.Registrations),
);
const Closing = lazyPart(() => import('./closing/Closing').then((part) => part.Closing));

/** More stitches than this are no picture any more. */
const MOST_STITCHES = 60;

interface EventProps {
  id: string;
  tab: EventTab;
  onGone: () => void;
}

export function EventPage({ id, tab, onGone }: EventProps) {
  const w = useWords(eventsWords);
  const when = useWhen();
  const found = useQuery(eventQuery(id));
  const event = found.data;
  return (
    <Page
      title={event?.title ?? w.title}
      before={
        <Link to="/programme" className={css.back}>
          <IconArrowLeft size={20} stroke={1.75} aria-hidden /> {w.back}
        </Link>
      }
      lead={event && `${w.kinds[event.kind]} · ${when(event)}`}
      actions={event && <EventActions event={event} onGone={onGone} />}
    >
      {found.isPending && <Skeleton lines={10} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {event && (
        <>
          <Standing event={event} />
          <Tabs label={w.parts}>
            {EVENT_TABS.map((name) => (
              <TabLink
                key={name}
                to="/programme/$eventId"
                params={{ eventId: id }}
                search={name === 'rendez-vous' ? {} : { onglet: name }}
                activeOptions={{ exact: true }}
              >
                {w.tabs[name]}
              </TabLink>
            ))}
          </Tabs>
          <Suspense fallback={<Skeleton lines={10} />}>
            {tab === 'rendez-vous' && <Editor key={event.id} event={event} />}
            {tab === 'invitations' && <Invitations event={event} />}
            {tab === 'inscriptions' && <Registrations event={event} />}
            {tab === 'suites' && <Closing event={event} />}
          </Suspense>
        </>
      )}
    </Page>
  );
}

/** Where it stands, and how full the room is. */
function Standing({ event }: { event: ClubEvent }) {
  const w = useWords(eventsWords);
  const { counts, state } = event;
  const capacity = event.capacity ?? null;
  const waits = counts.waiting + counts.offered;
  return (
    <>
      <div className={css.gauge}>
        <span className={css.signs}>
          <EventMark state={state} />
          {state === 'published' && isOver(event) && <Tag tone="warn">{w.toCloseTag}</Tag>}
          <Tag>{w.audiences[event.audience]}</Tag>
        </span>
        {state !== 'draft' && (
          <>
            {capacity !== null && capacity <= MOST_STITCHES && (
              <Mailles
                total={Math.max(capacity, counts.registered)}
                full={counts.registered}
                columns={20}
                width={200}
              />
            )}
            <span>
              {[
                w.seatsTaken(counts.registered, capacity),
                waits > 0 && w.waiting(waits),
                counts.attended > 0 && w.attended(counts.attended),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )}
      </div>
      {state === 'draft' && event.proposed && <Note>{w.proposedNote}</Note>}
      {state === 'cancelled' && (
        <Note tone="warn">
          <p>{w.cancelledNote}</p>
          {event.cancel_words && <p className={css.said}>{event.cancel_words}</p>}
        </Note>
      )}
    </>
  );
}
