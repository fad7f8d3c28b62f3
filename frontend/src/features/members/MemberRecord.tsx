import { IconMail, IconMapPin, IconPencil, IconPhone, IconWorld } from '@tabler/icons-react';
import type { MainContact, MemberPage } from '@/api';
import { phoneLink, readablePhone, useDays, useWords } from '@/language';
import { Button, Card, Columns, EmailText, Fact, Facts, Reach, Tag } from '@/ui';
import { CustomFacts } from './fields';
import { Membership } from './Membership';
import { FollowUpMark } from './marks';
import css from './members.module.css';
import { referentName } from './referentName';
import { membersWords } from './words';
import { formWords } from './words/form';
import { recordWords } from './words/record';

interface RecordProps {
  member: MemberPage;
  onEdit?: () => void;
  /** Why this person can't change it. */
  reason?: string | null;
  /** Below the columns of the side: other features' parts. */
  aside?: React.ReactNode;
}

export function MemberRecord({ member, onEdit, reason, aside }: RecordProps) {
  const words = useWords(membersWords);
  const w = useWords(recordWords).page;
  return (
    <Columns
      main={
        <>
          <Card
            title={w.about}
            action={
              onEdit && (
                <Button
                  size="small"
                  icon={<IconPencil size={18} stroke={1.75} aria-hidden />}
                  reason={reason}
                  onClick={onEdit}
                >
                  {w.edit}
                </Button>
              )
            }
          >
            <div className={css.groups}>
              {member.description && <p className={css.prose}>{member.description}</p>}
              {member.topics.length > 0 && (
                <div className={css.signs}>
                  {member.topics.map((topic) => (
                    <Tag key={topic.id} tone="brand">
                      {topic.name}
                    </Tag>
                  ))}
                </div>
              )}
              <Whereabouts member={member} />
              <Identifiers member={member} />
            </div>
          </Card>
          <CustomFacts member={member} />
          {member.internal_notes && (
            <Card title={words.names.internal_notes}>
              <p className={css.prose}>{member.internal_notes}</p>
            </Card>
          )}
        </>
      }
      side={
        <>
          {/* Members see their people below, and are not shown the club's own count of its contacts. */}
          {onEdit && member.main_contact && <MainContactCard contact={member.main_contact} />}
          {onEdit && <FollowUpFacts member={member} />}
          <Membership member={member} reason={onEdit ? (reason ?? null) : undefined} />
          {aside}
        </>
      }
    />
  );
}

function Whereabouts({ member }: { member: MemberPage }) {
  const names = useWords(membersWords).names;
  const place = [member.street, [member.postal_code, member.commune?.name].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join('\n');
  return (
    <Facts>
      <Fact name={names.street}>
        {place && (
          <span className={css.sign}>
            <IconMapPin size={16} stroke={1.75} aria-hidden /> {place}
          </span>
        )}
      </Fact>
      <Fact name={names.phone}>
        {member.phone && (
          <a className={css.sign} href={phoneLink(member.phone)}>
            <IconPhone size={16} stroke={1.75} aria-hidden /> {readablePhone(member.phone)}
          </a>
        )}
      </Fact>
      <Fact name={names.email}>
        {member.email && (
          <a className={css.sign} href={`mailto:${member.email}`}>
            <IconMail size={16} stroke={1.75} aria-hidden /> <EmailText>{member.email}</EmailText>
          </a>
        )}
      </Fact>
      <Fact name={names.website}>
        {member.website && (
          <a className={css.sign} href={member.website} rel="noreferrer" target="_blank">
            <IconWorld size={16} stroke={1.75} aria-hidden /> {member.website.replace(/^https?:\/\//, '')}
          </a>
        )}
      </Fact>
    </Facts>
  );
}

function MainContactCard({ contact }: { contact: MainContact }) {
  const w = useWords(recordWords).people;
  const { names } = useWords(membersWords);
  return (
    <Card title={names.main_contact}>
      <div className={css.person}>
        <strong>{contact.name || w.unnamed}</strong>
        {contact.function && <p>{contact.function}</p>}
        <Reach phone={contact.phone} email={contact.email}>
          {contact.email_deliverability === 'bounced' && <Tag tone="err">{w.bounced}</Tag>}
        </Reach>
      </div>
    </Card>
  );
}

function Identifiers({ member }: { member: MemberPage }) {
  const { names } = useWords(membersWords);
  const { page } = useWords(recordWords);
  const amalia = [member.amalia, member.amalia_court].filter(Boolean).join(', ');
  const known: [string, string | null | undefined][] = [
    [names.legal_name, member.legal_name],
    [names.siren, inGroups(member.siren)],
    [names.siret, inGroups(member.siret)],
    [names.rna, member.rna],
    [names.amalia, amalia || null],
    [names.insee_code, member.kind === 'commune' ? member.insee_code : null],
  ];
  const filled = known.filter((pair): pair is [string, string] => Boolean(pair[1]));
  if (filled.length === 0) return null;
  return (
    <div>
      <h3>{page.identifiers}</h3>
      <Facts>
        {filled.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </div>
  );
}

/** As they are printed: 216 700 039 00011. */
function inGroups(number: string | null | undefined): string | null {
  return number ? number.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, '$1\u202f$2\u202f$3 $4').trim() : null;
}

function FollowUpFacts({ member }: { member: MemberPage }) {
  const words = useWords(membersWords);
  const form = useWords(formWords);
  const w = useWords(recordWords).page;
  const days = useDays();
  const day = (value: string | null | undefined) =>
    value ? (
      <time dateTime={value} title={days.long(value)}>
        {days.long(value)}
      </time>
    ) : (
      w.never
    );
  return (
    <Card
      title={w.timeline}
      action={member.follow_up ? <FollowUpMark state={member.follow_up} /> : undefined}
    >
      <Facts>
        <Fact name={words.names.last_contact_on}>{day(member.last_contact_on)}</Fact>
        <Fact name={words.names.last_personal_contact_on}>{day(member.last_personal_contact_on)}</Fact>
        {/* Nobody is waited for who is archived. */}
        {member.contact_due_on && !member.archived_at && (
          <Fact name={words.names.contact_due_on}>{day(member.contact_due_on)}</Fact>
        )}
        <Fact name={words.names.referent}>
          {member.referent ? referentName(member.referent, form) : w.nobody}
        </Fact>
      </Facts>
    </Card>
  );
}
