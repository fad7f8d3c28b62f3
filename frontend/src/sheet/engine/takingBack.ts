/** Undo and redo, and the end of what could not be saved: a clash decided, a refused value given up. */
import type { Cause, Values } from '../contract';
import type { RowEdit, Step } from '../logic/history';
import type { Edits, Tally } from './edits';
import type { Engine } from './engine';
import type { Job, Saving } from './saving';

export class TakingBack {
  /** Undone or redone one after the other, when one has to wait for an answer. */
  private line = Promise.resolve();
  private inLine = 0;

  constructor(
    private readonly engine: Engine,
    private readonly edits: Edits,
    private readonly saving: Saving,
  ) {}

  undo(): void {
    if (this.isFree()) this.again(this.engine.history.undo(), 'undo');
  }

  redo(): void {
    if (this.isFree()) this.again(this.engine.history.redo(), 'redo');
  }

  /** Ends a clash: our value is sent again on the new revision, or given up. */
  decide(choices: readonly { id: string; field: string; keep: 'mine' | 'theirs' }[]): void {
    const { engine } = this;
    const sets = new Map<string, Values>();
    for (const { id, field, keep } of choices) {
      const mark = engine.marks.get(id, field);
      if (mark?.kind !== 'clash') continue;
      engine.marks.drop(id, field);
      if (keep === 'mine') sets.set(id, { ...sets.get(id), [field]: mark.value });
    }
    engine.touch(choices.map(({ id }) => id));
    void this.assignAll(
      'choice',
      [...sets].map(([id, set]) => ({ id, before: {}, after: set })),
      'after',
      true,
    );
  }

  /** Refused values give way to the saved ones. */
  dropRefused(cells: readonly { id: string; field: string }[]): void {
    for (const { id, field } of cells) {
      if (this.engine.marks.get(id, field)?.kind === 'refused') this.engine.marks.drop(id, field);
    }
    this.engine.touch(cells.map(({ id }) => id));
  }

  /** A change that is still being prepared is no step yet. */
  private isFree(): boolean {
    if (this.engine.work) this.engine.say(this.edits.words.work.busy, 'warn');
    return this.engine.work === null;
  }

  private again(step: Step | null, cause: 'undo' | 'redo'): void {
    const { engine } = this;
    const { words } = this.edits;
    if (!step) {
      engine.say(cause === 'undo' ? words.done.nothingToUndo : words.done.nothingToRedo);
      return;
    }
    engine.signals.tell('history');
    const side = cause === 'undo' ? 'before' : 'after';
    if (step.kind === 'beside') {
      void step.undo();
      return;
    }
    if (step.kind === 'layout') {
      engine.setLayout(step[side]);
      engine.say(cause === 'undo' ? words.done.undone : words.done.redone);
      return;
    }
    if (step.kind === 'sort') {
      engine.config.onSort?.(step[side]);
      engine.say(cause === 'undo' ? words.done.undone : words.done.redone);
      return;
    }
    // What is not sent yet need not be sent to be taken back.
    const running = this.edits.jobs.get(step);
    const answered = running && cause === 'undo' ? this.stopped(running) : null;
    const go = () => {
      this.show(step.rows[0]);
      void this.assignAll(cause, step.rows, side, false);
    };
    if (answered === null && this.inLine === 0) {
      go();
      return;
    }
    this.inLine++;
    this.line = this.line
      .then(() => answered)
      .then(() => {
        this.inLine--;
        go();
      });
  }

  /** What was sent is answered first: the answer may tell of more that has to be taken back. */
  private stopped(job: Job): Promise<void> | null {
    const { saving } = this;
    const answered = job.sent > 0 ? new Promise<void>((resolve) => saving.onFinished(job, resolve)) : null;
    if (job.items.length > 0 || job.sent > 0) saving.stop(job);
    return answered;
  }

  /** Brings the first changed cell to the eye. */
  private show(edit: RowEdit | undefined): void {
    const offset = edit && this.engine.rows.offsetOf(edit.id);
    const [key] = Object.keys(edit?.before ?? {});
    const column = key === undefined ? -1 : this.engine.indexOf(key);
    if (offset === undefined || column < 0) return;
    const cell = { row: offset, column };
    this.engine.select({ active: cell, far: cell });
  }

  private assignAll(
    cause: Cause,
    edits: readonly RowEdit[],
    side: 'before' | 'after',
    record: boolean,
  ): Promise<void> {
    const wanted = new Map(edits.map((edit) => [edit.id, edit[side]]));
    const put = (id: string, tally: Tally, edit: RowEdit) => {
      const row = this.engine.rows.get(id);
      if (!row) return;
      for (const [field, value] of Object.entries(wanted.get(id) ?? {}))
        this.edits.assign(row, field, value, tally, edit);
    };
    return this.edits.apply(cause, [...wanted.keys()], new AbortController(), [], put, undefined, record);
  }
}
