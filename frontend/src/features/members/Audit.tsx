import { IconArrowBackUp, IconHistory, IconKey, IconPencil, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type AuditLine, failureOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Card, EmptyState, FailureNotice, LoadMore, Skeleton, Timeline, TimelineStep } from '@/ui';
import css from './members.module.css';
import { readablePhone } from './phone';
import { memberAuditQuery } from './queries';
import { membersWords } from './words';

export function MemberAudit({ memberId }: { memberId: string }) {
  const w = useWords(membersWords).audit;
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
}

/** Who changed what, field by field, before and after. */
export function AuditLines({ lines, withRecord = false }: AuditLinesProps) {
  const words = useWords(membersWords);
  const w = words.audit;
  const days = useDays();
  return (
    <Timeline label={w.title}>
      {lines.map((line) => (
        <TimelineStep
          key={line.id}
          icon={<VerbIcon verb={line.verb} />}
          title={[verbOf(w.verbs, line), withRecord ? line.label : personOf(line)]
            .filter(Boolean)
            .join(' · ')}
          when={
            <>
              <time dateTime={line.at}>{days.instant(line.at)}</time>
              <small>{w.by(line.by.name, named(w.ways, line.way))}</small>
            </>
          }
        >
          {line.changes.length > 0 && <Changes changes={line.changes} />}
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
function Changes({ changes: all }: { changes: AuditLine['changes'] }) {
  const words = useWords(membersWords);
  const w = words.audit;
  const days = useDays();
  const changes = all.filter(
    ({ field, before, after }) => field === 'referent_id' || !(isReference(before) || isReference(after)),
  );
  if (changes.length === 0) return null;
  if (changes.every(({ before }) => isNothing(before))) {
    return (
      <dl className={css.given}>
        {changes.map(({ field, after }) => (
          <div key={field}>
            <dt>{fieldName(words, field)}</dt>
            <dd>{shownValue(after, words, days.long)}</dd>
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
            <th scope="row">{fieldName(words, field)}</th>
            <td>
              <Before value={before} />
            </td>
            <td>
              <ins>{shownValue(after, words, days.long)}</ins>
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
function Before({ value }: { value: unknown }) {
  const words = useWords(membersWords);
  const shown = shownValue(value, words, useDays().long);
  return shown === words.audit.nothing ? <span className={css.faint}>{shown}</span> : <del>{shown}</del>;
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

type MemberWords = (typeof membersWords)['fr'];

export function fieldName(words: MemberWords, field: string): string {
  const last = field.split('.').at(-1) ?? field;
  const ofPerson = field.startsWith('contact.');
  const groups = ofPerson ? [words.people, words.form] : [words.form, words.people];
  for (const group of [words.audit.fields, ...groups, words.page] as Record<string, unknown>[]) {
    const word = group[last];
    if (typeof word === 'string') return word;
  }
  return last.replaceAll('_', ' ');
}

export function shownValue(value: unknown, words: MemberWords, day = (text: string) => text): string {
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
