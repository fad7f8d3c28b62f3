/** Sign-in in two steps: an authenticator reads a secret, a first code puts it in force, codes are kept for the day it is lost. */
import { IconDeviceMobile, IconListNumbers, IconShieldOff, IconShieldPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, type Enrolment, reasonOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Card, Dialog, ErrorSummary, FieldStack, Note, StatusMark, toast, uiWords } from '@/ui';
import css from './accounts.module.css';
import {
  confirmSecondFactor,
  enrolSecondFactor,
  refreshMe,
  renewRecoveryCodes,
  secondFactorQuery,
  turnOffSecondFactor,
} from './queries';
import { RecoveryCodes } from './RecoveryCodes';
import { ProveField, ReadFields } from './SecondFactorSteps';
import { accountsWords, protectionWords } from './words';

type Doing = 'turnOn' | 'replace' | 'renew' | 'turnOff';

/** Fewer codes than this, and it is time for new ones. */
const FEW = 4;

export function SecondFactor({ account }: { account: Account }) {
  const w = useWords(accountsWords).factor;
  const more = useWords(protectionWords).factor;
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const on = account.second_factor;
  const standing = useQuery(secondFactorQuery);
  const left = standing.data?.recovery_codes_left;
  const off = account.abilities.turn_off_second_factor;
  const close = () => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
  };
  const props = { email: account.email, onClose: close };
  return (
    <Card
      title={w.title}
      action={
        <StatusMark shape={on ? 'disc' : 'ring'} tone={on ? 'ok' : 'quiet'}>
          {on ? w.isOn : w.isOff}
        </StatusMark>
      }
    >
      <p className={css.explained}>{on ? w.onText : w.offText}</p>
      {account.second_factor_required && (
        <div className={css.waiting}>
          <Note tone={on ? 'info' : 'warn'}>{on ? more.required : more.requiredSoon}</Note>
        </div>
      )}
      {on && left !== undefined && (
        <p className={css.explained}>
          {more.left(left)} {left < FEW && more.fewLeft}
        </p>
      )}
      <div className={css.actions}>
        {!on && (
          <Button
            icon={<IconShieldPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => setDoing('turnOn')}
          >
            {w.turnOn}
          </Button>
        )}
        {on && (
          <>
            <Button
              icon={<IconListNumbers size={20} stroke={1.75} aria-hidden />}
              onClick={() => setDoing('renew')}
            >
              {more.renew}
            </Button>
            <Button
              icon={<IconDeviceMobile size={20} stroke={1.75} aria-hidden />}
              onClick={() => setDoing('replace')}
            >
              {more.replace}
            </Button>
            <Button
              look="plain"
              icon={<IconShieldOff size={20} stroke={1.75} aria-hidden />}
              reason={reasonOf(off)}
              onClick={() => setDoing('turnOff')}
            >
              {w.turnOff}
            </Button>
          </>
        )}
      </div>
      {(doing === 'turnOn' || doing === 'replace') && <SetUp {...props} replaces={doing === 'replace'} />}
      {doing === 'renew' && <Renew {...props} />}
      {doing === 'turnOff' && <TurnOff {...props} />}
    </Card>
  );
}

interface StepProps {
  email: string;
  onClose: () => void;
}

function SetUp({ email, onClose, replaces }: StepProps & { replaces: boolean }) {
  const w = useWords(accountsWords).factor;
  const more = useWords(protectionWords).factor;
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  // The account says that it is on only once the codes were seen.
  const close = () => {
    onClose();
    if (codes) void refreshMe();
  };
  if (codes)
    return (
      <Codes
        title={w.codesTitle}
        text={w.codesText(codes.length)}
        codes={codes}
        email={email}
        onClose={close}
      />
    );
  if (enrolment) return <Read enrolment={enrolment} onCodes={setCodes} onClose={close} />;
  return (
    <Prove
      title={replaces ? more.replace : w.turnOn}
      text={replaces ? more.replaceText : w.beginText}
      submit={w.begin}
      send={enrolSecondFactor}
      onDone={setEnrolment}
      onClose={close}
    />
  );
}

function Renew({ email, onClose }: StepProps) {
  const w = useWords(accountsWords).factor;
  const more = useWords(protectionWords).factor;
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes)
    return (
      <Codes
        title={more.renewTitle}
        text={more.renewed(codes.length)}
        codes={codes}
        email={email}
        onClose={onClose}
      />
    );
  return (
    <Prove
      title={more.renew}
      text={more.renewText}
      submit={w.begin}
      send={renewRecoveryCodes}
      onDone={({ recovery_codes }) => setCodes(recovery_codes)}
      onClose={onClose}
    />
  );
}

function TurnOff({ onClose }: StepProps) {
  const w = useWords(accountsWords).factor;
  return (
    <Prove
      title={w.turnOff}
      text={w.turnOffText}
      submit={w.turnOff}
      danger
      send={turnOffSecondFactor}
      onDone={() => {
        toast({ text: w.off });
        onClose();
        void refreshMe();
      }}
      onClose={onClose}
    />
  );
}

interface ProveProps<A> {
  title: string;
  text: string;
  submit: string;
  danger?: boolean;
  send: (password: string) => Promise<A>;
  onDone: (answer: A) => void;
  onClose: () => void;
}

/** The password once more: a screen left open must not be enough. */
function Prove<A>({ title, text, submit, danger = false, send, onDone, onClose }: ProveProps<A>) {
  const words = useWords(accountsWords);
  const ui = useWords(uiWords);
  const form = useServerForm<{ password: string }, A>({
    initial: { password: '' },
    send: ({ password }) => send(password),
    onDone,
  });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look={danger ? 'danger' : 'main'} type="submit" busy={form.busy}>
            {submit}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{text}</p>
        <ErrorSummary errors={form.summary({ password: words.signIn.password })} leftovers={form.leftovers} />
        <ProveField form={form} />
      </FieldStack>
    </Dialog>
  );
}

interface ReadProps {
  enrolment: Enrolment;
  onCodes: (codes: string[]) => void;
  onClose: () => void;
}

function Read({ enrolment, onCodes, onClose }: ReadProps) {
  const words = useWords(accountsWords);
  const w = words.factor;
  const ui = useWords(uiWords);
  const form = useServerForm({
    initial: { otp: '' },
    send: ({ otp }) => confirmSecondFactor(otp),
    onDone: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  return (
    <Dialog
      title={w.readTitle}
      onClose={onClose}
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="main" type="submit" busy={form.busy}>
            {w.confirm}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{w.readText}</p>
        <ErrorSummary errors={form.summary({ otp: words.signIn.otp })} leftovers={form.leftovers} />
        <ReadFields enrolment={enrolment} form={form} />
      </FieldStack>
    </Dialog>
  );
}

interface CodesProps extends StepProps {
  title: string;
  text: string;
  codes: string[];
}

function Codes({ title, text, codes, email, onClose }: CodesProps) {
  const w = useWords(accountsWords).factor;
  return (
    // They are shown this once: no key and no press beside it takes them away.
    <Dialog
      title={title}
      footer={
        <Button look="main" onClick={onClose}>
          {w.kept}
        </Button>
      }
    >
      <FieldStack>
        <Note tone="warn">{text}</Note>
        <RecoveryCodes codes={codes} email={email} />
      </FieldStack>
    </Dialog>
  );
}
