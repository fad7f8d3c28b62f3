/** The pages that links in messages lead to. The token stands after `#`, so that it reaches no server log. */
import { useState } from 'react';
import { type Account, useAccount, useServerForm } from '@/api';
import { useWords } from '@/language';
import { EmptyState, FieldRow, LinkButton, Note, NoticeLink, PasswordField, TextField } from '@/ui';
import css from './accounts.module.css';
import { DoorForm } from './DoorForm';
import { OtpField } from './OtpField';
import {
  acceptInvitation,
  askReset,
  confirmEmailChange,
  redeemLink,
  refreshMe,
  resetPassword,
  unlessOtpNeeded,
} from './queries';
import { AskByMail } from './SignInPage';
import { accountsWords, protectionWords } from './words';

interface TokenProps {
  onSignedIn: (account: Account) => void;
}

function useToken(): string {
  // Read once: the router may clean the address afterwards.
  return useState(() => window.location.hash.replace(/^#/, ''))[0];
}

interface FormProps<V extends object> extends TokenProps {
  title: string;
  lead: string;
  submit: string;
  initial: V;
  labels: Partial<Record<keyof V & string, string>>;
  send: (token: string, values: V, otp: string | undefined) => Promise<Account>;
  children: (field: (name: keyof V & string) => object) => React.ReactNode;
}

function TokenForm<V extends object>({
  title,
  lead,
  submit,
  initial,
  labels,
  send,
  onSignedIn,
  children,
}: FormProps<V>) {
  const w = useWords(accountsWords);
  const token = useToken();
  const [asksOtp, setAsksOtp] = useState(false);
  const form = useServerForm<V & { otp: string }, Account | null>({
    initial: { ...initial, otp: '' },
    send: (values) => unlessOtpNeeded(send(token, values, values.otp || undefined)),
    onDone: (account) => (account ? onSignedIn(account) : setAsksOtp(true)),
  });
  const back = (
    <LinkButton look="plain" to="/connexion" search={{}}>
      {w.signIn.back}
    </LinkButton>
  );
  if (token === '') {
    return (
      <div className={css.form}>
        <header>
          <h1 tabIndex={-1}>{title}</h1>
        </header>
        <Note tone="warn">{w.noToken}</Note>
        {back}
      </div>
    );
  }
  return (
    <DoorForm
      title={title}
      lead={lead}
      submit={submit}
      busy={form.busy}
      errors={form.summary({ ...labels, otp: w.signIn.otp } as Parameters<typeof form.summary>[0])}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={back}
    >
      {children(form.field)}
      {asksOtp && <OtpField {...form.field('otp')} />}
    </DoorForm>
  );
}

/** Confirmed by a press: mail scanners open links, they don't press (nothing with an effect hangs on a GET). */
export function RedeemLinkPage({ onSignedIn }: TokenProps) {
  const w = useWords(accountsWords).redeem;
  return (
    <TokenForm
      {...w}
      initial={{}}
      labels={{}}
      send={(token, _, otp) => redeemLink(token, otp)}
      onSignedIn={onSignedIn}
    >
      {() => null}
    </TokenForm>
  );
}

export function ForgottenPage() {
  const w = useWords(accountsWords).forgotten;
  return <AskByMail {...w} ask={askReset} />;
}

export function ResetPage({ onSignedIn }: TokenProps) {
  const w = useWords(accountsWords).reset;
  return (
    <TokenForm
      title={w.title}
      lead={w.lead}
      submit={w.submit}
      initial={{ password: '' }}
      labels={{ password: w.password }}
      send={(token, { password }, otp) => resetPassword(token, password, otp)}
      onSignedIn={onSignedIn}
    >
      {(field) => <PasswordField label={w.password} autoComplete="new-password" {...field('password')} />}
    </TokenForm>
  );
}

/** Confirmed by a press, as every link of a mail. Whoever is signed in here sees the new address at once. */
export function ConfirmEmailPage() {
  const w = useWords(protectionWords).email;
  const words = useWords(accountsWords);
  const account = useAccount();
  const token = useToken();
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const form = useServerForm({
    initial: { token },
    send: () => confirmEmailChange(token),
    onDone: ({ email }) => {
      setConfirmed(email);
      if (account) void refreshMe();
    },
  });
  const on = account ? (
    <LinkButton to="/mon-compte">{w.toAccount}</LinkButton>
  ) : (
    <LinkButton to="/connexion" search={{}}>
      {words.signIn.submit}
    </LinkButton>
  );
  if (confirmed !== null) {
    return (
      <EmptyState done title={w.confirmed(confirmed)} action={on}>
        {w.confirmedText}
      </EmptyState>
    );
  }
  if (token === '') {
    return (
      <div className={css.form}>
        <header>
          <h1 tabIndex={-1}>{w.confirmTitle}</h1>
        </header>
        <Note tone="warn">{words.noToken}</Note>
        {on}
      </div>
    );
  }
  return (
    <DoorForm
      title={w.confirmTitle}
      lead={w.confirmLead}
      submit={w.confirm}
      busy={form.busy}
      errors={form.summary({ token: w.confirmTitle })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={on}
    >
      {null}
    </DoorForm>
  );
}

export function InvitationPage({ onSignedIn }: TokenProps) {
  const words = useWords(accountsWords);
  const w = words.invitation;
  return (
    <TokenForm
      title={w.title}
      lead={w.lead}
      submit={w.submit}
      initial={{ given_name: '', family_name: '', password: '' }}
      labels={{ given_name: w.given, family_name: w.family, password: words.signIn.password }}
      send={(token, { password, given_name, family_name }) =>
        acceptInvitation({
          token,
          password,
          ...(given_name ? { given_name } : {}),
          ...(family_name ? { family_name } : {}),
        })
      }
      onSignedIn={onSignedIn}
    >
      {(field) => (
        <>
          <FieldRow>
            <TextField label={w.given} autoComplete="given-name" {...field('given_name')} />
            <TextField label={w.family} autoComplete="family-name" {...field('family_name')} />
          </FieldRow>
          <PasswordField
            label={words.signIn.password}
            description={words.mine.nextHint}
            autoComplete="new-password"
            {...field('password')}
          />
          <p>
            <NoticeLink />
          </p>
        </>
      )}
    </TokenForm>
  );
}
