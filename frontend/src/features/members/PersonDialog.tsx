import { useQueryClient } from '@tanstack/react-query';
import { type Contact, type ContactForm, type MemberPage, useServerForm } from '@/api';
import { useWords } from '@/language';
import { CheckField, DateField, FieldRow, FormDialog, SelectField, TextField, toast } from '@/ui';
import { addContact, changeContact } from './changes';
import { ProvenanceFields } from './ProvenanceFields';
import { peopleChanged, waits } from './people';
import { membersWords } from './words';
import { provenanceWords, wayIn } from './words/provenance';
import { recordWords } from './words/record';

interface PersonDialogProps {
  member: MemberPage;
  contact: Contact | null;
  own: boolean;
  onClose: () => void;
}

export function PersonDialog({ member, contact, own, onClose }: PersonDialogProps) {
  const w = useWords(recordWords).people;
  const names = useWords(membersWords).personNames;
  const provenance = useWords(provenanceWords);
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
    // The way it came in is no answer yet.
    source: wayIn(contact?.source, provenance) ? '' : (contact?.source ?? ''),
    basis: contact?.basis ?? '',
    informed_on: contact?.informed_on ?? '',
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
      errors={form.summary({
        ...names,
        source: provenance.source,
        basis: provenance.basis,
        informed_on: provenance.informedOn,
      })}
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
      {!own && <ProvenanceFields contact={contact} field={form.field} />}
    </FormDialog>
  );
}

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
