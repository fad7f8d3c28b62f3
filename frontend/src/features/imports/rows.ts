/** What is told of a row in one line, and which rows a filter shows. */

import type { Import, ImportColumn, ImportProblem, ImportReason, ImportRow, RowOutcome } from '@/api';

/** In the order one works through them: what asks for an answer first. */
export const FILTERS: readonly RowOutcome[] = [
  'kept',
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

/** Whether a column becomes something of a person. */
export function bringsPeople({ columns, fields }: Pick<Import, 'columns' | 'fields'>): boolean {
  const ofPeople = new Set(fields.filter(({ group }) => group === 'contact').map(({ name }) => name));
  return columns.some(({ field }) => field != null && ofPeople.has(field));
}

/** What becomes of a row is one of these: together they are all lines that are listed, titles and totals too. */
const OUTCOMES = ['create', 'update', 'unchanged', 'doubt', 'refused', 'ignored'] as const;

export function allLines(counts: Import['counts']): number {
  return OUTCOMES.reduce((sum, name) => sum + (counts?.[name] ?? 0), 0);
}

/** Why the rows of this filter are in it. */
export function reasonsOf(data: Pick<Import, 'reasons'>, filter: RowOutcome | undefined): ImportReason[] {
  return (data.reasons ?? []).filter((reason) => reason.outcome === filter);
}

/** Rows that a filter shows, of one reason where one is chosen. */
export function rowsShown(
  data: Pick<Import, 'counts' | 'reasons'>,
  filter: RowOutcome | undefined,
  reason: string | undefined,
): number {
  if (!filter) return allLines(data.counts);
  const chosen = reasonsOf(data, filter).find(({ code }) => code === reason);
  return chosen?.rows ?? data.counts?.[filter] ?? 0;
}

export function isRefusal(problem: ImportProblem): boolean {
  return problem.severity === 'refused' || problem.severity === 'error';
}

/** Only a proposal: nothing is wrong. */
export function isNotice(problem: ImportProblem): boolean {
  return problem.severity === 'notice' || problem.severity === 'info';
}

/** Reasons told in the line of a row; the others are counted. */
const TOLD = 2;

export interface RowBrief {
  /** Why it is refused, what is to be looked at, what was repaired: the one that is asked for first, then the worst. */
  told: string[];
  /** Reasons that are not told. */
  others: number;
  differences: number;
  suggestions: number;
}

/** `reason`: the code of the problem or repair by which rows are filtered. */
export function briefOf(row: ImportRow, reason?: string): RowBrief {
  const weight = (problem: ImportProblem) => (isRefusal(problem) ? 0 : 1);
  const problems = row.problems.filter((problem) => !isNotice(problem)).sort((a, b) => weight(a) - weight(b));
  const reasons = [...problems, ...row.repairs];
  const first = reasons.filter(({ code }) => code === reason);
  const details = [...first, ...reasons].map(({ detail }) => detail.replace(/\.$/, ''));
  const all = [...new Set(details)];
  return {
    told: all.slice(0, TOLD),
    others: Math.max(0, all.length - TOLD),
    differences: row.outcome === 'create' ? 0 : row.differences.length,
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
