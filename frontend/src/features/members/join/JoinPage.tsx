/** Asking to join the club: three short steps, on a phone first. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf, type JoinAsked, Problem, problemToFormErrors, sentenceOf, useFields } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, EmptyState, ErrorSummary, FailureNotice, Skeleton } from '@/ui';
import { JoinSent } from './JoinSent';
import css from './join.module.css';
import { bodyOf, EMPTY, fieldOfPath, type JoinValues, missing, STEPS, stepOf } from './joinForm';
import { LastStep } from './LastStep';
import { OrganisationStep } from './OrganisationStep';
import { PersonStep } from './PersonStep';
import { askToJoin, joinFormQuery } from './queries';
import { joinWords } from './words';

export type JoinFields = ReturnType<typeof useFields<JoinValues>>;

export function JoinPage() {
  const w = useWords(joinWords).form;
  const words = useQuery(joinFormQuery);
  const club = useQuery(publicClubQuery).data;
  const [asked, setAsked] = useState<(JoinAsked & { email: string }) | null>(null);
  useEffect(() => {
    document.title = `${w.title(club?.name ?? '')} · Maillage`;
  }, [w, club]);
  if (words.isPending) return <Skeleton lines={8} />;
  if (words.isError)
    return <FailureNotice failure={failureOf(words.error)} onRetry={() => void words.refetch()} />;
  if (asked) return <JoinSent asked={asked} />;
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1}>{w.title(club?.name ?? '')}</h1>
        {words.data.words ? <p className={css.said}>{words.data.words}</p> : <p>{w.lead}</p>}
      </header>
      {words.data.open ? (
        <Steps onAsked={setAsked} />
      ) : (
        <EmptyState title={w.closed}>{w.closedText(club?.contact_email ?? '')}</EmptyState>
      )}
    </div>
  );
}

function Steps({ onAsked }: { onAsked: (asked: JoinAsked & { email: string }) => void }) {
  const w = useWords(joinWords).form;
  const client = useQueryClient();
  const form = useFields(EMPTY);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [leftovers, setLeftovers] = useState<string[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = STEPS[at] ?? 'organisation';
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the step, and nothing else
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = true;
  }, [at]);

  const go = (next: number) => {
    setLeftovers([]);
    form.setErrors({});
    setAt(next);
  };
  const refuse = (error: unknown) => {
    const { fields, leftovers: rest } = problemToFormErrors(error, (path) => fieldOfPath(path) in EMPTY);
    const own = Object.fromEntries(Object.entries(fields).map(([path, told]) => [fieldOfPath(path), told]));
    const where = stepOf(Object.keys(own));
    if (where) setAt(STEPS.indexOf(where));
    form.setErrors(own);
    setLeftovers(Object.keys(own).length + rest.length > 0 ? rest : [sentenceOf(error)]);
  };
  const send = async () => {
    setBusy(true);
    setLeftovers([]);
    try {
      onAsked({ ...(await askPatiently(form.values)), email: form.values.email.trim() });
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  const askPatiently = async (values: JoinValues): Promise<JoinAsked> => {
    const words = await client.ensureQueryData(joinFormQuery);
    try {
      return await askToJoin(bodyOf(values, words.ticket));
    } catch (error) {
      const ticket = await anotherTicket(error);
      if (ticket === null) throw error;
      return askToJoin(bodyOf(values, ticket));
    }
  };
  /** A form that was open for too long, or filled in faster than a person does: it is sent once more by itself. */
  const anotherTicket = async (error: unknown): Promise<string | null> => {
    if (!(error instanceof Problem)) return null;
    const spent = error.body.code === 'members.join_ticket_spent';
    const wait = error.status === 429 ? (error.retryAfter ?? 0) : 0;
    if (spent) {
      const fresh = await client.fetchQuery({ ...joinFormQuery, staleTime: 0 });
      await new Promise((resolve) => setTimeout(resolve, 3200));
      return fresh.ticket;
    }
    if (wait === 0 || wait > 3) return null;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000 + 200));
    return (await client.ensureQueryData(joinFormQuery)).ticket;
  };
  const next = () => {
    const lacking = missing(step, form.values);
    if (lacking.length > 0) {
      form.setErrors(
        Object.fromEntries(lacking.map((name) => [name, w.needed[name as keyof typeof w.needed]])),
      );
      return;
    }
    if (at < STEPS.length - 1) go(at + 1);
    else void send();
  };
  const faults = Object.entries(form.errors).map(([name, message]) => ({
    id: `f-${name}`,
    label: (w.fields as Record<string, string>)[name] ?? name,
    message,
  }));
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) next();
      }}
    >
      <ol className={css.steps} aria-label={w.stepsLabel}>
        {STEPS.map((name, i) => (
          <li key={name} aria-current={i === at ? 'step' : undefined} data-done={i < at || undefined}>
            {w.steps[name]}
          </li>
        ))}
      </ol>
      <h2 ref={heading} tabIndex={-1}>
        {w.headings[step]}
      </h2>
      <ErrorSummary errors={faults} leftovers={leftovers} />
      {step === 'organisation' && <OrganisationStep form={form} />}
      {step === 'person' && <PersonStep form={form} />}
      {step === 'last' && <LastStep form={form} />}
      <div className={css.trap} aria-hidden="true">
        <label htmlFor="f-fax">Fax</label>
        <input {...trapOf(form)} tabIndex={-1} autoComplete="off" />
      </div>
      <div className={css.moves}>
        <Button look="main" type="submit" wide busy={busy}>
          {at < STEPS.length - 1 ? w.next : w.send}
        </Button>
        {at > 0 && (
          <Button look="plain" onClick={() => go(at - 1)}>
            {w.back}
          </Button>
        )}
      </div>
    </form>
  );
}

function trapOf(form: JoinFields) {
  const { error: _, ...rest } = form.field('fax');
  return rest;
}
