/** Who comes and who waits, in the order in which they asked; changed by hand where people call. */
import {
  IconCertificate,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileSpreadsheet,
  IconReplace,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type ClubEvent,
  download,
  failureOf,
  REGISTRATION_STATES,
  type Registration,
  type RegistrationState,
  reasonOf,
  sentenceOf,
} from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  Chip,
  EmailText,
  EmptyState,
  FailureNotice,
  FilterChips,
  lazyPart,
  Menu,
  MenuItem,
  Note,
  Part,
  Skeleton,
  Table,
  TextField,
  toast,
  useCopy,
} from '@/ui';
import { leaveRegistration } from '../changes';
import css from '../events.module.css';
import { SeatMark } from '../marks';
import { leftQuery, registrationsQuery } from '../queries';
import { AskOnce } from '../way/AskOnce';
import { eventsWords } from '../words';
import { nameOf, sought } from './names';
import { registrationsWords } from './words';

const RegisterDialog = lazyPart(() => import('./RegisterDialog').then((part) => part.RegisterDialog));
const ReplaceDialog = lazyPart(() => import('./ReplaceDialog').then((part) => part.ReplaceDialog));

/** In which files those who come are handed out. */
const FORMATS = ['xlsx', 'ods', 'csv'] as const;
/** From so many on, one looks for a name. */
const MANY = 12;
const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function Registrations({ event }: { event: ClubEvent }) {
  const all = useWords(eventsWords);
  const w = useWords(registrationsWords);
  const copy = useCopy();
  const found = useQuery(registrationsQuery(event.id));
  const [state, setState] = useState<RegistrationState | null>(null);
  const left = useQuery({ ...leftQuery(event.id), enabled: state === 'left' });
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [replacing, setReplacing] = useState<Registration | null>(null);
  const [leaving, setLeaving] = useState<Registration | null>(null);
  const now = found.data?.items ?? [];
  const rows = (state === 'left' ? (left.data?.items ?? []) : now)
    .filter((row) => state === null || row.state === state)
    .filter((row) => sought(row, text));
  const reason = reasonOf(event.abilities.register);
  const fetched = (path: string) =>
    download(path, null).catch((error) => toast({ text: sentenceOf(error), tone: 'error' }));
  const addresses = [...new Set(now.flatMap(({ email }) => (email ? [email] : [])))];
  const add = (
    <Button look="main" reason={reason} icon={<IconUserPlus {...icon} />} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  const actions = (row: Registration) =>
    row.state !== 'left' && (
      <Menu
        target={
          <Button
            size="small"
            look="plain"
            aria-label={w.actions(nameOf(row))}
            reason={reason}
            icon={<IconDots {...icon} size={18} />}
          />
        }
      >
        {row.attended_at && (
          <MenuItem
            icon={<IconCertificate {...icon} />}
            onClick={() => void fetched(`/registrations/${row.id}/certificate`)}
          >
            {w.certificate}
          </MenuItem>
        )}
        <MenuItem icon={<IconReplace {...icon} />} onClick={() => setReplacing(row)}>
          {w.replace}
        </MenuItem>
        <MenuItem icon={<IconUserMinus {...icon} />} onClick={() => setLeaving(row)}>
          {w.leave}
        </MenuItem>
      </Menu>
    );
  return (
    <Card
      title={all.tabs.inscriptions}
      action={
        <>
          {addresses.length > 0 && (
            <Button
              icon={<IconCopy {...icon} />}
              onClick={() => void copy(addresses.join('; '), w.copied(addresses.length))}
            >
              {w.copyAddresses}
            </Button>
          )}
          {now.length > 0 && (
            <Menu target={<Button icon={<IconDownload {...icon} />}>{w.export}</Button>}>
              {FORMATS.map((format) => (
                <MenuItem
                  key={format}
                  icon={<IconFileSpreadsheet {...icon} />}
                  onClick={() => void fetched(`/events/${event.id}/registrations/export?format=${format}`)}
                >
                  {w.formats[format]}
                </MenuItem>
              ))}
            </Menu>
          )}
          {now.length > 0 && add}
        </>
      }
    >
      <div className={css.stack}>
        {event.state === 'published' && event.counts.free === 0 && <Note>{w.fullHint}</Note>}
        {found.isPending && <Skeleton lines={6} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {found.isSuccess && now.length === 0 && state === null && (
          <EmptyState title={w.none} action={event.state === 'draft' ? undefined : add}>
            {event.state === 'draft' ? w.noneDraft : w.noneText}
          </EmptyState>
        )}
        {(now.length > 0 || state !== null) && (
          <FilterChips label={w.which}>
            <Chip pressed={state === null} count={now.length} onPress={() => setState(null)}>
              {w.everybody}
            </Chip>
            {REGISTRATION_STATES.map((one) => (
              <Chip
                key={one}
                pressed={state === one}
                count={one === 'left' ? undefined : now.filter((row) => row.state === one).length}
                onPress={() => setState(one)}
              >
                {w.states[one]}
              </Chip>
            ))}
          </FilterChips>
        )}
        {now.length > MANY && (
          <TextField
            type="search"
            label={w.search}
            value={text}
            onChange={(change) => setText(change.currentTarget.value)}
          />
        )}
        {rows.length > 0 ? (
          <Table
            caption={w.each}
            rows={rows}
            idOf={({ id }) => id}
            columns={[
              { key: 'name', title: w.name, cell: (row: Registration) => <Name row={row} /> },
              { key: 'from', title: w.organisation, cell: (row: Registration) => <From row={row} /> },
              { key: 'state', title: w.state, cell: (row: Registration) => <Stands row={row} /> },
              { key: 'asked', title: w.asked, cell: (row: Registration) => <AskedAt row={row} /> },
              { key: 'actions', title: w.toDo, align: 'right', cell: actions },
            ]}
            card={(row) => (
              <div className={css.card}>
                <Name row={row} />
                <From row={row} />
                <Stands row={row} />
                <AskedAt row={row} />
                <div>{actions(row)}</div>
              </div>
            )}
          />
        ) : (
          state !== null && <p className={css.hint}>{w.nobody}</p>
        )}
        <Answers event={event} rows={rows} />
      </div>
      <Part>
        {adding && <RegisterDialog event={event} onClose={() => setAdding(false)} />}
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
    </Card>
  );
}

function Name({ row }: { row: Registration }) {
  return (
    <span className={css.card}>
      <strong>{nameOf(row)}</strong>
      {row.email && (
        <a href={`mailto:${row.email}`}>
          <EmailText>{row.email}</EmailText>
        </a>
      )}
    </span>
  );
}

function From({ row: { member, organisation } }: { row: Registration }) {
  if (!member) return <>{organisation}</>;
  return (
    <Link to="/membres/$memberId" params={{ memberId: member.id }}>
      {member.name}
    </Link>
  );
}

function Stands({ row }: { row: Registration }) {
  const w = useWords(registrationsWords);
  const days = useDays();
  const { state, rank, offered_until: until, attended_at: attended } = row;
  if (attended) return <SeatMark state="registered">{w.present}</SeatMark>;
  if (state === 'waiting' && rank != null) return <SeatMark state={state}>{w.waitingAt(rank)}</SeatMark>;
  if (state === 'offered' && until)
    return <SeatMark state={state}>{w.offeredUntil(days.instant(until))}</SeatMark>;
  return <SeatMark state={state} />;
}

function AskedAt({ row }: { row: Registration }) {
  const w = useWords(registrationsWords);
  const days = useDays();
  const origins: Record<string, string> = w.origins;
  return (
    <span className={css.hint}>
      {[days.instant(row.asked_at), origins[row.origin]].filter(Boolean).join(', ')}
    </span>
  );
}

/** What people answered, question by question: what one needs to prepare the room. */
function Answers({ event, rows }: { event: ClubEvent; rows: readonly Registration[] }) {
  const w = useWords(registrationsWords);
  const told = event.questions
    .map(({ key, label, kind }) => ({
      key,
      label,
      answers: rows.flatMap((row) => {
        const answer = row.answers[key];
        if (!answer) return [];
        return [
          {
            id: row.id,
            who: nameOf(row),
            what: kind === 'yes_no' ? w.yesNo[answer === 'yes' ? 'yes' : 'no'] : answer,
          },
        ];
      }),
    }))
    .filter(({ answers }) => answers.length > 0);
  if (told.length === 0) return null;
  return (
    <>
      <h3>{w.answers}</h3>
      {told.map(({ key, label, answers }) => (
        <details key={key}>
          <summary>{w.answered(label, answers.length)}</summary>
          <ul className={css.lines}>
            {answers.map(({ id, who, what }) => (
              <li key={id} className={css.line}>
                <span>
                  {what}
                  <small>{who}</small>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
