import { useState } from 'react';
import { type Account, useServerForm } from '@/api';
import { useWords } from '@/language';
import {
  Card,
  CheckField,
  FieldRow,
  keysAreOn,
  Page,
  PageForm,
  PasswordField,
  setKeysOn,
  TextField,
  toast,
} from '@/ui';
import { Devices } from './Devices';
import { changeMe } from './doors';
import { EmailCard } from './EmailCard';
import { changePassword } from './queries';
import { SecondFactor } from './SecondFactor';
import { accountsWords } from './words';

export function MyAccountPage({ account }: { account: Account }) {
  const w = useWords(accountsWords);
  const role = account.role ? w.roles[account.role] : null;
  return (
    <Page narrow title={w.mine.title} lead={[account.email, role].filter(Boolean).join('\u00a0· ')}>
      <Profile account={account} />
      <EmailCard account={account} />
      <Password />
      <SecondFactor account={account} />
      <Devices />
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
      <PageForm
        submit={w.save}
        busy={form.busy}
        errors={form.summary({ given_name: w.given, family_name: w.family })}
        leftovers={form.leftovers}
        onSubmit={form.submit}
      >
        <FieldRow>
          <TextField label={w.given} autoComplete="given-name" {...form.field('given_name')} />
          <TextField label={w.family} autoComplete="family-name" {...form.field('family_name')} />
        </FieldRow>
      </PageForm>
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
      <PageForm
        submit={w.change}
        quiet
        busy={form.busy}
        errors={form.summary({ current: w.current, new: w.next })}
        leftovers={form.leftovers}
        onSubmit={form.submit}
      >
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
      </PageForm>
    </Card>
  );
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
