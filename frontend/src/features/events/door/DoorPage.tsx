/** The list at the door, for a thumb: who is there is noted in one press, with or without a network. */
import { IconArrowLeft, IconCheck, IconQrcode, IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { failureOf, reasonOf, useAccount } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  lazyPart,
  Note,
  Page,
  Part,
  Skeleton,
  Tag,
  TextField,
  toast,
  useKeys,
  useReadyFor,
} from '@/ui';
import { addWalkIn, readAttendance, sendTicks } from '../changes';
import events from '../events.module.css';
import { attendanceChanged, eventQuery } from '../queries';
import { listedAs, sought } from '../registrations/names';
import { useWhen } from '../when';
import { Door, type DoorLine, isSent } from './Door';
import css from './door.module.css';
import { type DoorEvent, type Kept, keptOf, unsent, wipe, wipeOld } from './kept';
import { doorWords } from './words';

const fetchWalkIn = () => import('./WalkInDialog');
const WalkInDialog = lazyPart(() => fetchWalkIn().then((part) => part.WalkInDialog));
const PosterDialog = lazyPart(() => import('./PosterDialog').then((part) => part.PosterDialog));

/** How often what is noted is tried to be sent while the network is away, in milliseconds. */
const AGAIN = 10_000;
/** How often the list is read anew: others tick too, and people check in on their own phones. */
const ANEW = 20_000;

export function DoorPage({ id }: { id: string }) {
  const w = useWords(doorWords);
  const account = useAccount()?.id ?? '';
  const [kept] = useState(() => {
    wipeOld(account);
    return keptOf(id, account);
  });
  const found = useQuery(eventQuery(id));
  const list = useQuery({
    queryKey: ['events', 'attendance', id],
    queryFn: ({ signal }) => readAttendance(id, signal),
  });
  const event = found.data;
  const reason = event ? reasonOf(event.abilities.tick) : null;
  const first: Kept | null =
    kept ??
    (event && list.data ? { account, event: short(event), list: list.data, ticks: [], walkIns: [] } : null);
  const failed = found.error ?? list.error;
  if (first && reason === null) return <Open kept={first} />;
  return (
    <Page title={event?.title ?? w.title} before={<Back id={id} />}>
      {reason !== null && <EmptyState title={w.closed}>{reason}</EmptyState>}
      {!failed && reason === null && <Skeleton lines={8} />}
      {failed && (
        <FailureNotice
          failure={failureOf(failed)}
          onRetry={() => void Promise.all([found.refetch(), list.refetch()])}
        />
      )}
    </Page>
  );
}

const short = ({ id, title, starts_at, ends_at, time_zone }: DoorEvent): DoorEvent => ({
  id,
  title,
  starts_at,
  ends_at,
  time_zone,
});

function Back({ id }: { id: string }) {
  const w = useWords(doorWords);
  return (
    <Link to="/programme/$eventId" params={{ eventId: id }} className={events.back}>
      <IconArrowLeft size={20} stroke={1.75} aria-hidden /> {w.back}
    </Link>
  );
}

function useDoor(kept: Kept) {
  const client = useQueryClient();
  const { id } = kept.event;
  const [door] = useState(
    () =>
      new Door(kept, {
        read: () => readAttendance(id),
        tick: (ticks) => sendTicks(id, ticks),
        walkIn: (body) => addWalkIn(id, body),
      }),
  );
  useEffect(() => {
    const send = () => void door.send();
    const anew = () => {
      const { kept: before } = door.told();
      if (isSent(door.told()))
        readAttendance(id)
          // What was noted meanwhile is newer.
          .then((list) => door.told().kept === before && door.take(list))
          // It stays as it is until the network is back.
          .catch(() => undefined);
    };
    send();
    anew();
    window.addEventListener('online', send);
    const again = window.setInterval(() => !isSent(door.told()) && send(), AGAIN);
    const reading = window.setInterval(anew, ANEW);
    return () => {
      window.removeEventListener('online', send);
      window.clearInterval(again);
      window.clearInterval(reading);
      void attendanceChanged(client);
    };
  }, [client, door, id]);
  return door;
}

function Open({ kept: first }: { kept: Kept }) {
  const w = useWords(doorWords);
  const when = useWhen();
  const navigate = useNavigate();
  const door = useDoor(first);
  const told = useSyncExternalStore(door.subscribe, door.told, door.told);
  const [text, setText] = useState('');
  const [only, setOnly] = useState<'all' | 'missing' | 'here'>('all');
  const [open, setOpen] = useState<'walk-in' | 'poster' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ a: () => setOpen('walk-in'), '/': () => search.current?.focus() });
  // At hand before the network goes.
  useReadyFor(fetchWalkIn);
  const { kept, lines, here } = told;
  const { event } = kept;
  const shown = lines
    .filter((line) => only === 'all' || line.here === (only === 'here'))
    .filter((line) => sought({ ...line, member: null }, text));
  const waiting = unsent(kept);
  const end = () => {
    wipe(event.id);
    toast({ text: w.wiped });
    void navigate({ to: '/programme/$eventId', params: { eventId: event.id }, search: { onglet: 'suites' } });
  };
  return (
    <Page
      title={event.title}
      name={w.title}
      lead={when(event)}
      before={<Back id={event.id} />}
      actions={
        <>
          <Button icon={<IconQrcode size={20} stroke={1.75} aria-hidden />} onClick={() => setOpen('poster')}>
            {w.poster}
          </Button>
          <Button
            look="main"
            icon={<IconUserPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => setOpen('walk-in')}
          >
            {w.walkIn}
          </Button>
        </>
      }
    >
      <div role="status" className={css.status}>
        <strong>{w.here(here, lines.length)}</strong>
        <span>{told.away ? w.away(waiting) : waiting > 0 ? w.sending(waiting) : w.sent}</span>
      </div>
      {!told.safe && <Note tone="warn">{w.unsafe}</Note>}
      {told.fault && (
        <div role="alert">
          <Note tone="err">{told.fault}</Note>
        </div>
      )}
      <Doubts door={door} kept={kept} />
      <div className={css.find}>
        <TextField
          ref={search}
          type="search"
          label={w.search}
          autoComplete="off"
          value={text}
          onChange={(change) => setText(change.currentTarget.value)}
        />
        <FilterChips label={w.which}>
          {(['all', 'missing', 'here'] as const).map((one) => (
            <Chip key={one} pressed={only === one} onPress={() => setOnly(one)}>
              {w.only[one]}
            </Chip>
          ))}
        </FilterChips>
      </div>
      {lines.length === 0 && kept.list && <EmptyState title={w.none}>{w.noneText}</EmptyState>}
      {lines.length > 0 && shown.length === 0 && (
        <EmptyState
          title={w.noneFits}
          action={<Button onClick={() => setOpen('walk-in')}>{w.walkIn}</Button>}
        >
          {w.noneFitsText}
        </EmptyState>
      )}
      <ul className={css.lines} aria-label={w.list}>
        {shown.map((line) => (
          <Line key={line.id} line={line} onTick={(attended) => door.tick(line.id, attended)} />
        ))}
      </ul>
      <div className={css.foot}>
        <p className={events.hint}>{w.keptHere}</p>
        <Button reason={waiting > 0 ? w.unsentReason : null} onClick={end}>
          {w.end}
        </Button>
      </div>
      <Part>
        {open === 'walk-in' && (
          <WalkInDialog
            lines={lines}
            name={shown.length === 0 ? text : ''}
            onCome={(person) => {
              door.walkIn(person);
              setText('');
            }}
            onTick={(id) => door.tick(id, true)}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'poster' && <PosterDialog id={event.id} onClose={() => setOpen(null)} />}
      </Part>
    </Page>
  );
}

/** One press for one person; pressed again, it is taken back. */
function Line({ line, onTick }: { line: DoorLine; onTick: (attended: boolean) => void }) {
  const w = useWords(doorWords);
  return (
    <li>
      <button type="button" className={css.line} aria-pressed={line.here} onClick={() => onTick(!line.here)}>
        <span className={css.box} aria-hidden>
          {line.here && <IconCheck size={22} stroke={2.5} />}
        </span>
        <span className={css.who}>
          <strong>{listedAs(line)}</strong>
          {line.organisation && <small>{line.organisation}</small>}
        </span>
        {line.waits && !line.here && <Tag tone="warn">{w.waits}</Tag>}
        {line.noted && <Tag>{w.noted}</Tag>}
      </button>
    </li>
  );
}

/** Those who came without a word, and whom the server knows already or can't take. */
function Doubts({ door, kept }: { door: Door; kept: Kept }) {
  const w = useWords(doorWords);
  const doubts = kept.walkIns.filter(({ refused }) => refused !== null);
  if (doubts.length === 0) return null;
  return (
    <div role="alert" className={events.stack}>
      {doubts.map(({ id, refused, ...person }) => (
        <Note key={id} tone="warn">
          <p>
            <strong>{listedAs(person)}</strong>
          </p>
          <p>{refused?.why}</p>
          <div className={events.actions}>
            {refused?.registration && (
              <>
                <Button look="main" onClick={() => door.decide(id, 'them')}>
                  {w.itIsThem}
                </Button>
                <Button onClick={() => door.decide(id, 'another')}>{w.another}</Button>
              </>
            )}
            <Button onClick={() => door.decide(id, 'nobody')}>{w.forget}</Button>
          </div>
        </Note>
      ))}
    </div>
  );
}
