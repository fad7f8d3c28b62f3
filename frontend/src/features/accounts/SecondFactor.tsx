/** Sign-in in two steps: an authenticator reads a secret, a first code puts it in force, codes are kept for the day it is lost. */
import { IconCopy, IconDownload, IconShieldCheck, IconShieldPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type Account, type Enrolment, useServerForm } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  Dialog,
  ErrorSummary,
  FieldStack,
  Note,
  PasswordField,
  StatusMark,
  TextField,
  toast,
  uiWords,
} from '@/ui';
import css from './accounts.module.css';
import { confirmSecondFactor, enrolSecondFactor, refreshMe, turnOffSecondFactor } from './queries';
import { accountsWords } from './words';

export function SecondFactor({ account }: { account: Account }) {
  const w = useWords(accountsWords).factor;
  const [open, setOpen] = useState(false);
  const on = account.second_factor;
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
      <Button
        icon={
          on ? (
            <IconShieldCheck size={20} stroke={1.75} aria-hidden />
          ) : (
            <IconShieldPlus size={20} stroke={1.75} aria-hidden />
          )
        }
        onClick={() => setOpen(true)}
      >
        {on ? w.turnOff : w.turnOn}
      </Button>
      {open && (on ? <TurnOff onClose={() => setOpen(false)} /> : <TurnOn onClose={() => setOpen(false)} />)}
    </Card>
  );
}

interface StepProps {
  onClose: () => void;
}

function TurnOn({ onClose }: StepProps) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  // The account says that it is on only once the codes were seen: before, this dialog would give way to the other.
  const close = () => {
    onClose();
    if (codes) void refreshMe();
  };
  if (codes) return <Codes codes={codes} onClose={close} />;
  if (enrolment) return <Read enrolment={enrolment} onCodes={setCodes} onClose={close} />;
  return <Prove submit="begin" send={enrolSecondFactor} onDone={setEnrolment} onClose={close} />;
}

function TurnOff({ onClose }: StepProps) {
  const w = useWords(accountsWords).factor;
  return (
    <Prove
      submit="turnOff"
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

interface ProveProps<A> extends StepProps {
  submit: 'begin' | 'turnOff';
  send: (password: string) => Promise<A>;
  onDone: (answer: A) => void;
}

/** The password once more: a screen left open must not be enough. */
function Prove<A>({ submit, send, onDone, onClose }: ProveProps<A>) {
  const words = useWords(accountsWords);
  const w = words.factor;
  const ui = useWords(uiWords);
  const form = useServerForm({
    initial: { password: '' },
    send: ({ password }) => send(password),
    onDone,
  });
  return (
    <Dialog
      title={submit === 'begin' ? w.turnOn : w.turnOff}
      onClose={onClose}
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look={submit === 'begin' ? 'main' : 'danger'} type="submit" busy={form.busy}>
            {w[submit]}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{submit === 'begin' ? w.beginText : w.turnOffText}</p>
        <ErrorSummary errors={form.summary({ password: words.signIn.password })} leftovers={form.leftovers} />
        <PasswordField
          label={words.signIn.password}
          autoComplete="current-password"
          data-autofocus
          {...form.field('password')}
        />
      </FieldStack>
    </Dialog>
  );
}

interface ReadProps extends StepProps {
  enrolment: Enrolment;
  onCodes: (codes: string[]) => void;
}

function Read({ enrolment, onCodes, onClose }: ReadProps) {
  const words = useWords(accountsWords);
  const w = words.factor;
  const ui = useWords(uiWords);
  const form = useServerForm({
    initial: { otp: '' },
    send: ({ otp }) => confirmSecondFactor(otp.replace(/\s/g, '')),
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
        <div className={css.enrolment}>
          <img src={enrolment.qr} alt={w.qr} width={200} height={200} />
          <div>
            <p>{w.orType}</p>
            <code>{inFours(enrolment.secret)}</code>
            <a href={enrolment.otpauth_url}>{w.here}</a>
          </div>
        </div>
        <ErrorSummary errors={form.summary({ otp: words.signIn.otp })} leftovers={form.leftovers} />
        <TextField
          label={words.signIn.otp}
          description={w.firstCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          data-autofocus
          {...form.field('otp')}
        />
      </FieldStack>
    </Dialog>
  );
}

/** Easier to copy by eye. */
export function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

function Codes({ codes, onClose }: StepProps & { codes: string[] }) {
  const words = useWords(accountsWords);
  const w = words.factor;
  const text = `${codes.join('\n')}\n`;
  return (
    <Dialog
      title={w.codesTitle}
      onClose={onClose}
      footer={
        <Button look="main" onClick={onClose}>
          {w.kept}
        </Button>
      }
    >
      <FieldStack>
        <Note tone="warn">{w.codesText(codes.length)}</Note>
        <ol className={css.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div className={css.ways}>
          <Button
            icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
            onClick={async () => {
              await navigator.clipboard.writeText(text);
              toast({ text: w.copied });
            }}
          >
            {words.keys.copy}
          </Button>
          <Button
            icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
            onClick={() => save(text, w.fileName)}
          >
            {w.download}
          </Button>
        </div>
      </FieldStack>
    </Dialog>
  );
}

function save(text: string, fileName: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
