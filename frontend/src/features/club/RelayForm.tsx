import { useQueryClient } from '@tanstack/react-query';
import { type MailRelay, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Card, ChoiceField, FieldRow, FieldStack, PageForm, PasswordField, TextField, toast } from '@/ui';
import css from './club.module.css';
import { RelayTest } from './RelayTest';
import { formOf, passwordIsKept, portFor, SECURITIES, valuesOf } from './relay';
import { mailRelayQuery, putMailRelay } from './relayQueries';
import { setupWords } from './setupWords';

interface FormProps {
  relay: MailRelay;
  email: string;
  save?: string;
  onSaved?: () => void;
}

export function RelayForm({ relay, email, save, onSaved }: FormProps) {
  const w = useWords(setupWords).relay;
  const client = useQueryClient();
  const form = useServerForm({
    initial: valuesOf(relay),
    send: (values) => putMailRelay(relay.revision, formOf(values)),
    onDone: (next) => {
      client.setQueryData(mailRelayQuery.queryKey, next);
      toast({ text: w.saved });
      onSaved?.();
    },
    onStale: () => toast({ text: w.stale, tone: 'error' }),
  });
  const { change, test } = relay.abilities;
  return (
    <PageForm
      of="cards"
      submit={save ?? w.save}
      busy={form.busy}
      reason={change?.reason ?? null}
      errors={form.summary({
        host: w.host,
        port: w.port,
        security: w.security,
        username: w.username,
        password: w.password,
        sender: w.sender,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      <Card title={w.title}>
        <FieldStack>
          <p className={css.lead}>{w.lead}</p>
          <FieldRow>
            <TextField
              label={w.host}
              description={w.hostHint}
              autoComplete="off"
              spellCheck={false}
              inputMode="url"
              {...form.field('host')}
            />
            <TextField
              label={w.port}
              description={'\u00a0'}
              inputMode="numeric"
              autoComplete="off"
              {...form.field('port')}
            />
          </FieldRow>
          <ChoiceField
            id="f-security"
            legend={w.security}
            value={form.values.security}
            options={SECURITIES.map((value) => ({ value, label: w.securities[value] }))}
            onChange={(security) => {
              form.set('security', security);
              form.set('port', portFor(security, form.values.port));
            }}
            error={form.errors.security}
          />
          <FieldRow>
            <TextField
              label={w.username}
              description={w.usernameHint}
              autoComplete="off"
              spellCheck={false}
              {...form.field('username')}
            />
            <PasswordField
              label={w.password}
              description={passwordIsKept(relay, form.values) ? w.passwordKept : w.passwordHint}
              autoComplete="new-password"
              {...form.field('password')}
            />
          </FieldRow>
          <TextField
            label={w.sender}
            description={w.senderHint}
            type="email"
            inputMode="email"
            autoComplete="off"
            {...form.field('sender')}
          />
        </FieldStack>
      </Card>
      <RelayTest
        email={email}
        relay={formOf(form.values)}
        reason={test?.reason ?? null}
        onRefused={(error) => form.refuse(error, 'relay.')}
      />
    </PageForm>
  );
}
