/**
 * What the pages behind links of mails have in common: the token stands after `#`, in no server log; nothing happens before
 * one presses; whoever goes on to another step is told where they are.
 */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type EventLink, failureOf, Problem, sentenceOf } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Card, Fact, Facts, FailureNotice, Note, Skeleton } from '@/ui';
import { useWhen } from '../when';
import { eventsWords } from '../words';
import css from './links.module.css';
import { linkQuery } from './queries';
import { linksWords } from './words';

export function useLink() {
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const first = useQuery(linkQuery(token));
  const [told, setTold] = useState<EventLink | null>(null);
  return { token, first, link: told ?? first.data ?? null, setTold };
}

interface FrameProps {
  title: string;
  /** What is on the page now: when it is another, the title takes the focus. */
  step: string;
  found: ReturnType<typeof useLink>;
  children: ReactNode;
}

export function LinkFrame({ title, step, found: { token, first, link }, children }: FrameProps) {
  const w = useWords(linksWords);
  const spent = token === '' || (first.error instanceof Problem && first.error.status === 422);
  return (
    <div className={css.page}>
      <StepTitle step={step}>{title}</StepTitle>
      {spent && <Note tone="warn">{token === '' ? w.noToken : sentenceOf(first.error)}</Note>}
      {!spent && first.isPending && <Skeleton lines={6} />}
      {!spent && first.isError && (
        <FailureNotice failure={failureOf(first.error)} onRetry={() => void first.refetch()} />
      )}
      {link && children}
      {link?.contact_email && (
        <p className={css.hint}>
          {w.write} <a href={`mailto:${link.contact_email}`}>{link.contact_email}</a>
        </p>
      )}
    </div>
  );
}

export function StepTitle({ step, children }: { step: string; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    document.title = `${children} · Maillage`;
  }, [children]);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    heading.current?.focus();
  }, [step]);
  return (
    <header>
      <h1 tabIndex={-1} ref={heading}>
        {children}
      </h1>
    </header>
  );
}

/** The event in short: what, when, where. */
export function LinkEvent({ link }: { link: EventLink }) {
  const w = useWords(linksWords);
  const { kinds } = useWords(eventsWords);
  const club = useQuery(publicClubQuery).data?.name;
  const when = useWhen();
  const { event } = link;
  return (
    <Card title={event.title}>
      {link.summary && <p className={css.summary}>{link.summary}</p>}
      <Facts>
        <Fact name={w.when}>{when(event)}</Fact>
        {event.place && <Fact name={w.where}>{event.place}</Fact>}
        {link.online_url && (
          <Fact name={w.online}>
            <a href={link.online_url} rel="noopener">
              {link.online_url}
            </a>
          </Fact>
        )}
        <Fact name={w.kind}>{[kinds[event.kind], club].filter(Boolean).join(', ')}</Fact>
      </Facts>
    </Card>
  );
}
