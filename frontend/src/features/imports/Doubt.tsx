import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Candidate, KINDS } from '@/api';
import { memberQuery, membersWords } from '@/features/members';
import { grammar, useDays, useLanguage, useWords } from '@/language';
import { Button, Chip, FilterChips, Kbd, Skeleton, useKeys } from '@/ui';
import { type ComparedField, compareValues, type Values, valuesOfMember, valuesOfRow } from './compare';
import { another, sameAs, skipped, updated } from './decisions';
import { rowQuery } from './queries';
import type { DetailsProps } from './RowDetails';
import css from './rows.module.css';
import { importsWords } from './words';

/** A row beside what it may be the same as, and the three answers. */
export function Doubt({ data, row, onDecide }: Required<DetailsProps>) {
  const w = useWords(importsWords).doubt;
  const [at, setAt] = useState(0);
  const candidate = row.candidates[at] ?? row.candidates[0];
  const same = () =>
    candidate && onDecide(sameAs(candidate, row.decision), w.saidSame(row.number, candidate.name));
  const other = () => onDecide(another(row.decision), w.saidAnother(row.number));
  const skip = () => onDecide(skipped(row.decision), w.saidSkip(row.number));
  useKeys({ 1: same, 2: other, 3: skip });
  if (!candidate) return null;
  const memberId = candidate.member_id;
  return (
    <div className={css.doubt}>
      <h4>{w.question}</h4>
      {row.candidates.length > 1 && (
        <FilterChips label={w.candidates}>
          {row.candidates.map((item, i) => (
            <Chip
              key={`${item.member_id ?? ''}-${item.row ?? ''}`}
              pressed={i === at}
              onPress={() => setAt(i)}
            >
              {item.row ? w.otherRow(item.row) : w.member} : {item.name}
            </Chip>
          ))}
        </FilterChips>
      )}
      <Reason candidate={candidate} />
      <div className={css.answers}>
        <Button look="main" onClick={same}>
          {w.same} <Kbd>1</Kbd>
        </Button>
        <Button onClick={other}>
          {w.another} <Kbd>2</Kbd>
        </Button>
        <Button onClick={skip}>
          {w.skip} <Kbd>3</Kbd>
        </Button>
        {memberId && (
          <Button
            look="plain"
            onClick={() =>
              onDecide(updated(memberId, row.decision), w.saidUpdate(row.number, candidate.name))
            }
          >
            {w.replace}
          </Button>
        )}
      </div>
      <p className={css.hint}>
        {w.sameHint} <span data-desk>{w.keys}</span>
      </p>
      <Comparison data={data} row={row} candidate={candidate} />
    </div>
  );
}

function Reason({ candidate }: { candidate: Candidate }) {
  const w = useWords(importsWords).doubt;
  const { percent } = grammar(useLanguage());
  const reasons: Record<string, string> = w.reasons;
  const parts = [
    reasons[candidate.reason] ?? candidate.reason,
    candidate.reason === 'name' && candidate.score < 1 ? w.likeness(percent(candidate.score)) : null,
    candidate.commune,
  ];
  return <p className={css.reason}>{parts.filter(Boolean).join('\u00a0· ')}</p>;
}

function Comparison({
  data,
  row,
  candidate,
}: Omit<Required<DetailsProps>, 'onDecide'> & { candidate: Candidate }) {
  const w = useWords(importsWords).doubt;
  const kindNames = useWords(membersWords).kinds;
  const { values, pending } = useCandidateValues(data, candidate);
  if (pending) return <Skeleton lines={4} />;
  const other: Values = values ?? {
    name: candidate.name,
    ...(candidate.commune ? { commune: candidate.commune } : {}),
  };
  // What the file's own words were told to mean, and the names of the kinds.
  const named = Object.fromEntries(KINDS.map((kind) => [kindNames[kind], kind]));
  const kinds = { ...named, ...data.kinds };
  const fields = compareValues(data, valuesOfRow(data, row), other, kinds);
  return (
    <table className={css.compare}>
      <thead>
        <tr>
          <td />
          <th scope="col">{w.thisRow(row.number)}</th>
          <th scope="col">{candidate.row ? w.otherRow(candidate.row) : w.member}</th>
          <th scope="col">
            <span data-visually-hidden>{w.verdict}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <Compared key={field.field} {...field} />
        ))}
      </tbody>
    </table>
  );
}

function Compared({ label, row, other, verdict }: ComparedField) {
  const w = useWords(importsWords).doubt.verdicts;
  return (
    <tr data-verdict={verdict}>
      <th scope="row">{label}</th>
      <td>{row || '—'}</td>
      <td>{other || '—'}</td>
      <td>{w[verdict]}</td>
    </tr>
  );
}

/** The other row of the file, or the member that is there already; null when only its name is known. */
function useCandidateValues(
  data: DetailsProps['data'],
  candidate: Candidate,
): { values: Values | null; pending: boolean } {
  const words = useWords(membersWords);
  const days = useDays();
  const row = useQuery({ ...rowQuery(data.id, candidate.row ?? 0), enabled: Boolean(candidate.row) });
  const member = useQuery({
    ...memberQuery(candidate.member_id ?? ''),
    enabled: Boolean(candidate.member_id) && !candidate.row,
  });
  if (candidate.row) {
    return { values: row.data ? valuesOfRow(data, row.data) : null, pending: row.isLoading };
  }
  const found = member.data;
  return {
    values: found
      ? valuesOfMember(found, {
          kind: words.kinds[found.kind],
          status: words.statuses[found.status],
          day: days.short,
        })
      : null,
    pending: member.isLoading,
  };
}
