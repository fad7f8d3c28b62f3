/** One change for many members: what would become of it, and then the change itself. */
import type { ChangesMade, MemberForm, Which } from '@/api';
import { type Column, type Row, type Speech, same, showCell, type Values } from '@/sheet';
import { changeMembers } from '../queries';

/** The members of a filter, a view, a search; or rows that were selected. */
export type Target = { which: Which } | { rows: readonly Row[] };

export interface Preview {
  changed: number;
  unchanged: number;
  refused: number;
  reasons: [string, number][];
  sample: NonNullable<ChangesMade['selection']>['sample'];
  /** Writes these very changes. */
  commit: () => Promise<ChangesMade>;
}

/** Of selected rows, those named in a preview. */
const MOST_NAMED = 20;

type Sampled = Preview['sample'][number];

/** What becomes of a row, field by field, as the grid shows it; what it has already is left out. */
export function changesOfRow(row: Row, given: Values, columns: readonly Column[], speech: Speech) {
  const told = (column: Column, value: Values[string] | undefined) => showCell(column, value, speech) || null;
  return columns
    .filter(({ key }) => key in given && !same(row.values[key], given[key]))
    .map((column) => ({
      field: column.key,
      before: told(column, row.values[column.key]),
      after: told(column, given[column.key]),
    }));
}

export async function previewOf(
  target: Target,
  set: MemberForm,
  changesOf: (row: Row) => Sampled['changes'],
): Promise<Preview> {
  if ('which' in target) {
    const { which } = target;
    const made = await changeMembers({ which, set, dry_run: true });
    const { selection } = made;
    const { changed = 0, unchanged = 0, refused = 0, sample = [], token } = selection ?? {};
    return {
      changed,
      unchanged,
      refused,
      reasons: reasonsOf(made),
      sample,
      commit: () => changeMembers({ which, set, ...(token && { token }) }),
    };
  }
  const changes = target.rows.map(({ id, revision }) => ({ id, revision, set }));
  const made = await changeMembers({ changes, dry_run: true });
  const rows = new Map(target.rows.map((row) => [row.id, row]));
  const becoming = (outcome: string) => made.rows.filter((row) => row.outcome === outcome);
  const good = new Set(becoming('changed').map(({ id }) => id));
  return {
    changed: good.size,
    unchanged: becoming('unchanged').length,
    refused: becoming('refused').length,
    reasons: reasonsOf(made),
    sample: [...good].slice(0, MOST_NAMED).flatMap((id) => {
      const row = rows.get(id);
      return row ? { id, name: String(row.values.name), changes: changesOf(row) } : [];
    }),
    // All of those that were shown, or none.
    commit: () => changeMembers({ changes: changes.filter(({ id }) => good.has(id)), atomic: true }),
  };
}

/** Why rows are refused, the commonest first. */
export function reasonsOf({ rows }: ChangesMade): [string, number][] {
  const reasons = new Map<string, number>();
  for (const { outcome, errors } of rows) {
    const reason = outcome === 'refused' ? errors?.[0]?.detail : undefined;
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return [...reasons].sort((a, b) => b[1] - a[1]);
}
