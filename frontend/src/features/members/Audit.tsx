import { IconArrowBackUp, IconHistory, IconKey, IconPencil, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type AuditLine, failureOf } from '@/api';
import { communesQuery } from '@/features/club';
import { readablePhone, useDays } from '@/language';
import { Card, EmptyState, FailureNotice, LoadMore, Skeleton, Timeline, TimelineStep } from '@/ui';
import { useFieldNames } from './fields';
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
  const own = useFieldNames(changes.map(({ field }) => field));
  const nameOf = (field: string) => names?.get(field) ?? own.get(field) ?? fieldName(words, field, record);
  if (changes.length === 0) return null;
  if (changes.every(({ before }) => isNothing(before))) {
    return (
      <dl className={css.given}>
        {changes.map(({ field, after }) => (
          <div key={field}>
            <dt>{nameOf(field)}</dt>
            <dd>
              <Value field={field} value={after} />
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
              <Before field={field} value={before} />
            </td>
            <td>
              <ins>
                <Value field={field} value={after} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ids are names for machines: the line itself says of what it is. */
function isReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isReference);
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/i.test(value);
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
  if (record !== 'interaction' || verb !== 'create') return changes;
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
function Before({ field, value }: { field: string; value: unknown }) {
  const words = useRecordWords();
  return isNothing(value) ? (
    <span className={css.faint}>{words.audit.nothing}</span>
  ) : (
    <del>
      <Value field={field} value={value} />
    </del>
  );
}

/** A value as a person reads it; a commune, kept by its INSEE code, under its name. */
function Value({ field, value }: { field: string; value: unknown }) {
  const words = useRecordWords();
  const days = useDays();
  const code = field === 'commune' && typeof value === 'string' && /^\d[\dAB]\d{3}$/.test(value) ? value : '';
  const found = useQuery(communesQuery(code));
  const commune = found.data?.items.find(({ insee_code }) => insee_code === code);
  return <>{commune?.name ?? shownValue(value, words, days.long)}</>;
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

/** What a field of the contract is called: `contact.email` and `contacts.0.email` are a person’s. */
export function fieldName(words: RecordWords, field: string, record = 'member'): string {
  const last = field.split('.').at(-1) ?? field;
  const { names, personNames, audit } = words;
  const groups =
    field.startsWith('contact') && field.includes('.') ? [personNames, names] : [names, personNames];
  const known = /^members?$/.test(record) ? groups : [audit.others, ...groups];
  for (const group of [audit.fields, ...known] as Record<string, string>[]) {
    const word = group[last === 'referent_id' ? 'referent' : last];
    if (word) return word;
  }
  return last.replaceAll('_', ' ');
}

export function shownValue(value: unknown, words: RecordWords, day = (text: string) => text): string {
  const w = words.audit;
  if (value === null || value === undefined || value === '') return w.nothing;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (Array.isArray(value)) return value.map((item) => shownValue(item, words, day)).join(', ') || w.nothing;
  if (typeof value === 'object') {
    const named = value as { name?: unknown };
    return typeof named.name === 'string' ? named.name : JSON.stringify(value);
  }
  const text = String(value);
  if (isReference(text)) return w.colleague;
  if (/^\+\d{8,}$/.test(text)) return readablePhone(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
  const known: Record<string, string> = {
    ...words.kinds,
    ...words.statuses,
    ...words.sizes,
    ...w.values,
  };
  return known[text] ?? text;
}
