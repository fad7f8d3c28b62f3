import { IconArrowBackUp, IconHistory, IconKey, IconPencil, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type AuditLine, failureOf } from '@/api';
import { useDays } from '@/language';
import { Card, EmptyState, FailureNotice, LoadMore, Skeleton, Timeline, TimelineStep } from '@/ui';
import { fieldName, isReference, Value, type ValueProps } from './AuditValue';
import { parted } from './auditParts';
import { useFieldNamesEver } from './fields';
import css from './members.module.css';
import { memberAuditQuery } from './queries';
import { type RecordWords, useRecordWords } from './words/audit';

export function MemberAudit({ memberId }: { memberId: string }) {
  const w = useRecordWords().audit;
  const audit = useInfiniteQuery(memberAuditQuery(memberId));
  const lines = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={w.title}>
      {audit.isPending && <Skeleton lines={6} />}
      {audit.isError && (
        <FailureNotice failure={failureOf(audit.error)} onRetry={() => void audit.refetch()} />
      )}
      {audit.isSuccess && lines.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
      {lines.length > 0 && (
        <>
          <AuditLines lines={lines} />
          <LoadMore
            shown={w.shown(lines.length)}
            busy={audit.isFetchingNextPage}
            {...(audit.hasNextPage ? { onMore: () => void audit.fetchNextPage() } : {})}
          />
        </>
      )}
    </Card>
  );
}

interface AuditLinesProps {
  lines: readonly AuditLine[];
  /** Names the record of each line, where several are mixed. */
  withRecord?: boolean;
  /** What a line that stands for several opens on. */
  opened?: (line: AuditLine) => ReactNode;
}

/** Who changed what, field by field, before and after. */
export function AuditLines({ lines, withRecord = false, opened }: AuditLinesProps) {
  const words = useRecordWords();
  const w = words.audit;
  const days = useDays();
  return (
    <Timeline label={w.title}>
      {lines.map((line) => (
        <TimelineStep
          key={line.id}
          icon={<VerbIcon verb={line.verb} />}
          title={titleOf(line, words, withRecord)}
          when={
            <>
              <time dateTime={line.at}>{days.instant(line.at)}</time>
              <small>
                {w.by(line.by.kind === 'house' ? w.unknown : line.by.name, named(w.ways, line.way))}
              </small>
            </>
          }
        >
          {line.count > 1 ? opened?.(line) : <Changes changes={worthTelling(line)} record={line.record} />}
        </TimelineStep>
      ))}
    </Timeline>
  );
}

/** The person that a line of a member's history is about: the label then reads « member · person ». */
function personOf(line: AuditLine): string | undefined {
  return /contact|consent/.test(line.verb) ? line.label.split(' · ')[1] : undefined;
}

/** Where nothing was before, only what came; else both, side by side. */
interface ChangesProps {
  changes: AuditLine['changes'];
  /** Of fields, where whoever shows them knows better. */
  names?: ReadonlyMap<string, string>;
  record?: string;
}

export function Changes({ changes: all, names, record }: ChangesProps) {
  const words = useRecordWords();
  const w = words.audit;
  const changes = all.filter(
    ({ field, before, after }) => field === 'referent_id' || !(isReference(before) || isReference(after)),
  );
  const own = useFieldNamesEver(changes.map(({ field }) => field));
  const nameOf = (field: string) => names?.get(field) ?? own.get(field) ?? fieldName(words, field, record);
  if (changes.length === 0) return null;
  if (changes.every(({ before }) => isNothing(before))) {
    return (
      <dl className={css.given}>
        {changes.map(({ field, after }) => (
          <div key={field}>
            <dt>{nameOf(field)}</dt>
            <dd>
              <Value field={field} value={after} record={record} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <table className={css.diff}>
      <thead data-visually-hidden>
        <tr>
          <th scope="col">{w.field}</th>
          <th scope="col">{w.before}</th>
          <th scope="col">{w.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{nameOf(field)}</th>
            <td>
              <Before field={field} value={before} record={record} />
            </td>
            <td>
              <ins>
                <Value field={field} value={after} record={record} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was done, to whom: « Appel noté : faux numéro · Barr », « Création · 30 membres ». */
export function titleOf(line: AuditLine, words: RecordWords, withRecord: boolean): string {
  const w = words.audit;
  const records: Record<string, (n: number) => string> = w.records;
  const many = records[line.record] ?? w.records.other;
  const about = line.count > 1 ? many(line.count) : withRecord ? line.label : personOf(line);
  return [exchangeOf(line, w) ?? verbOf(w.verbs, line), about].filter(Boolean).join('\u00a0· ');
}

/** « Appel noté : pas de réponse »: of an exchange, the means and what came of it. */
function exchangeOf(line: AuditLine, w: RecordWords['audit']): string | null {
  if (line.record !== 'interaction' || line.verb !== 'create') return null;
  const after = (field: string) => {
    const value = line.changes.find((change) => change.field === field)?.after;
    return typeof value === 'string' ? value : '';
  };
  const noted: Record<string, string> = w.noted;
  const outcomes: Record<string, string> = w.values;
  const means = noted[after('channel')];
  if (!means) return null;
  const outcome = after('outcome');
  return outcome === 'reached' ? means : w.withOutcome(means, outcomes[outcome] ?? outcome);
}

/** What the title has not said already: of a new exchange, the day and what was said. */
function worthTelling({ record, verb, changes }: AuditLine): AuditLine['changes'] {
  if (record !== 'interaction' || verb !== 'create') return changes.flatMap((one) => parted(one, record));
  return changes.filter(({ field }) => !['channel', 'outcome', 'direction'].includes(field));
}

/** What was done to which kind of record: an exchange is noted, where a member is created. */
function verbOf(verbs: Record<string, string>, { record, verb }: AuditLine): string {
  return verbs[`${record}_${verb}`] ?? named(verbs, verb);
}

function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** What was there, struck out; nothing was there, said plainly. */
function Before({ field, value, record }: ValueProps) {
  const words = useRecordWords();
  return isNothing(value) ? (
    <span className={css.faint}>{words.audit.nothing}</span>
  ) : (
    <del>
      <Value field={field} value={value} record={record} />
    </del>
  );
}

function VerbIcon({ verb }: { verb: string }) {
  const Icon = /sign|session|password|factor/.test(verb)
    ? IconKey
    : /creat|import|add/.test(verb)
      ? IconPlus
      : /undo|restor/.test(verb)
        ? IconArrowBackUp
        : /archiv|delet/.test(verb)
          ? IconHistory
          : IconPencil;
  return <Icon size={18} stroke={1.75} aria-hidden />;
}

/** The word for a name of the contract, or the name itself when a later server knows more than this page. */
function named(words: Record<string, string>, name: string): string {
  return words[name] ?? words[name.split('.').at(-1) ?? ''] ?? name;
}
