/** Who acts for one organisation: its managers invite, change what somebody may do, and take an access away. */
import { IconUserPlus } from '@tabler/icons-react';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  answer,
  api,
  type Colleague,
  type ColleagueForm,
  failureOf,
  idempotencyKey,
  ifMatch,
  reasonOf,
  type SeatRole,
  sentenceOf,
  useServerForm,
} from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  ChoiceField,
  Dialog,
  FailureNotice,
  FieldRow,
  FormDialog,
  NoticeLink,
  Skeleton,
  Tag,
  TextField,
  toast,
} from '@/ui';
import css from './colleagues.module.css';
import { colleaguesWords } from './words';

const colleaguesQuery = (memberId: string) =>
  queryOptions({
    queryKey: ['colleagues', memberId],
    queryFn: ({ signal }) =>
      answer(api.GET('/members/{id}/colleagues', { params: { path: { id: memberId } }, signal })),
  });
const inviteColleague = (memberId: string, body: ColleagueForm, key: ReturnType<typeof idempotencyKey>) =>
  answer(api.POST('/members/{id}/colleagues', { params: { path: { id: memberId }, header: key }, body }));
const at = (memberId: string, { account_id }: Colleague) => ({ id: memberId, account_id });
const changeRole = (memberId: string, colleague: Colleague, role: SeatRole) =>
  answer(
    api.PATCH('/members/{id}/colleagues/{account_id}', {
      params: { path: at(memberId, colleague), header: ifMatch(colleague.revision) },
      body: { role },
    }),
  );
const removeColleague = (memberId: string, colleague: Colleague) =>
  answer(api.DELETE('/members/{id}/colleagues/{account_id}', { params: { path: at(memberId, colleague) } }));

export function Colleagues({ memberId }: { memberId: string }) {
  const w = useWords(colleaguesWords);
  const client = useQueryClient();
  const found = useQuery(colleaguesQuery(memberId));
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Colleague | null>(null);
  const all = found.data?.items ?? [];
  // Who manages invites, even the last who does; who does not reads why in what they may do with their own seat.
  const me = all.find(({ is_me }) => is_me);
  const refused = me?.role === 'manager' ? null : (me?.abilities.change_role.reason ?? null);
  const refresh = () => client.invalidateQueries({ queryKey: ['colleagues', memberId] });
  const run = async (doing: () => Promise<unknown>, done: string) => {
    try {
      await doing();
      toast({ text: done });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await refresh();
  };
  return (
    <Card
      title={w.title}
      action={
        me && (
          <Button
            icon={<IconUserPlus size={20} stroke={1.75} aria-hidden />}
            reason={refused}
            onClick={() => setInviting(true)}
          >
            {w.invite}
          </Button>
        )
      }
    >
      <p>{w.lead}</p>
      {found.isPending && <Skeleton lines={3} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      <ul className={css.list}>
        {all.map((colleague) => (
          <Line
            key={colleague.account_id}
            colleague={colleague}
            onRole={(role) =>
              void run(() => changeRole(memberId, colleague, role), w.changed(colleague.name))
            }
            onRemove={() => setLeaving(colleague)}
          />
        ))}
      </ul>
      {inviting && (
        <InviteColleague
          memberId={memberId}
          onDone={() => {
            setInviting(false);
            void refresh();
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {leaving && (
        <Dialog
          title={w.sure(leaving.name)}
          onClose={() => setLeaving(null)}
          footer={
            <>
              <Button onClick={() => setLeaving(null)}>{w.keep}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setLeaving(null);
                  void run(() => removeColleague(memberId, leaving), w.removed(leaving.name));
                }}
              >
                {w.remove}
              </Button>
            </>
          }
        >
          <p>{leaving.is_me ? w.sureMe : w.sureText}</p>
        </Dialog>
      )}
    </Card>
  );
}

interface LineProps {
  colleague: Colleague;
  onRole: (role: SeatRole) => void;
  onRemove: () => void;
}

function Line({ colleague, onRole, onRemove }: LineProps) {
  const w = useWords(colleaguesWords);
  const { name, email, role, status, is_me, abilities } = colleague;
  const other: SeatRole = role === 'manager' ? 'contributor' : 'manager';
  return (
    <li>
      <div className={css.who}>
        <span>
          <strong>{name}</strong> {is_me && <>({w.me})</>}
        </span>
        <span>{email}</span>
        <span className={css.signs}>
          <Tag {...(role === 'manager' && { tone: 'brand' as const })}>{w.roles[role]}</Tag>
          {w.statuses[status] && <small>{w.statuses[status]}</small>}
        </span>
      </div>
      <div className={css.actions}>
        <Button
          size="small"
          reason={reasonOf(abilities.change_role)}
          aria-label={other === 'manager' ? w.makeManager(name) : w.makeContributor(name)}
          onClick={() => onRole(other)}
        >
          {w[other]}
        </Button>
        <Button
          size="small"
          look="plain"
          reason={reasonOf(abilities.remove)}
          aria-label={w.removeOf(name)}
          onClick={onRemove}
        >
          {w.remove}
        </Button>
      </div>
    </li>
  );
}

interface InviteProps {
  memberId: string;
  onDone: () => void;
  onClose: () => void;
}

function InviteColleague({ memberId, onDone, onClose }: InviteProps) {
  const w = useWords(colleaguesWords);
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { email: '', given_name: '', family_name: '', role: 'contributor' as SeatRole },
    send: (values) => inviteColleague(memberId, values, key),
    onDone: (_, { email }) => {
      toast({ text: w.sent(email) });
      onDone();
    },
  });
  return (
    <FormDialog
      title={w.inviteTitle}
      submit={w.send}
      busy={form.busy}
      errors={form.summary({ email: w.email, given_name: w.given, family_name: w.family })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.email} type="email" inputMode="email" autoComplete="off" {...form.field('email')} />
      <FieldRow>
        <TextField label={w.given} autoComplete="off" {...form.field('given_name')} />
        <TextField label={w.family} autoComplete="off" {...form.field('family_name')} />
      </FieldRow>
      <ChoiceField
        legend={w.role}
        value={form.values.role}
        onChange={(role) => form.set('role', role)}
        options={(['contributor', 'manager'] as const).map((value) => ({ value, label: w.rolesLong[value] }))}
      />
      <p>
        <NoticeLink />
      </p>
    </FormDialog>
  );
}
