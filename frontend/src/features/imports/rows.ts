/** What is told of a row in one line, and which rows a filter shows. */

import type { Import, ImportColumn, ImportProblem, ImportRow, RowOutcome } from '@/api';

/** In the order one works through them: what asks for an answer first. */
export const FILTERS: readonly RowOutcome[] = [
  'doubt',
  'refused',
  'create',
  'update',
  'unchanged',
  'warning',
  'repaired',
  'ignored',
];
/** Said even when there are none: their absence is the news. */
const ALWAYS: readonly RowOutcome[] = ['doubt', 'refused', 'create'];

export function shownFilters(counts: Import['counts'], chosen: RowOutcome | undefined): RowOutcome[] {
  return FILTERS.filter((name) => ALWAYS.includes(name) || name === chosen || (counts?.[name] ?? 0) > 0);
}

export function isRefusal(problem: ImportProblem): boolean {
  return problem.severity === 'refused' || problem.severity === 'error';
}

/** Only a proposal: nothing is wrong. */
export function isNotice(problem: ImportProblem): boolean {
  return problem.severity === 'notice' || problem.severity === 'info';
}

export interface RowBrief {
  /** The one sentence that matters most: why it is refused, or what is to be looked at. */
  leading: ImportProblem | null;
  differences: number;
  repairs: number;
  warnings: number;
  suggestions: number;
}

export function briefOf(row: ImportRow): RowBrief {
  const warnings = row.problems.filter((problem) => !isRefusal(problem) && !isNotice(problem));
  const shown = row.outcome === 'create' ? 0 : row.differences.length;
  return {
    leading: row.problems.find(isRefusal) ?? null,
    differences: shown,
    repairs: row.repairs.length,
    warnings: warnings.length,
    suggestions: row.problems.filter((problem) => problem.suggestion).length,
  };
}

/** Problems by the cell they are about, worst first; those of the whole row stand under no column. */
export function problemsByCell(
  row: ImportRow,
  columns: readonly ImportColumn[],
): { column: ImportColumn | null; problems: ImportProblem[] }[] {
  const groups = new Map<string, { column: ImportColumn | null; problems: ImportProblem[] }>();
  const weight = (problem: ImportProblem) => (isRefusal(problem) ? 0 : isNotice(problem) ? 2 : 1);
  for (const problem of [...row.problems].sort((a, b) => weight(a) - weight(b))) {
    const column = columns.find((item) => item.letter === problem.letter) ?? null;
    const key = column?.letter ?? '';
    const group = groups.get(key) ?? { column, problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The row one comes to after this one; the last and the first stay where they are. */
export function neighbour(
  rows: readonly ImportRow[],
  current: number | undefined,
  step: 1 | -1,
): ImportRow | undefined {
  const at = rows.findIndex((row) => row.number === current);
  if (at === -1) return step === 1 ? rows[0] : undefined;
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))];
}

/** The next row that still waits for an answer, from this one on and then from the top. */
export function nextDoubt(rows: readonly ImportRow[], current: number): ImportRow | undefined {
  const open = rows.filter((row) => row.outcome === 'doubt' && row.number !== current && !row.decision);
  return open.find((row) => row.number > current) ?? open[0];
}

export function chosenSheet(data: Pick<Import, 'sheets'>) {
  return data.sheets.find((sheet) => sheet.chosen);
}

const ENCODINGS: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** As people write it. */
export function encodingName(encoding: string): string {
  return ENCODINGS[encoding.toLowerCase()] ?? encoding;
}

/** How far long work is, from 0 to `total`; null when it can't be told. */
export function progressOf(progress: Import['progress']): { done: number | null; total: number } {
  return progress ? { done: progress.done, total: Math.max(1, progress.total) } : { done: null, total: 1 };
}

/** Half a second, then slower with the time already waited (in ms), up to 5 s: nobody waits for the last tenth of a large file. */
export function pollAfter(waited: number): number {
  return Math.min(5000, Math.max(500, Math.round(waited / 3)));
}
