/** Builds what is decided of a row. Whose row it is and what its cells say are decided apart and kept together. */
import type { Candidate, Decision, Import, ImportPatch, ImportRow } from '@/api';

/** The parts of a decision that are about cells, kept when one decides whose row it is. */
function cellsOf(decision: Decision | null): Pick<Decision, 'columns' | 'corrections'> {
  return {
    ...(decision?.columns?.length ? { columns: decision.columns } : {}),
    ...(decision?.corrections && Object.keys(decision.corrections).length > 0
      ? { corrections: decision.corrections }
      : {}),
  };
}

/** It is the same: what the row knows more is added, nothing that is there is replaced. */
export function sameAs(candidate: Candidate, before: Decision | null): Decision {
  const cells = cellsOf(before);
  if (candidate.member_id) return { do: 'merge', member_id: candidate.member_id, ...cells };
  return { do: 'merge', ...(candidate.row ? { row: candidate.row } : {}), ...cells };
}

/** It is the same, and the file is right: what differs replaces what is there. */
export function updated(memberId: string, before: Decision | null): Decision {
  return { do: 'update', member_id: memberId, ...cellsOf(before) };
}

export function another(before: Decision | null): Decision {
  return { do: 'create', ...cellsOf(before) };
}

export function skipped(before: Decision | null): Decision {
  return { do: 'skip', ...cellsOf(before) };
}

/** Only about cells: whose row it is stays to be told. */
function withCells(
  before: Decision | null,
  columns: number[],
  corrections: Record<string, string>,
): Decision | null {
  const whose: Decision = before ?? { do: 'leave_out' };
  const cells = cellsOf({ do: 'leave_out', columns, corrections });
  if (Object.keys(cells).length === 0 && whose.do === 'leave_out') return null;
  const { columns: _, corrections: __, ...rest } = whose;
  return { ...rest, ...cells };
}

/** The row without this cell. */
export function withoutCell(before: Decision | null, column: number): Decision | null {
  const { [column]: _, ...corrections } = before?.corrections ?? {};
  const columns = [...new Set([...(before?.columns ?? []), column])].sort((a, b) => a - b);
  return withCells(before, columns, corrections);
}

/** The row with this cell saying something else: an accepted suggestion, or typed anew. */
export function withCorrection(before: Decision | null, column: number, text: string): Decision | null {
  const columns = (before?.columns ?? []).filter((other) => other !== column);
  return withCells(before, columns, { ...before?.corrections, [column]: text });
}

/** The cell as the file has it. */
export function withCellAsWritten(before: Decision | null, column: number): Decision | null {
  const { [column]: _, ...corrections } = before?.corrections ?? {};
  return withCells(
    before,
    (before?.columns ?? []).filter((other) => other !== column),
    corrections,
  );
}

/** Whose row it is has been told by a person (and not only what its cells say). */
export function isSettled(decision: Decision | null): boolean {
  return decision !== null && decision.do !== 'leave_out';
}

/** The row and one candidate share an identification number: nothing else is as certain. */
export function certainCandidate(row: ImportRow): Candidate | null {
  const certain = row.candidates.filter((candidate) => candidate.reason === 'identifier');
  return certain.length === 1 && row.candidates.length === 1 ? (certain[0] ?? null) : null;
}

/** The same answer for all the rows in doubt that are certain; none of the others. */
export function answersForCertain(rows: readonly ImportRow[]): Record<string, Decision> {
  const answers: Record<string, Decision> = {};
  for (const row of rows) {
    const candidate = row.outcome === 'doubt' && !isSettled(row.decision) ? certainCandidate(row) : null;
    if (candidate) answers[row.number] = sameAs(candidate, row.decision);
  }
  return answers;
}

/** What takes a change of decisions back. */
export function decisionsBefore(
  rows: readonly ImportRow[],
  numbers: readonly string[],
): Record<string, Decision | null> {
  const before: Record<string, Decision | null> = {};
  for (const number of numbers)
    before[number] = rows.find((row) => String(row.number) === number)?.decision ?? null;
  return before;
}

/**
 * Someone else changed the import since we read it. A decision about a row still means what it meant when the table
 * is read the same way (sheet, header, columns); anything else is put before the person again.
 */
export function stillApplies(seen: Import, fresh: Import, patch: ImportPatch): boolean {
  const { decisions, ...others } = patch;
  if (!decisions || Object.keys(others).length > 0) return false;
  return fresh.state === 'ready' && tableOf(seen) === tableOf(fresh);
}

function tableOf(data: Import): string {
  const sheet = data.sheets.find((item) => item.chosen);
  return JSON.stringify([sheet?.name, sheet?.header_row, data.columns.map((column) => column.field)]);
}
