import { useEffect, useState } from 'react';
import { type Account, useServerForm } from '@/api';
import { useLanguage, useWords } from '@/language';
import { FieldRow, LinkButton, NoticeLink, PasswordField, TextField } from '@/ui';
import { DoorForm } from './DoorForm';
import { firstAccountWords } from './firstAccountWords';
import { makeFirstAccount } from './queries';

/** Of a password, by the contract. */
const LEAST_LETTERS = 12;

const codeOfAddress = () => window.location.hash.replace(/^#/, '');

/** The first account of a club, with the code that the server printed. The code may come behind `#`, in no log. */
export function FirstAccountForm({ onSignedIn }: { onSignedIn: (account: Account) => void }) {
  const w = useWords(firstAccountWords);
  const language = useLanguage();
  const code = useState(codeOfAddress)[0];
  const form = useServerForm({
    initial: { code, given_name: '', family_name: '', email: '', password: '' },
    send: (values) => makeFirstAccount({ ...values, language }),
    onDone: onSignedIn,
  });
  // Said when the field is left: the server looks at the code first.
  const [left, setLeft] = useState(false);
  const short = left && form.values.password !== '' && form.values.password.length < LEAST_LETTERS;
  const password = form.field('password');
  // The whole address may be pasted where this page is open already: then nothing is loaded anew.
  const { set } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is another function each time and does the same
  useEffect(() => {
    const take = () => codeOfAddress() && set('code', codeOfAddress());
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return (
    <DoorForm
      title={w.title}
      lead={w.lead}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({
        code: w.code,
        given_name: w.given,
        family_name: w.family,
        email: w.email,
        password: w.password,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={
        // Somebody else may have been faster: then the way in is the usual one.
        form.leftovers.length > 0 && (
          <LinkButton look="plain" to="/connexion" search={{}}>
            {w.signIn}
          </LinkButton>
        )
      }
    >
      <TextField
        label={w.code}
        description={w.codeHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...form.field('code')}
      />
      <FieldRow>
        <TextField label={w.given} autoComplete="given-name" {...form.field('given_name')} />
        <TextField label={w.family} autoComplete="family-name" {...form.field('family_name')} />
      </FieldRow>
      <TextField
        label={w.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        {...form.field('email')}
      />
      <PasswordField
        label={w.password}
        description={w.passwordHint}
        autoComplete="new-password"
        {...password}
        error={password.error ?? (short ? w.tooShort(form.values.password.length) : null)}
        onBlur={() => setLeft(true)}
      />
      <p>
        <NoticeLink />
      </p>
    </DoorForm>
  );
}
