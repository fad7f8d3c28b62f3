/** What can be undone and redone: changed cells, the way columns stand, the sort. */
import type { Layout, SortKey, Values } from '../contract';

export interface RowEdit {
  id: string;
  before: Values;
  after: Values;
}

export type Step =
  | { kind: 'cells'; rows: RowEdit[] }
  /** Done elsewhere, and taken back there. */
  | { kind: 'beside'; undo: () => Promise<void> }
  | { kind: 'layout'; before: Layout; after: Layout }
  | { kind: 'sort'; before: readonly SortKey[]; after: readonly SortKey[] };

const MOST_STEPS = 200;
/** A paste of 10,000 × 50 fits twice. */
const MOST_CELLS = 1_200_000;

export class History {
  private past: Step[] = [];
  private future: Step[] = [];
  private known: ReadonlySet<string> | null = null;

  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** The step may still grow while its rows are prepared: it is kept by reference. */
  push(step: Step): void {
    const last = this.past.at(-1);
    // Dragging a border tells many widths; they are one step.
    if (
      step.kind === 'layout' &&
      last?.kind === 'layout' &&
      last.after === step.before &&
      onlyWidths(last, step)
    ) {
      last.after = step.after;
    } else this.past.push(step);
    this.future = [];
    this.known = null;
    this.trim();
  }

  undo(): Step | null {
    const step = this.past.pop() ?? null;
    // What came after it can't be done again without it.
    if (step?.kind === 'beside') this.future = [];
    else if (step) this.future.push(step);
    return step;
  }

  redo(): Step | null {
    const step = this.future.pop() ?? null;
    if (step) this.past.push(step);
    return step;
  }

  /** Rows that an undo or a redo may still need. */
  ids(): ReadonlySet<string> {
    if (this.known) return this.known;
    const ids = new Set<string>();
    for (const step of [...this.past, ...this.future]) {
      if (step.kind === 'cells') for (const row of step.rows) ids.add(row.id);
    }
    this.known = ids;
    return ids;
  }

  private trim(): void {
    let cells = 0;
    let kept = 0;
    for (let at = this.past.length - 1; at >= 0 && kept < MOST_STEPS; at--, kept++) {
      cells += weight(this.past[at]);
      if (cells > MOST_CELLS && kept > 0) break;
    }
    this.past = this.past.slice(this.past.length - kept);
  }
}

function weight(step: Step | undefined): number {
  if (step?.kind !== 'cells') return 1;
  const [first] = step.rows;
  return step.rows.length * (first ? Object.keys(first.after).length : 1);
}

function onlyWidths(a: { before: Layout; after: Layout }, b: { before: Layout; after: Layout }): boolean {
  const key = (x: Layout, y: Layout) =>
    x.order === y.order && x.hidden === y.hidden && x.frozen === y.frozen ? changedWidth(x, y) : null;
  const one = key(a.before, a.after);
  return one !== null && one === key(b.before, b.after);
}

function changedWidth(x: Layout, y: Layout): string | null {
  const changed = Object.keys(y.widths).filter((name) => x.widths[name] !== y.widths[name]);
  return changed.length === 1 ? (changed[0] ?? null) : null;
}
