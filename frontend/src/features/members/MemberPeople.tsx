import { IconAlertTriangle, IconShieldLock, IconUserPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Contact, type MemberPage, sentenceOf } from '@/api';
import { addDays, today, useDays, useWords } from '@/language';
import { Button, Card, EmptyState, Reach, Tag, toast } from '@/ui';
import { changeContact } from './changes';
import { ContactCardButton, MemberCardsButton } from './export/ContactCards';
import css from './members.module.css';
import { PersonDialog } from './PersonDialog';
import { peopleChanged, waits } from './people';
import { recordWords } from './words/record';

interface PeopleProps {
  member: MemberPage;
  /** Absent: read only, without buttons. */
  reason?: string | null | undefined;
  editable?: boolean;
  /** By those who manage the member: what they change may wait for the team. */
  own?: boolean;
  /** Opens what is known of somebody's data; absent for who is not of the team. */
  onPrivacy?: (contact: Contact) => void;
}

export function MemberPeople({ member, reason, editable = true, own = false, onPrivacy }: PeopleProps) {
  const w = useWords(recordWords).people;
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
  const isFormer = (contact: Contact) => Boolean(contact.to_on && contact.to_on < today());
  const current = member.contacts.filter((contact) => !isFormer(contact));
  const former = member.contacts.filter(isFormer);
  const add = editable && (
    <Button
      icon={<IconUserPlus size={20} stroke={1.75} aria-hidden />}
      reason={reason}
      onClick={() => setOpen('new')}
    >
      {w.add}
    </Button>
  );
  return (
    <Card title={w.title} action={current.length > 0 && add}>
      {current.length === 0 && (
        <EmptyState title={w.empty} action={add}>
          {w.emptyText}
        </EmptyState>
      )}
      <ul className={css.people}>
        {current.map((contact) => (
          <Person
            key={contact.id}
            contact={contact}
            member={member}
            reason={reason}
            onEdit={editable ? setOpen : null}
            own={own}
            onPrivacy={onPrivacy}
          />
        ))}
      </ul>
      {editable && !own && current.length > 1 && (
        <div>
          <MemberCardsButton memberId={member.id} name={member.name} />
        </div>
      )}
      {former.length > 0 && (
        <details className={css.former}>
          <summary>{w.former(former.length)}</summary>
          <ul className={css.people}>
            {former.map((contact) => (
              <Person
                key={contact.id}
                contact={contact}
                member={member}
                reason={reason}
                onEdit={editable ? setOpen : null}
                own={own}
                onPrivacy={onPrivacy}
              />
            ))}
          </ul>
        </details>
      )}
      {open && (
        <PersonDialog
          member={member}
          contact={open === 'new' ? null : open}
          own={own}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

interface PersonProps {
  contact: Contact;
  member: MemberPage;
  reason: string | null | undefined;
  onEdit: ((contact: Contact) => void) | null;
  own: boolean;
  onPrivacy: ((contact: Contact) => void) | undefined;
}

function Person({ contact, member, reason, onEdit, own, onPrivacy }: PersonProps) {
  const w = useWords(recordWords).people;
  const days = useDays();
  const client = useQueryClient();
  const name = contact.person.name || w.unnamed;
  const end = async () => {
    try {
      const ended = await changeContact(contact.id, member.revision, { to_on: addDays(today(), -1) });
      if (waits(ended)) toast({ text: w.waits });
      else
        toast({
          text: w.endedToast(name),
          undo: async () => {
            await changeContact(contact.id, ended.revision, { to_on: null });
            await peopleChanged(client);
          },
        });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await peopleChanged(client);
  };
  return (
    <li>
      <div className={css.person}>
        <div className={css.signs}>
          <strong>{name}</strong>
          {contact.main && <Tag tone="brand">{w.isMain}</Tag>}
          {contact.consent?.state === 'objected' && <Tag tone="warn">{w.objected}</Tag>}
        </div>
        {contact.function && <p>{contact.function}</p>}
        <Reach phone={contact.phone} mobile={contact.mobile} email={contact.email}>
          {contact.email_deliverability === 'bounced' && (
            <span className={css.bad}>
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden /> {w.bounced}
            </span>
          )}
        </Reach>
        {contact.to_on && <p>{w.ended(days.long(contact.to_on))}</p>}
      </div>
      {onEdit && (
        <div className={css.personActions}>
          <Button size="small" reason={reason} aria-label={w.editTitle(name)} onClick={() => onEdit(contact)}>
            {w.edit}
          </Button>
          {!own && <ContactCardButton contactId={contact.id} name={name} />}
          {onPrivacy && (
            <Button
              size="small"
              look="plain"
              icon={<IconShieldLock size={18} stroke={1.75} aria-hidden />}
              aria-label={w.privacyOf(name)}
              onClick={() => onPrivacy(contact)}
            >
              {w.privacy}
            </Button>
          )}
          {!contact.to_on && (
            <Button
              size="small"
              look="plain"
              reason={reason}
              aria-label={w.endOf(name)}
              onClick={() => void end()}
            >
              {w.end}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
