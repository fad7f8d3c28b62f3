import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, failureOf, sentenceOf, useServerForm } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  CheckField,
  ErrorSummary,
  FailureNotice,
  FieldRow,
  FieldStack,
  keysAreOn,
  Page,
  PasswordField,
  Skeleton,
  setKeysOn,
  Tag,
  TextField,
  toast,
} from '@/ui';
import css from './accounts.module.css';
import { changeMe, changePassword, endSession, sessionsQuery } from './queries';
import { SecondFactor } from './SecondFactor';
import { accountsWords } from './words';

export function MyAccountPage({ account }: { account: Account }) {
  const w = useWords(accountsWords);
  const role = account.role ? w.roles[account.role] : null;
  return (
    <Page narrow title={w.mine.title} lead={[account.email, role].filter(Boolean).join(' · ')}>
      <Profile account={account} />
      <Password />
      <SecondFactor account={account} />
      <Sessions />
      <Keys />
    </Page>
  );
}

function Profile({ account }: { account: Account }) {
  const w = useWords(accountsWords).mine;
  const form = useServerForm({
    initial: { given_name: account.given_name, family_name: account.family_name },
    send: (values) => changeMe(account.revision, values),
    onDone: () => toast({ text: w.saved }),
  });
  return (
    <Card title={w.profile}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <FieldStack>
          <ErrorSummary
            errors={form.summary({ given_name: w.given, family_name: w.family })}
            leftovers={form.leftovers}
          />
          <FieldRow>
            <TextField label={w.given} autoComplete="given-name" {...form.field('given_name')} />
            <TextField label={w.family} autoComplete="family-name" {...form.field('family_name')} />
          </FieldRow>
          <div>
            <Button type="submit" look="main" busy={form.busy}>
              {w.save}
            </Button>
          </div>
        </FieldStack>
      </form>
    </Card>
  );
}

function Password() {
  const w = useWords(accountsWords).mine;
  const form = useServerForm({
    initial: { current: '', new: '' },
    send: (values) => changePassword(values.current, values.new),
    onDone: () => {
      form.reset();
      toast({ text: w.changed });
    },
  });
  return (
    <Card title={w.password}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <FieldStack>
          <ErrorSummary
            errors={form.summary({ current: w.current, new: w.next })}
            leftovers={form.leftovers}
          />
          <FieldRow>
            <PasswordField
              label={w.current}
              description={'\u00a0'}
              autoComplete="current-password"
              {...form.field('current')}
            />
            <PasswordField
              label={w.next}
              description={w.nextHint}
              autoComplete="new-password"
              {...form.field('new')}
            />
          </FieldRow>
          <div>
            <Button type="submit" busy={form.busy}>
              {w.change}
            </Button>
          </div>
        </FieldStack>
      </form>
    </Card>
  );
}

function Sessions() {
  const w = useWords(accountsWords).mine;
  const days = useDays();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const end = async (id: string) => {
    try {
      await endSession(id);
      toast({ text: w.ended });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  return (
    <Card title={w.sessions}>
      {sessions.isPending && <Skeleton lines={3} />}
      {sessions.isError && (
        <FailureNotice failure={failureOf(sessions.error)} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <ul className={css.list}>
          {sessions.data.items.map((item) => (
            <li key={item.id}>
              <div>
                {deviceOf(item.user_agent) ?? w.unknownDevice}{' '}
                {item.current && <Tag tone="brand">{w.here}</Tag>}
                <small>{w.seen(days.instant(item.last_used_at ?? item.created_at))}</small>
              </div>
              {!item.current && (
                <Button size="small" onClick={() => void end(item.id)}>
                  {w.end}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** « Firefox, Windows » out of a User-Agent. */
export function deviceOf(agent: string | null): string | null {
  if (!agent) return null;
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : (/(Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? agent.split('/')[0] ?? agent);
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  return system ? `${browser}, ${system.replace('Mac OS X', 'macOS')}` : browser;
}

function Keys() {
  const w = useWords(accountsWords).mine;
  const [on, setOn] = useState(keysAreOn);
  return (
    <Card>
      <CheckField
        label={w.keys}
        hint={w.keysHint}
        checked={on}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          setKeysOn(event.currentTarget.checked);
        }}
      />
    </Card>
  );
}
