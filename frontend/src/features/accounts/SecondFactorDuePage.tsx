/** The club demands the second step: it is set up here, in three steps, before anything else opens. */
import { useState } from 'react';
import { type Account, type Enrolment, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, LinkButton } from '@/ui';
import css from './accounts.module.css';
import { DoorForm } from './DoorForm';
import { confirmSecondFactor, enrolSecondFactor, refreshMe } from './queries';
import { RecoveryCodes } from './RecoveryCodes';
import { ProveField, ReadFields } from './SecondFactorSteps';
import { accountsWords, protectionWords } from './words';

interface DueProps {
  account: Account;
  onDone: () => void;
  onLeave: () => void;
}

export function SecondFactorDuePage({ account, onDone, onLeave }: DueProps) {
  const w = useWords(protectionWords).due;
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const leave = (
    <Button look="plain" onClick={onLeave}>
      {w.leave}
    </Button>
  );
  if (codes) return <Keep codes={codes} email={account.email} onDone={onDone} />;
  if (enrolment) return <Read enrolment={enrolment} onCodes={setCodes} leave={leave} />;
  return <Prove onEnrolment={setEnrolment} leave={leave} />;
}

interface StepProps {
  leave: React.ReactNode;
}

function Prove({ onEnrolment, leave }: StepProps & { onEnrolment: (enrolment: Enrolment) => void }) {
  const words = useWords(accountsWords);
  const w = useWords(protectionWords).due;
  const form = useServerForm<{ password: string }, Enrolment>({
    initial: { password: '' },
    send: ({ password }) => enrolSecondFactor(password),
    onDone: onEnrolment,
  });
  return (
    <DoorForm
      title={w.title}
      lead={w.lead}
      submit={w.begin}
      busy={form.busy}
      errors={form.summary({ password: words.signIn.password })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={
        <div className={css.ways}>
          <LinkButton look="plain" to="/mot-de-passe/oubli">
            {w.noPassword}
          </LinkButton>
          {leave}
        </div>
      }
    >
      <p className={css.step}>{w.step(1)}</p>
      <p>{w.needed}</p>
      <ProveField form={form} />
    </DoorForm>
  );
}

interface ReadProps extends StepProps {
  enrolment: Enrolment;
  onCodes: (codes: string[]) => void;
}

function Read({ enrolment, onCodes, leave }: ReadProps) {
  const words = useWords(accountsWords);
  const w = useWords(protectionWords).due;
  const form = useServerForm({
    initial: { otp: '' },
    send: ({ otp }) => confirmSecondFactor(otp),
    onDone: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  return (
    <DoorForm
      title={words.factor.readTitle}
      lead={words.factor.readText}
      submit={words.factor.confirm}
      busy={form.busy}
      errors={form.summary({ otp: words.signIn.otp })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      ways={<div className={css.ways}>{leave}</div>}
    >
      <p className={css.step}>{w.step(2)}</p>
      <ReadFields enrolment={enrolment} form={form} />
    </DoorForm>
  );
}

function Keep({ codes, email, onDone }: { codes: string[]; email: string; onDone: () => void }) {
  const words = useWords(accountsWords).factor;
  const w = useWords(protectionWords).due;
  return (
    <DoorForm
      title={words.codesTitle}
      lead={words.codesText(codes.length)}
      submit={w.enter}
      busy={false}
      errors={[]}
      leftovers={[]}
      // The account says that it is done only now: before, this page would give way to the next.
      onSubmit={async () => {
        await refreshMe();
        onDone();
      }}
      ways={null}
    >
      <p className={css.step}>{w.step(3)}</p>
      <RecoveryCodes codes={codes} email={email} />
    </DoorForm>
  );
}
