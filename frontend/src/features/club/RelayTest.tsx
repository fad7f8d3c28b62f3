import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { type MailRelayForm, type MailTest, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, FieldStack, Note, TextField } from '@/ui';
import css from './club.module.css';
import { tryMailRelay } from './relayQueries';
import { setupWords } from './setupWords';

interface TestProps {
  email: string;
  /** What is typed; null for the relay in force. */
  relay: MailRelayForm | null;
  reason: string | null;
  /** What is wrong with what is typed, for its fields. */
  onRefused: (error: unknown) => void;
}

/** Sends one message by what is typed, saved or not, and says what happened. */
export function RelayTest({ email, relay, reason, onRefused }: TestProps) {
  const w = useWords(setupWords).relay;
  const [to, setTo] = useState(email);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<MailTest | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async () => {
    setBusy(true);
    setTold(null);
    setWrong(null);
    try {
      setTold(await tryMailRelay(to.trim(), relay));
    } catch (error) {
      const faults = error instanceof Problem ? (error.body.errors ?? []) : [];
      if (faults.some(({ pointer }) => pointer.startsWith('/relay/'))) onRefused(error);
      else setWrong(faults.find(({ pointer }) => pointer === '/to')?.detail ?? sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={w.testTitle}>
      <FieldStack>
        <p className={css.lead}>{w.testLead}</p>
        <TextField
          id="f-to"
          label={w.testTo}
          type="email"
          inputMode="email"
          value={to}
          error={wrong}
          onChange={(event) => setTo(event.currentTarget.value)}
          // Enter sends this message; it does not save what stands above.
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (!busy && !reason) void send();
          }}
        />
        <div>
          <Button
            busy={busy}
            reason={reason}
            icon={<IconSend size={20} stroke={1.75} aria-hidden />}
            onClick={() => void send()}
          >
            {busy ? w.testing : w.test}
          </Button>
        </div>
        <div role="status">
          {told && (
            <Note tone={told.outcome === 'accepted' ? 'ok' : 'err'}>
              <div className={css.result}>
                <span>{told.detail}</span>
                {told.said && <small>{w.said(told.said)}</small>}
              </div>
            </Note>
          )}
        </div>
      </FieldStack>
    </Card>
  );
}
