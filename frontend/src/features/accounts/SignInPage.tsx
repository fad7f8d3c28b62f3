import { IconArrowRight, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { type Account, type PublicClub, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { EmptyState, LinkButton, Note, PasswordField, TextField, toast } from '@/ui';
import css from './accounts.module.css';
import { DoorForm } from './DoorForm';
import { OtpField } from './OtpField';
import { askLink, signIn, unlessOtpNeeded } from './queries';
import { accountsWords } from './words';

interface SignInProps {
  way: 'password' | 'link';
  demo: PublicClub['demo'];
  onSignedIn: (account: Account) => void;
}

export function SignInPage({ way, demo, onSignedIn }: SignInProps) {
  return (
    <div className={css.door}>
      {way === 'link' ? <LinkForm /> : <PasswordForm onSignedIn={onSignedIn} />}
      {demo && <DemoDoors accounts={demo.accounts} onSignedIn={onSignedIn} />}
    </div>
  );
}

function PasswordForm({ onSignedIn }: { onSignedIn: (account: Account) => void }) {
  const w = useWords(accountsWords).signIn;
  const [asksOtp, setAsksOtp] = useState(false);
  const form = useServerForm({
    initial: { email: '', password: '', otp: '' },
    send: ({ email, password, otp }) => unlessOtpNeeded(signIn(email, password, otp || undefined)),
    onDone: (account) => (account ? onSignedIn(account) : setAsksOtp(true)),
  });
  return (
    <DoorForm
      title={w.title}
      lead={w.lead}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ email: w.email, password: w.password, otp: w.otp })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={
        <div className={css.ways}>
          <LinkButton
            to="/connexion"
            search={{ par: 'lien' }}
            icon={<IconMail size={20} stroke={1.75} aria-hidden />}
          >
            {w.byLink}
          </LinkButton>
          <LinkButton look="plain" to="/mot-de-passe/oubli">
            {w.forgotten}
          </LinkButton>
          <LinkButton look="plain" to="/adherer">
            {w.join}
          </LinkButton>
        </div>
      }
    >
      <EmailField {...form.field('email')} />
      <PasswordField label={w.password} autoComplete="current-password" {...form.field('password')} />
      {asksOtp && <OtpField {...form.field('otp')} />}
    </DoorForm>
  );
}

function EmailField(props: object) {
  return (
    <TextField
      label={useWords(accountsWords).signIn.email}
      type="email"
      autoComplete="username"
      inputMode="email"
      {...props}
    />
  );
}

function LinkForm() {
  const w = useWords(accountsWords).signIn;
  return <AskByMail title={w.linkTitle} lead={w.linkLead} submit={w.sendLink} ask={askLink} />;
}

interface AskProps {
  title: string;
  lead: string;
  submit: string;
  ask: (email: string) => Promise<unknown>;
}

/** The same answer whether the address is known or not: nobody learns who has an account. */
export function AskByMail({ title, lead, submit, ask }: AskProps) {
  const w = useWords(accountsWords).signIn;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useServerForm({
    initial: { email: '' },
    send: ({ email }) => ask(email),
    onDone: (_, { email }) => setSentTo(email),
  });
  if (sentTo !== null) {
    return (
      <EmptyState
        done
        title={w.sent(sentTo)}
        action={
          <LinkButton to="/connexion" search={{}}>
            {w.back}
          </LinkButton>
        }
      >
        {w.sentHint}
      </EmptyState>
    );
  }
  return (
    <DoorForm
      title={title}
      lead={lead}
      submit={submit}
      busy={form.busy}
      errors={form.summary({ email: w.email })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={
        <LinkButton look="plain" to="/connexion" search={{}}>
          {w.back}
        </LinkButton>
      }
    >
      <EmailField {...form.field('email')} />
    </DoorForm>
  );
}

function DemoDoors({
  accounts,
  onSignedIn,
}: {
  accounts: NonNullable<PublicClub['demo']>['accounts'];
  onSignedIn: (account: Account) => void;
}) {
  const w = useWords(accountsWords).signIn;
  const [busy, setBusy] = useState<string | null>(null);
  const enter = async (email: string, password: string) => {
    setBusy(email);
    try {
      onSignedIn(await signIn(email, password));
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className={css.demo} aria-label={w.demoTitle}>
      <Note>
        <strong>{w.demoTitle}</strong>
        <span>{w.demoLead}</span>
      </Note>
      <ul>
        {accounts.map(({ label, email, password }) => (
          <li key={email}>
            <button
              type="button"
              aria-label={w.demoEnter(label)}
              aria-disabled={busy !== null || undefined}
              onClick={() => busy === null && enter(email, password)}
            >
              <span>
                <strong>{label}</strong>
                <small>{email}</small>
              </span>
              <IconArrowRight size={20} stroke={1.75} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
