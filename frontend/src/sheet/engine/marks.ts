/** What a cell shows instead of its saved value: a change on its way, a value that can't stand, a clash to decide. */
import type { CellValue, Option, Values } from '../contract';
import { same } from '../logic/values';

export type Mark =
  | { kind: 'pending'; value: CellValue }
  /** `text` when it could not even be read as a value. */
  | { kind: 'refused'; value: CellValue; text?: string; reason: string; instead?: readonly Option[] }
  | { kind: 'clash'; value: CellValue; theirs: CellValue; by: string | null; at: string | null };

export type RowMarks = ReadonlyMap<string, Mark>;

export interface Issue {
  id: string;
  field: string;
  mark: Exclude<Mark, { kind: 'pending' }>;
}

export class Marks {
  private rows = new Map<string, Map<string, Mark>>();
  private troubled = new Map<string, { id: string; field: string }>();
  refusals = 0;
  /** Grows with each change, for who lists the issues. */
  stamp = 0;
  clashes = 0;

  of(id: string): RowMarks | undefined {
    return this.rows.get(id);
  }

  get(id: string, field: string): Mark | undefined {
    return this.rows.get(id)?.get(field);
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  isPending(id: string): boolean {
    for (const mark of this.rows.get(id)?.values() ?? []) if (mark.kind === 'pending') return true;
    return false;
  }

  set(id: string, field: string, mark: Mark): void {
    this.drop(id, field);
    let row = this.rows.get(id);
    if (!row) {
      row = new Map();
      this.rows.set(id, row);
    }
    row.set(field, mark);
    if (mark.kind === 'pending') return;
    this.troubled.set(`${id}\n${field}`, { id, field });
    this.count(mark, 1);
  }

  drop(id: string, field: string): void {
    const row = this.rows.get(id);
    const mark = row?.get(field);
    if (!row || !mark) return;
    row.delete(field);
    if (row.size === 0) this.rows.delete(id);
    if (mark.kind === 'pending') return;
    this.troubled.delete(`${id}\n${field}`);
    this.count(mark, -1);
  }

  /** These values are saved (or given up): a newer change of the same cell stays on its way. */
  settle(id: string, values: Values): void {
    for (const [field, value] of Object.entries(values)) {
      const mark = this.get(id, field);
      if (mark?.kind === 'pending' && same(mark.value, value)) this.drop(id, field);
    }
  }

  /** What asks for attention, oldest first. */
  issues(most: number): Issue[] {
    const issues: Issue[] = [];
    for (const { id, field } of this.troubled.values()) {
      if (issues.length >= most) break;
      const mark = this.get(id, field);
      if (mark && mark.kind !== 'pending') issues.push({ id, field, mark });
    }
    return issues;
  }

  private count(mark: Mark, by: 1 | -1): void {
    this.stamp++;
    if (mark.kind === 'refused') this.refusals += by;
    else this.clashes += by;
  }
}
