/** The address somebody signs in with, what they may do in the club, and for which organisations; nothing changes before it is saved. */
import { useQueryClient } from '@tanstack/react-query';
import { type Account, type MemberRef, type SeatRole, type StaffRole, useServerForm } from '@/api';
import { useWords } from '@/language';
import { ChoiceField, FormDialog, Note, SelectField, TextField, toast } from '@/ui';
import css from './accounts.module.css';
import type { OrganisationPicker } from './organisations';
import { changeAccount } from './queries';
import { accountsWords } from './words';

const STAFF_ROLES: readonly StaffRole[] = ['admin', 'coordinator', 'reader'];
const SEAT_ROLES: readonly SeatRole[] = ['manager', 'contributor'];

interface Seat extends MemberRef {
  role: SeatRole;
}

/** The seats of those chosen: one that was there keeps its role, a new one manages. */
export function seatsOf(chosen: readonly MemberRef[], before: readonly Seat[]): Seat[] {
  return chosen.map(({ id, name }) => ({
    id,
    name,
    role: before.find((seat) => seat.id === id)?.role ?? 'manager',
  }));
}

interface DialogProps {
  account: Account;
  isMe: boolean;
  picker: OrganisationPicker;
  onClose: () => void;
}

export function AccountDialog({ account, isMe, picker: Picker, onClose }: DialogProps) {
  const words = useWords(accountsWords);
  const w = words.change;
  const client = useQueryClient();
  const form = useServerForm({
    initial: {
      email: account.email,
      role: (account.role ?? 'none') as StaffRole | 'none',
      organisations: account.organisations.map(
        ({ member_id, name, role }): Seat => ({ id: member_id, name, role }),
      ),
    },
    send: ({ email, role, organisations }) => {
      const next = role === 'none' ? null : role;
      return changeAccount(account.id, account.revision, {
        ...(email.trim() === account.email ? {} : { email: email.trim() }),
        ...(next === (account.role ?? null) ? {} : { role: next }),
        organisations: organisations.map(({ id, role: seat }) => ({ member_id: id, role: seat })),
      });
    },
    onDone: () => {
      toast({ text: w.saved(account.name) });
      onClose();
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const { role, organisations } = form.values;
  const becomesAdmin = role === 'admin' && account.role !== 'admin';
  const emailHint = account.abilities.change_email.allowed
    ? w.emailHints[account.status === 'invited' ? 'invited' : 'known']
    : account.abilities.change_email.reason;
  const mayChangeRole = !isMe && account.abilities.change_role.allowed;
  return (
    <FormDialog
      title={w.title(account.name)}
      submit={becomesAdmin ? w.giveAdmin : w.submit}
      busy={form.busy}
      errors={form.summary({ email: w.email, role: w.role, organisations: w.organisations })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField
        label={w.email}
        description={emailHint}
        type="email"
        inputMode="email"
        autoComplete="off"
        readOnly={!account.abilities.change_email.allowed}
        {...form.field('email')}
      />
      {mayChangeRole ? (
        <ChoiceField
          legend={w.role}
          value={role}
          onChange={(next) => form.set('role', next)}
          options={[
            ...STAFF_ROLES.map((one) => ({ value: one, label: words.roles[one] })),
            { value: 'none' as const, label: words.inviteForm.noRole },
          ]}
        />
      ) : (
        <Note>{isMe ? w.ownRole : (account.abilities.change_role.reason ?? w.ownRole)}</Note>
      )}
      {becomesAdmin && <Note tone="warn">{w.adminText(account.name)}</Note>}
      <Picker
        label={w.organisations}
        hint={w.organisationsHint}
        chosen={organisations}
        onChange={(chosen) => form.set('organisations', seatsOf(chosen, organisations))}
      />
      {organisations.length > 0 && (
        <ul className={css.seats}>
          {organisations.map((seat) => (
            <li key={seat.id}>
              <SelectField
                label={w.seat(seat.name)}
                value={seat.role}
                onChange={(event) => {
                  const next = event.currentTarget.value as SeatRole;
                  form.set(
                    'organisations',
                    organisations.map((one) => (one.id === seat.id ? { ...one, role: next } : one)),
                  );
                }}
                data={SEAT_ROLES.map((one) => ({ value: one, label: w.seatRoles[one] }))}
              />
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
