import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Proposal, ProposedField } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, type Shape, StatusMark, Tag, type Tone } from '@/ui';
import css from './proposals.module.css';
import { Told, useFieldName } from './Told';
import { proposalsWords } from './words';

interface CardProps {
  proposal: Proposal;
  current: boolean;
  /** Why nothing can be decided. */
  reason: string | null;
  onFocus: () => void;
  /** Without fields: all that waits. */
  onAccept: (fields?: string[]) => void;
  onRefuse: (fields?: string[]) => void;
}

/** Under which word the server names who answers by the link of a campaign, without signing in. */
const BY_LINK = 'campaign_link';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** Somebody is named before the rest. */
const FIRST = ['given_name', 'family_name', 'function'];
const rank = ({ field }: ProposedField) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);
const namedFirst = (fields: readonly ProposedField[]) => [...fields].sort((a, b) => rank(a) - rank(b));

/** One request: who asked what, and for each field the two values and the two answers. */
export function ProposalCard({ proposal, current, reason, onFocus, onAccept, onRefuse }: CardProps) {
  const w = useWords(proposalsWords);
  const days = useDays();
  const { member, contact, about, fields, state } = proposal;
  const name = contact?.name ?? '';
  const isWhole = about === 'new_contact' || about === 'contact_end';
  const waiting = fields.filter(({ verdict }) => verdict === 'waiting');
  return (
    <article
      className={css.card}
      data-current={current}
      tabIndex={-1}
      aria-label={member.name}
      onFocus={onFocus}
    >
      <div className={css.head}>
        <h2>
          <Link to="/membres/$memberId" params={{ memberId: member.id }} title={w.openMember(member.name)}>
            {member.name}
          </Link>
        </h2>
        <span className={css.signs}>
          {proposal.late && <Tag tone="gres">{w.late}</Tag>}
          <small>
            {w.asked(proposal.by === BY_LINK ? w.byLink : proposal.by, days.instant(proposal.created_at))}
          </small>
        </span>
      </div>
      {about !== 'record' && <p>{about === 'new_contact' ? w.about.new_contact : w.about[about](name)}</p>}
      <ul className={css.fields}>
        {namedFirst(fields).map((field) => (
          <Field
            key={field.field}
            field={field}
            about={about}
            reason={reason}
            // Somebody who comes or leaves is decided about as a whole, below.
            alone={!isWhole && waiting.length > 0}
            onAccept={() => onAccept([field.field])}
            onRefuse={() => onRefuse([field.field])}
          />
        ))}
      </ul>
      {state === 'waiting' && (isWhole || waiting.length > 1) && (
        <div className={css.foot}>
          <Button reason={reason} icon={<IconX {...icon} />} onClick={() => onRefuse()}>
            {isWhole ? w.refuse : w.refuseAll}
          </Button>
          <Button look="main" reason={reason} icon={<IconCheck {...icon} />} onClick={() => onAccept()}>
            {isWhole ? w.accept : w.acceptAll}
          </Button>
        </div>
      )}
    </article>
  );
}

interface FieldProps {
  field: ProposedField;
  about: Proposal['about'];
  reason: string | null;
  alone: boolean;
  onAccept: () => void;
  onRefuse: () => void;
}

function Field({ field, about, reason, alone, onAccept, onRefuse }: FieldProps) {
  const w = useWords(proposalsWords);
  const days = useDays();
  const called = useFieldName(about)(field.field, field.name);
  const waits = field.verdict === 'waiting';
  const since = field.changed_since;
  // Of somebody new nothing is there yet: only what is asked for is worth reading.
  const isNew = about === 'new_contact';
  return (
    <li className={`${css.field} ${isNew ? css.fresh : ''}`}>
      <strong>{called}</strong>
      {!isNew && (
        <div className={css.side}>
          <small>{waits ? w.before : w.beforeThen}</small>
          <Told value={field.stale ? field.now : field.before} look="old" />
          {field.stale && (
            <small className={css.stale}>
              {since ? w.staleBy(since.by, days.instant(since.at)) : w.stale}
            </small>
          )}
        </div>
      )}
      <div className={css.side}>
        {!isNew && <small>{w.after}</small>}
        <Told value={field.after} look="new" />
      </div>
      <div className={css.actions}>
        {waits && alone ? (
          <>
            <Button size="small" reason={reason} aria-label={w.refuseField(called)} onClick={onRefuse}>
              {w.refuse}
            </Button>
            <Button
              size="small"
              look="main"
              reason={reason}
              aria-label={w.acceptField(called)}
              onClick={onAccept}
            >
              {w.accept}
            </Button>
          </>
        ) : (
          !waits && <VerdictMark verdict={field.verdict} />
        )}
      </div>
      {field.reason && <p className={css.reason}>{w.quoted(field.reason)}</p>}
    </li>
  );
}

const MARKS: Record<ProposedField['verdict'], [Shape, Tone]> = {
  waiting: ['ring', 'ciel'],
  accepted: ['disc', 'ok'],
  refused: ['square', 'gres'],
  withdrawn: ['dash', 'quiet'],
};

export function VerdictMark({ verdict }: { verdict: ProposedField['verdict'] }) {
  const w = useWords(proposalsWords);
  const [shape, tone] = MARKS[verdict];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w.verdicts[verdict]}
    </StatusMark>
  );
}
