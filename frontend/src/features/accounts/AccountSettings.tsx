import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Ability,
  type Account,
  failureOf,
  type MemberRef,
  type SeatRole,
  type StaffRole,
  sentenceOf,
  useServerForm,
} from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  ChoiceField,
  Dialog,
  EmptyState,
  FailureNotice,
  FieldRow,
  FormDialog,
  Skeleton,
  StatusMark,
  Tag,
  TextField,
  toast,
  uiWords,
} from '@/ui';
import { AccountDialog } from './AccountDialog';
import css from './accounts.module.css';
import type { OrganisationPicker } from './organisations';
import {
  accountsQuery,
  disableAccount,
  invite,
  inviteAgain,
  restoreAccount,
  takeSecondFactorAway,
} from './queries';
import { accountsWords } from './words';

const STAFF_ROLES: readonly StaffRole[] = ['admin', 'coordinator', 'reader'];

interface SettingsProps {
  me: Account;
  reason: string | null;
  picker: OrganisationPicker;
}

export function AccountSettings({ me, reason, picker }: SettingsProps) {
  const words = useWords(accountsWords);
  const w = words.list;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const [inviting, setInviting] = useState(false);
  const accounts = useQuery(accountsQuery(q));
  return (
    <Card
      title={w.title}
      action={
        <Button
          look="main"
          reason={reason}
          icon={<IconUserPlus size={20} stroke={1.75} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {w.invite}
        </Button>
      }
    >
      <TextField
        type="search"
        label={w.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {accounts.isPending && <Skeleton lines={6} />}
      {accounts.isError && (
        <FailureNotice failure={failureOf(accounts.error)} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data?.items.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
      <ul className={css.list}>
        {accounts.data?.items.map((account) => (
          <AccountLine
            key={account.id}
            account={account}
            isMe={account.id === me.id}
            reason={reason}
            picker={picker}
          />
        ))}
      </ul>
      {inviting && <InviteDialog picker={picker} onClose={() => setInviting(false)} />}
    </Card>
  );
}

interface LineProps {
  account: Account;
  isMe: boolean;
  reason: string | null;
  picker: OrganisationPicker;
}

function AccountLine({ account, isMe, reason, picker }: LineProps) {
  const words = useWords(accountsWords);
  const w = words.list;
  const ui = useWords(uiWords);
  const days = useDays();
  const client = useQueryClient();
  const run = async (action: () => Promise<unknown>, said: string, undo?: () => Promise<unknown>) => {
    const refresh = () => client.invalidateQueries({ queryKey: ['accounts'] });
    try {
      await action();
      toast({
        text: said,
        ...(undo
          ? {
              undo: async () => {
                await undo();
                await refresh();
              },
            }
          : {}),
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await refresh();
  };
  const { id, name, email, status, abilities } = account;
  const [takingAway, setTakingAway] = useState(false);
  const [changing, setChanging] = useState(false);
  const seats = account.organisations.map((seat) => `${seat.name} (${words.roles[seat.role]})`).join(', ');
  const seen = account.last_sign_in_at ? days.instant(account.last_sign_in_at) : w.never;
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <small>{[email, seats].filter(Boolean).join(' · ')}</small>
        <small>
          {w.lastSeen} : {seen}
        </small>
      </div>
      <StatusMark
        shape={status === 'active' ? 'disc' : status === 'invited' ? 'half' : 'dash'}
        tone={status === 'active' ? 'ok' : status === 'invited' ? 'ciel' : 'quiet'}
      >
        {words.statuses[status]}
      </StatusMark>
      <Tag>{account.role ? words.roles[account.role] : words.roles.none}</Tag>
      <Button
        size="small"
        reason={reason ?? refusal(abilities.edit)}
        aria-label={words.change.title(name)}
        onClick={() => setChanging(true)}
      >
        {words.change.open}
      </Button>
      {status === 'invited' && (
        <Button
          size="small"
          reason={reason}
          onClick={() => void run(() => inviteAgain(id), w.sentAgain(email))}
        >
          {w.again}
        </Button>
      )}
      {account.second_factor && !isMe && (
        <Button size="small" look="plain" reason={reason} onClick={() => setTakingAway(true)}>
          {words.factor.takeAway}
        </Button>
      )}
      {status === 'disabled' ? (
        <Button
          size="small"
          reason={reason}
          onClick={() => void run(() => restoreAccount(id), w.restored(name))}
        >
          {w.restore}
        </Button>
      ) : (
        <Button
          size="small"
          look="plain"
          reason={isMe ? w.self : (reason ?? refusal(abilities.disable))}
          onClick={() =>
            void run(
              () => disableAccount(id),
              w.disabled(name),
              () => restoreAccount(id),
            )
          }
        >
          {w.disable}
        </Button>
      )}
      {changing && (
        <AccountDialog account={account} isMe={isMe} picker={picker} onClose={() => setChanging(false)} />
      )}
      {takingAway && (
        <Dialog
          title={words.factor.takeAwayTitle(name)}
          onClose={() => setTakingAway(false)}
          footer={
            <>
              <Button onClick={() => setTakingAway(false)}>{ui.cancel}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setTakingAway(false);
                  void run(() => takeSecondFactorAway(id), words.factor.takenAway(name));
                }}
              >
                {words.factor.takeAway}
              </Button>
            </>
          }
        >
          <p>{words.factor.takeAwayText}</p>
        </Dialog>
      )}
    </li>
  );
}

/** Why it may not be done; null when it may. */
const refusal = (ability: Ability): string | null => (ability.allowed ? null : (ability.reason ?? '—'));

function InviteDialog({ picker: Picker, onClose }: { picker: OrganisationPicker; onClose: () => void }) {
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
