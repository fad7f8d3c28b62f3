/** The address one signs in with: another takes its place once a link that goes to it was opened. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, failureOf, sentenceOf, useServerForm } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  FailureNotice,
  FormDialog,
  Note,
  NoticeLink,
  PasswordField,
  TextField,
  toast,
} from '@/ui';
import css from './accounts.module.css';
import { askEmailChange, callOffEmailChange, emailChangeQuery } from './queries';
import { accountsWords, protectionWords } from './words';

export function EmailCard({ account }: { account: Account }) {
  const w = useWords(protectionWords).email;
  const days = useDays();
  const client = useQueryClient();
  const standing = useQuery(emailChangeQuery);
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: emailChangeQuery.queryKey });
  const callOff = async () => {
    try {
      await callOffEmailChange();
      toast({ text: w.calledOff });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await refresh();
  };
  const pending = standing.data?.pending ?? null;
  return (
    <Card title={w.title}>
      <p className={css.explained}>
        <strong>{account.email}</strong>
        <br />
        {w.text}
      </p>
      {standing.isError && (
        <FailureNotice failure={failureOf(standing.error)} onRetry={() => void standing.refetch()} />
      )}
      {pending && (
        <div className={css.waiting}>
          <Note>{w.pending(pending.email, days.instant(pending.expires_at))}</Note>
        </div>
      )}
      <div className={css.actions}>
        <Button onClick={() => setAsking(true)}>{pending ? w.again : w.change}</Button>
        {pending && (
          <Button look="plain" onClick={() => void callOff()}>
            {w.callOff}
          </Button>
        )}
      </div>
      {asking && (
        <AskDialog
          email={pending?.email ?? ''}
          onClose={() => setAsking(false)}
          onAsked={() => void refresh()}
        />
      )}
    </Card>
  );
}

interface AskProps {
  email: string;
  onClose: () => void;
  onAsked: () => void;
}

function AskDialog({ email, onClose, onAsked }: AskProps) {
  const words = useWords(accountsWords);
  const w = useWords(protectionWords).email;
  const form = useServerForm({
    initial: { email, password: '' },
    send: (values) => askEmailChange(values.email, values.password),
    onDone: (_, values) => {
      toast({ text: w.sent(values.email) });
      onClose();
      onAsked();
    },
  });
  return (
    <FormDialog
      title={w.change}
      submit={w.send}
      busy={form.busy}
      errors={form.summary({ email: w.next, password: words.signIn.password })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.changeText}</p>
      <TextField
        label={w.next}
        type="email"
        inputMode="email"
        autoComplete="email"
        {...form.field('email')}
      />
      <PasswordField
        label={words.signIn.password}
        autoComplete="current-password"
        {...form.field('password')}
      />
      <p>
        <NoticeLink />
      </p>
    </FormDialog>
  );
}
