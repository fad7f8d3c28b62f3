/** A message as it would be read, in a frame without scripts, and why it did not leave. */
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, Dialog, Fact, Facts, FailureNotice, Note, Skeleton, useCopy } from '@/ui';
import { operationsWords } from '../../operationsWords';
import { MailRetry } from './MailRetry';
import css from './operations.module.css';
import { deliveryQuery } from './queries';

export function MailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(operationsWords).mails;
  const days = useDays();
  const query = useQuery(deliveryQuery(id));
  const mail = query.data;
  const hidden = mail && !mail.text && !mail.html;
  return (
    <Dialog shape="large" title={mail?.subject ?? '…'} onClose={onClose}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <FailureNotice failure={failureOf(query.error)} />}
      {mail && (
        <div className={css.list}>
          <Facts>
            <Fact name={w.to}>{mail.to_name ? `${mail.to_name} <${mail.to}>` : mail.to}</Fact>
            <Fact name={w.purpose}>{w.purposes[mail.purpose] ?? mail.purpose}</Fact>
            <Fact name={w.state}>
              {w.states[mail.state]}
              {mail.attempts > 0 && `, ${w.tries(mail.attempts)}`}
            </Fact>
            <Fact name={w.when}>{days.instant(mail.sent_at ?? mail.created_at)}</Fact>
          </Facts>
          {mail.trouble && (
            <Note tone="warn">
              <p>{mail.trouble.detail}</p>
              {mail.last_error && (
                <p className={css.answer}>
                  {w.answer} : <code>{mail.last_error}</code>
                </p>
              )}
              {mail.next_attempt_at && <p>{w.retryAt(days.instant(mail.next_attempt_at))}</p>}
              <MailRetry mail={mail} />
            </Note>
          )}
          {hidden && <p className={css.lead}>{w.hidden}</p>}
          {!hidden && (
            <Card>
              {/* The text first: its links work, those of the sandboxed frame don't. */}
              {mail.text ? (
                <Letter text={mail.text} />
              ) : (
                <iframe
                  className={css.frame}
                  title={w.content(mail.subject)}
                  sandbox=""
                  srcDoc={mail.html ?? ''}
                />
              )}
            </Card>
          )}
        </div>
      )}
    </Dialog>
  );
}

const LINK = /(https?:\/\/\S+)/;

/** The words of a message: its links can be followed, and copied to be handed over. */
function Letter({ text }: { text: string }) {
  const w = useWords(operationsWords).mails;
  const copy = useCopy();
  const parts = text.split(LINK);
  const links = [...new Set(parts.filter((_, at) => at % 2 === 1))];
  return (
    <>
      <pre className={css.text}>
        {parts.map((part, at) =>
          at % 2 === 1 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that stands still
            <a key={at} href={part} target="_blank" rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </pre>
      {links.length > 0 && (
        <div className={css.ways}>
          {links.map((link) => (
            <Button
              key={link}
              icon={<IconCopy size={18} stroke={1.75} aria-hidden />}
              onClick={() => void copy(link, w.linkCopied)}
            >
              {links.length === 1 ? w.copyLink : `${w.copyLink} (${new URL(link).pathname})`}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
