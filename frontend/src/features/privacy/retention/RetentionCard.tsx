/** What is kept longer than it should be, rule by rule; taken away once one has seen which, since nothing brings it back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { failureOf, type RetentionReport, type RetentionRule, type RetentionRuleReport } from '@/api';
import { grammar, useDays, useLanguage, useWords } from '@/language';
import { Button, Card, FailureNotice, Note, Part, Progress, Skeleton, Table, toast } from '@/ui';
import { PersonPrivacy, type Someone } from '../person';
import css from '../privacy.module.css';
import { peopleGone, retentionQuery } from '../queries';
import { privacyWords } from '../words';
import { RunDialog } from './RunDialog';
import { dueRules, remaining } from './running';
import { Samples } from './Samples';

export interface RetentionProps {
  /** Why this person takes nothing away. */
  reason: string | null;
  /** What the mails of a purpose are called. */
  mailNames: Record<string, string>;
}

interface Run {
  rules: RetentionRule[];
  total: number;
}

export function RetentionCard({ reason, mailNames }: RetentionProps) {
  const w = useWords(privacyWords).retention;
  const [run, setRun] = useState<Run | null>(null);
  const [asked, setAsked] = useState<RetentionRule[] | null>(null);
  const [person, setPerson] = useState<Someone | null>(null);
  const report = useQuery(retentionQuery(run !== null));
  const left = run && report.data ? remaining(report.data, run.rules) : null;
  useEnd(run, left, () => setRun(null));
  const due = report.data ? dueRules(report.data) : [];
  const all = due.length > 0 && (
    <Button reason={reason} busy={run !== null} onClick={() => setAsked(due)}>
      {w.all}
    </Button>
  );
  return (
    <Card title={w.title} action={all}>
      {report.isPending && <Skeleton lines={7} />}
      {report.isError && (
        <FailureNotice failure={failureOf(report.error)} onRetry={() => void report.refetch()} />
      )}
      {report.data && (
        <div className={css.cards}>
          <p className={css.lead}>{report.data.nightly ? w.leadNightly : w.lead}</p>
          {run && left !== null && <Running run={run} left={left} />}
          {due.length === 0 && (
            <Note tone="ok">
              <strong>{w.none}</strong>
              <span>{w.noneText}</span>
            </Note>
          )}
          <Rules
            report={report.data}
            mailNames={mailNames}
            reason={reason}
            busy={run !== null}
            onRun={(rule) => setAsked([rule])}
            onPerson={setPerson}
          />
        </div>
      )}
      {asked && report.data && (
        <RunDialog
          rules={report.data.rules.filter(({ rule }) => asked.includes(rule))}
          onBegun={(begun) => {
            setAsked(null);
            setRun({ rules: asked, total: remaining(begun, asked) });
          }}
          onClose={() => setAsked(null)}
        />
      )}
      <Part>{person && <PersonPrivacy person={person} onClose={() => setPerson(null)} />}</Part>
    </Card>
  );
}

/** Nothing is left of what was to go: it is told, and whatever showed it is asked for again. */
function useEnd(run: Run | null, left: number | null, onEnd: () => void) {
  const w = useWords(privacyWords).retention;
  const client = useQueryClient();
  const ended = run !== null && left === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each run
  useEffect(() => {
    if (!ended) return;
    toast({ text: w.done(run.total) });
    onEnd();
    void peopleGone(client);
  }, [ended]);
}

/** After that long without a step, something may stand in the way. */
const SLOW = 60_000;

function Running({ run, left }: { run: Run; left: number }) {
  const w = useWords(privacyWords).retention;
  const [slow, setSlow] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew after each step
  useEffect(() => {
    setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <div>
      <Progress label={w.running} done={Math.max(0, run.total - left)} total={run.total} />
      <p className={css.lead}>{slow ? w.slow : w.runningText}</p>
    </div>
  );
}

interface RulesProps extends RetentionProps {
  report: RetentionReport;
  busy: boolean;
  onRun: (rule: RetentionRule) => void;
  onPerson: (person: Someone) => void;
}

function Rules({ report, mailNames, reason, busy, onRun, onPerson }: RulesProps) {
  const w = useWords(privacyWords).retention;
  const days = useDays();
  const { number } = grammar(useLanguage());
  const about = (one: RetentionRuleReport) => (
    <div className={css.rule}>
      <strong>{one.title}</strong>
      <span>{one.what}</span>
      <Samples report={one} mailNames={mailNames} onPerson={onPerson} />
    </div>
  );
  const take = (one: RetentionRuleReport) =>
    one.count > 0 && (
      <Button
        size="small"
        reason={reason}
        busy={busy}
        aria-label={w.runOf(one.title)}
        onClick={() => onRun(one.rule)}
      >
        {w.run}
      </Button>
    );
  const count = (one: RetentionRuleReport) => (one.count > 0 ? number(one.count) : w.nothing);
  return (
    <Table
      caption={w.rules}
      rows={report.rules}
      idOf={({ rule }) => rule}
      columns={[
        { key: 'rule', title: w.rule, cell: about },
        { key: 'before', title: w.before, cell: (one) => days.short(one.before) },
        { key: 'count', title: w.count, align: 'right', cell: count },
        { key: 'action', title: w.action, cell: take },
      ]}
      card={(one) => (
        <div className={css.ruleCard}>
          {about(one)}
          <p>{w.beforeSo(days.short(one.before), count(one))}</p>
          {take(one)}
        </div>
      )}
    />
  );
}
