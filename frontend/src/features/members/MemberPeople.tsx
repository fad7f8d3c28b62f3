import { IconAlertTriangle, IconUserPlus } from '@tabler/icons-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Contact,
  type ContactForm,
  type MemberPage,
  type Proposal,
  sentenceOf,
  useServerForm,
} from '@/api';
import { addDays, today, useDays, useWords } from '@/language';
import {
  Button,
  Card,
  CheckField,
  DateField,
  EmptyState,
  FieldRow,
  FormDialog,
  Reach,
  SelectField,
  Tag,
  TextField,
  toast,
} from '@/ui';
import { addContact, changeContact } from './changes';
import { ContactCardButton, MemberCardsButton } from './export/ContactCards';
import css from './members.module.css';
import { membersChanged } from './queries';
import { membersWords } from './words';
import { recordWords } from './words/record';

interface PeopleProps {
  member: MemberPage;
  /** Absent: read only, without buttons. */
  reason?: string | null | undefined;
  editable?: boolean;
  /** By those who manage the member: what they change may wait for the team. */
  own?: boolean;
}

export function MemberPeople({ member, reason, editable = true, own = false }: PeopleProps) {
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
              />
            ))}
          </ul>
        </details>
      )}
      {open && (
        <PersonDialog member={member} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} />
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
}

function Person({ contact, member, reason, onEdit, own }: PersonProps) {
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
          {!contact.to_on && (
            <Button
              size="small"
              look="plain"
              reason={reason}
              aria-label={`${w.end} : ${name}`}
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

interface PersonDialogProps {
  member: MemberPage;
  contact: Contact | null;
  onClose: () => void;
}

function PersonDialog({ member, contact, onClose }: PersonDialogProps) {
  const w = useWords(recordWords).people;
  const names = useWords(membersWords).personNames;
  const client = useQueryClient();
  const initial = {
    given_name: contact?.person.given_name ?? '',
    family_name: contact?.person.family_name ?? '',
    function: contact?.function ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    mobile: contact?.mobile ?? '',
    preferred_channel: contact?.preferred_channel ?? '',
    main: contact?.main ?? member.contacts.length === 0,
    from_on: contact?.from_on ?? '',
    to_on: contact?.to_on ?? '',
  };
  const form = useServerForm({
    initial,
    send: (values) => {
      const body = contactChanges(initial, values, contact === null);
      return contact ? changeContact(contact.id, member.revision, body) : addContact(member.id, body);
    },
    onDone: (saved) => {
      toast({ text: waits(saved) ? w.waits : w.saved });
      onClose();
      void peopleChanged(client);
    },
  });
  return (
    <FormDialog
      title={contact ? w.editTitle(contact.person.name || w.unnamed) : w.addTitle}
      submit={w.save}
      busy={form.busy}
      errors={form.summary(names)}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <FieldRow>
        <TextField label={names.given_name} autoComplete="off" {...form.field('given_name')} />
        <TextField label={names.family_name} autoComplete="off" {...form.field('family_name')} />
      </FieldRow>
      <TextField label={names.function} description={w.functionHint} {...form.field('function')} />
      <TextField
        label={names.email}
        type="email"
        inputMode="email"
        autoComplete="off"
        {...form.field('email')}
      />
      <FieldRow>
        <TextField label={names.phone} type="tel" autoComplete="off" {...form.field('phone')} />
        <TextField label={names.mobile} type="tel" autoComplete="off" {...form.field('mobile')} />
      </FieldRow>
      <SelectField
        label={names.preferred_channel}
        {...form.field('preferred_channel')}
        data={[
          { value: '', label: w.noPreference },
          { value: 'email', label: w.channels.email },
          { value: 'phone', label: w.channels.phone },
          { value: 'paper', label: w.channels.paper },
        ]}
      />
      <CheckField
        label={names.main}
        hint={w.mainHint}
        checked={form.values.main}
        onChange={(event) => form.set('main', event.currentTarget.checked)}
      />
      <FieldRow>
        <DateField label={names.from_on} {...form.field('from_on')} />
        <DateField label={names.to_on} {...form.field('to_on')} />
      </FieldRow>
    </FormDialog>
  );
}

/** 202: it was asked for, and the team decides. */
const waits = (saved: Contact | Proposal): saved is Proposal => 'about' in saved;

/** What waits is shown too, in the member's own space. */
const peopleChanged = (client: QueryClient) =>
  Promise.all([
    membersChanged(client),
    ...['profile', 'proposals'].map((first) => client.invalidateQueries({ queryKey: [first] })),
  ]);

/** A new person is sent whole, without its empty fields; a known one by what changed, an emptied field as null. */
function contactChanges<V extends Record<string, string | boolean>>(
  before: V,
  after: V,
  whole: boolean,
): ContactForm {
  const changed = Object.entries(after).filter(([key, value]) =>
    whole ? value !== '' : value !== before[key],
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, value === '' ? null : value]));
}
