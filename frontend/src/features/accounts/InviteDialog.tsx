/** Somebody new: with a role in the club, organisations to act for, or both. */
import { useQueryClient } from '@tanstack/react-query';
import { type MemberRef, type SeatRole, type StaffRole, useServerForm } from '@/api';
import { useWords } from '@/language';
import { ChoiceField, FieldRow, FormDialog, TextField, toast } from '@/ui';
import type { OrganisationPicker } from './organisations';
import { invite } from './queries';
import { accountsWords } from './words';

const STAFF_ROLES: readonly StaffRole[] = ['admin', 'coordinator', 'reader'];

export function InviteDialog({
  picker: Picker,
  onClose,
}: {
  picker: OrganisationPicker;
  onClose: () => void;
}) {
  const words = useWords(accountsWords);
  const w = words.inviteForm;
  const client = useQueryClient();
  const form = useServerForm({
    initial: {
      email: '',
      given_name: '',
      family_name: '',
      role: 'coordinator' as StaffRole | 'none',
      organisations: [] as MemberRef[],
    },
    send: ({ role, organisations, ...who }) =>
      invite({
        ...who,
        role: role === 'none' ? null : role,
        organisations: organisations.map(({ id }) => ({ member_id: id, role: 'manager' as SeatRole })),
      }),
    onDone: (_, { email }) => {
      toast({ text: w.sent(email) });
      onClose();
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  // An empty field wants something said, not counted.
  const needed = (name: 'email' | 'given_name' | 'family_name') => {
    const field = form.field(name);
    const isEmpty = form.values[name].trim() === '';
    return field.error && isEmpty ? { ...field, error: w.needed[name] } : field;
  };
  const said = form
    .summary({ email: w.email, given_name: w.given, family_name: w.family, role: w.role })
    .map((one) => {
      const name = one.id.replace(/^f-/, '');
      const isEmpty = name in w.needed && form.values[name as keyof typeof w.needed].trim() === '';
      return isEmpty ? { ...one, message: w.needed[name as keyof typeof w.needed] } : one;
    });
  return (
    <FormDialog
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={said}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.email} type="email" inputMode="email" autoComplete="off" {...needed('email')} />
      <FieldRow>
        <TextField label={w.given} autoComplete="off" {...needed('given_name')} />
        <TextField label={w.family} autoComplete="off" {...needed('family_name')} />
      </FieldRow>
      <ChoiceField
        legend={w.role}
        value={form.values.role}
        onChange={(role) => form.set('role', role)}
        options={[
          ...STAFF_ROLES.map((role) => ({ value: role, label: words.roles[role] })),
          { value: 'none' as const, label: w.noRole },
        ]}
      />
      <Picker
        label={w.organisations}
        hint={w.organisationsHint}
        chosen={form.values.organisations}
        onChange={(chosen) => form.set('organisations', chosen)}
      />
    </FormDialog>
  );
}
