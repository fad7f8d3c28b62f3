import type { ComponentProps } from 'react';
import { useWords } from '@/language';
import { TextField } from '@/ui';
import { accountsWords } from './words';

/** The code of the second step. No number pad: a recovery code has letters. */
export function OtpField(props: ComponentProps<typeof TextField>) {
  const w = useWords(accountsWords).signIn;
  return (
    <TextField
      label={w.otp}
      description={w.otpHint}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      {...props}
    />
  );
}
