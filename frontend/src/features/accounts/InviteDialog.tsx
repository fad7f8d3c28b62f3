/** Somebody new: with a role in the club, organisations to act for, or both. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type MemberRef, type SeatRole, type StaffRole, useServerForm } from '@/api';
import { useWords } from '@/language';
import { ChoiceField, FieldRow, FormDialog, TextField, toast } from '@/ui';
import { mailTold } from './mailTold';
import type { OrganisationPicker } from './organisations';
import { invite } from './queries';
import { accountsWords } from './words';

/** Enough to tell what is no address at all; the server judges the others. */
const SHAPE = /^\S+@\S+\.\S+$/;
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
  const navigate = useNavigate();
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
      const go = () => navigate({ to: '/reglages/fonctionnement', search: { pour: 'invitation' } });
      void mailTold(client, w, email, go).then(toast);
      onClose();
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  /** An empty field wants something said, not counted; an address is looked at only once the rest can be read. */
  const wrong = (name: keyof typeof w.needed): string | undefined => {
    const value = form.values[name].trim();
    if (value === '') return form.errors[name] && w.needed[name];
    const refused = Object.keys(form.errors).length > 0;
    return form.errors[name] ?? (name === 'email' && refused && !SHAPE.test(value) ? w.misshapen : undefined);
  };
  const needed = (name: keyof typeof w.needed) => {
    const error = wrong(name);
    return error ? { ...form.field(name), error } : form.field(name);
  };
  const labels = { email: w.email, given_name: w.given, family_name: w.family };
  const said = [
    ...(Object.keys(labels) as (keyof typeof labels)[]).flatMap((name) => {
      const message = wrong(name);
      return message ? [{ id: `f-${name}`, label: labels[name], message }] : [];
    }),
    ...form.summary({ role: w.role }),
  ];
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
