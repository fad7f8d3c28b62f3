/** What is filled in to set the second factor up, on a page or in a dialog: the password, then a first code. */
import type { Enrolment, useServerForm } from '@/api';
import { useWords } from '@/language';
import { PasswordField, TextField } from '@/ui';
import css from './accounts.module.css';
import { accountsWords } from './words';

export function ProveField({
  form,
}: {
  form: ReturnType<typeof useServerForm<{ password: string }, unknown>>;
}) {
  const words = useWords(accountsWords);
  return (
    <PasswordField
      label={words.signIn.password}
      autoComplete="current-password"
      data-autofocus
      {...form.field('password')}
    />
  );
}

interface ReadProps {
  enrolment: Enrolment;
  form: ReturnType<typeof useServerForm<{ otp: string }, { recovery_codes: string[] }>>;
}

export function ReadFields({ enrolment, form }: ReadProps) {
  const words = useWords(accountsWords);
  const w = words.factor;
  return (
    <>
      <div className={css.enrolment}>
        <img src={enrolment.qr} alt={w.qr} width={200} height={200} />
        <div>
          <p>{w.orType}</p>
          <code>{inFours(enrolment.secret)}</code>
          <a href={enrolment.otpauth_url}>{w.here}</a>
        </div>
      </div>
      <TextField
        label={words.signIn.otp}
        description={w.firstCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        data-autofocus
        {...form.field('otp')}
      />
    </>
  );
}

/** Easier to copy by eye. */
export function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
