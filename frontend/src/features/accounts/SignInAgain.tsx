import { useState } from 'react';
import { type Account, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, ErrorSummary, FieldStack, PasswordField } from '@/ui';
import { OtpField } from './OtpField';
import { signIn, unlessOtpNeeded } from './queries';
import { accountsWords } from './words';

/** Over the page, which keeps what was typed: the request that was refused is sent again by itself. */
export function SignInAgain({ account, onLeave }: { account: Account; onLeave: () => void }) {
  const words = useWords(accountsWords);
  const w = words.again;
  const [asksOtp, setAsksOtp] = useState(false);
  const form = useServerForm({
    initial: { password: '', otp: '' },
    send: ({ password, otp }) => unlessOtpNeeded(signIn(account.email, password, otp || undefined)),
    onDone: (opened) => {
      if (opened === null) setAsksOtp(true);
    },
  });
  return (
    <Dialog
      title={w.title}
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={onLeave}>{w.leave}</Button>
          <Button look="main" type="submit" busy={form.busy}>
            {w.submit}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{w.lead(account.email)}</p>
        <ErrorSummary
          errors={form.summary({ password: words.signIn.password, otp: words.signIn.otp })}
          leftovers={form.leftovers}
        />
        <PasswordField
          label={words.signIn.password}
          autoComplete="current-password"
          {...form.field('password')}
        />
        {asksOtp && <OtpField {...form.field('otp')} />}
      </FieldStack>
    </Dialog>
  );
}
