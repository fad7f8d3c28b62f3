import { IconBan, IconCheck, IconEraser, IconMessageCircle, IconSend, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import {
  type ConsentAction,
  type ConsentEvent,
  type PersonFile,
  type PersonPrivacy,
  type PersonProvenance,
  reasonOf,
} from '@/api';
import { provenanceWords, sourceName } from '@/features/members';
import { useDays, useWords } from '@/language';
import { Button, EmailText, Fact, Facts, Tag, Timeline, TimelineStep } from '@/ui';
import type { Step } from './PersonPrivacy';
import css from './person.module.css';
import { personWords } from './words';

interface ToldProps {
  person: PersonPrivacy;
  onStep: (step: Step) => void;
  /** A link leads away from the drawer. */
  onLeave: () => void;
}

export function Told({ person, onStep, onLeave }: ToldProps) {
  const w = useWords(personWords).told;
  const { abilities, contacts, consents, files } = person;
  return (
    <div className={css.sections}>
      <section>
        <h3>{w.where}</h3>
        <p className={css.lead}>{contacts.length > 0 ? w.whereText : w.nowhere}</p>
        {contacts.length > 0 && (
          <ul className={css.lines}>
            {contacts.map((contact) => (
              <Provenance key={contact.contact_id} contact={contact} onLeave={onLeave} />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{w.said}</h3>
        {consents.length === 0 && <p className={css.lead}>{w.nothingSaid}</p>}
        {consents.length > 0 && (
          <Timeline label={w.said}>
            {consents.map((event) => (
              <Said key={event.id} event={event} />
            ))}
          </Timeline>
        )}
        <Button
          icon={<IconMessageCircle size={20} stroke={1.75} aria-hidden />}
          reason={reasonOf(abilities.note_consent)}
          onClick={() => onStep('consent')}
        >
          {w.note}
        </Button>
      </section>
      <section>
        <h3>{w.files}</h3>
        <p className={css.lead}>{w.filesText}</p>
        {files.length > 0 && (
          <ul className={css.lines}>
            {files.map((file) => (
              <FileLine key={file.id} file={file} />
            ))}
          </ul>
        )}
        <Button
          icon={<IconSend size={20} stroke={1.75} aria-hidden />}
          reason={reasonOf(abilities.ask_file)}
          onClick={() => onStep('file')}
        >
          {w.send}
        </Button>
      </section>
      <section>
        <h3>{w.erasing}</h3>
        <p className={css.lead}>{w.erasingText}</p>
        <Button
          look="danger"
          icon={<IconEraser size={20} stroke={1.75} aria-hidden />}
          reason={reasonOf(abilities.erase)}
          onClick={() => onStep('erase')}
        >
          {w.erase}
        </Button>
      </section>
    </div>
  );
}

function Provenance({ contact, onLeave }: { contact: PersonProvenance; onLeave: () => void }) {
  const w = useWords(personWords).told;
  const p = useWords(provenanceWords);
  const days = useDays();
  return (
    <li>
      <p>
        <Link
          to="/membres/$memberId"
          params={{ memberId: contact.member_id }}
          search={{ onglet: 'personnes' }}
          onClick={onLeave}
        >
          {contact.organisation}
        </Link>
        {contact.function && `, ${contact.function}`}
      </p>
      {contact.to_on && <p className={css.lead}>{w.ended(days.long(contact.to_on))}</p>}
      <Facts>
        <Fact name={w.source}>{sourceName(contact.source, p)}</Fact>
        <Fact name={w.basis}>{p.bases[contact.basis]}</Fact>
        <Fact name={w.informed}>
          {contact.informed_on ? days.long(contact.informed_on) : <Tag tone="warn">{w.notInformed}</Tag>}
        </Fact>
      </Facts>
      {!contact.informed_on && <p className={css.lead}>{w.notInformedText}</p>}
    </li>
  );
}

const ICONS: Record<ConsentAction, typeof IconCheck> = {
  given: IconCheck,
  refused: IconX,
  withdrawn: IconX,
  objected: IconBan,
};

function Said({ event }: { event: ConsentEvent }) {
  const w = useWords(personWords);
  const days = useDays();
  const Icon = ICONS[event.action];
  const details = [w.ways[event.way], event.origin, w.notedBy(event.by)].filter(Boolean);
  return (
    <TimelineStep
      icon={<Icon size={18} stroke={1.75} aria-hidden />}
      strong={event.action === 'given'}
      title={w.event(w.purposes[event.purpose], w.actions[event.action])}
      when={<time dateTime={event.on}>{days.long(event.on)}</time>}
    >
      {event.email && (
        <p>
          <EmailText>{event.email}</EmailText>
        </p>
      )}
      <p className={css.lead}>{details.join(', ')}</p>
      {event.text_shown && <p className={css.lead}>{w.read(event.text_shown)}</p>}
    </TimelineStep>
  );
}

function FileLine({ file }: { file: PersonFile }) {
  const w = useWords(personWords).file;
  const days = useDays();
  const parts = file.made_at
    ? [
        w.madeAt(days.instant(file.made_at)),
        w.until(days.instant(file.until_at)),
        file.fetched_at ? w.fetched(days.instant(file.fetched_at)) : w.notFetched,
      ]
    : [];
  return (
    <li>
      <p role="status">
        <strong>{file.made_at ? w.sent(file.email) : w.being(file.email)}</strong>
      </p>
      {parts.length > 0 && <p>{parts.join('\u00a0· ')}</p>}
      <p className={css.lead}>{w.askedBy(file.by, days.instant(file.asked_at))}</p>
    </li>
  );
}
