/** What the answers of the server do to the sheet: values that settle, refusals, clashes. */
import type { CellValue } from '../contract';
import { same } from '../logic/values';
import { handsWordsIn } from '../words/hands';
import type { Engine } from './engine';
import type { Mark } from './marks';
import type { Doors } from './saving';

export function answers(engine: Engine): Doors {
  const { marks } = engine;
  /** A newer change of the same cell is not overwritten by the answer to an older one. */
  const replacePending = (id: string, field: string, value: CellValue, mark: Mark) => {
    if (marks.get(id, field)?.kind === 'pending') marks.settle(id, { [field]: value });
    if (!marks.get(id, field)) marks.set(id, field, mark);
  };
  return {
    save: () => engine.config.save,
    chunk: () => engine.config.chunk ?? 200,
    blame: (error) => engine.config.blame?.(error) ?? null,
    known: (id) => engine.rows.get(id),
    saved: (id, set, answer, edit) => {
      const row = engine.rows.get(id);
      marks.settle(id, set);
      if (!row) return;
      // What the server changed along with the cells is taken back and done again with them.
      for (const { key, editable } of edit ? engine.config.columns : []) {
        const [was, is] = [row.values[key] ?? null, answer.values?.[key]];
        if (!edit || is === undefined || editable === false || key in set || same(was, is)) continue;
        if (!(key in edit.before)) edit.before[key] = was;
        edit.after[key] = is;
      }
      const values = { ...row.values, ...set, ...answer.values };
      const locked = answer.locked ?? row.locked;
      engine.rows.put({
        ...row,
        values,
        revision: answer.revision ?? row.revision,
        ...(locked && { locked }),
      });
    },
    learned: (id, current) => {
      const row = engine.rows.get(id);
      if (!row) return;
      engine.rows.put({ ...row, revision: current.revision, values: { ...row.values, ...current.values } });
    },
    refused: (id, set, errors) => {
      const { unsaid, gone } = handsWordsIn(engine.speech.language).issues;
      const whole = errors.find(({ field }) => field === null)?.detail ?? errors[0]?.detail;
      for (const [field, value] of Object.entries(set)) {
        const own = errors.find((error) => error.field === field);
        const reason = own?.detail ?? whole ?? (engine.rows.get(id) ? unsaid : gone);
        const instead = own?.instead;
        replacePending(id, field, value, { kind: 'refused', value, reason, ...(instead && { instead }) });
      }
      engine.touch([id]);
    },
    clashed: (id, fields, set, current) => {
      for (const field of fields) {
        const value = set[field] ?? null;
        const theirs = current.values[field] ?? null;
        const [by, at] = [current.changed_by ?? null, current.changed_at ?? null];
        replacePending(id, field, value, { kind: 'clash', value, theirs, by, at });
      }
      engine.touch([id]);
    },
    givenUp: (items) => {
      for (const { id, set } of items) marks.settle(id, set);
      engine.touch(items.map(({ id }) => id));
    },
    changed: () => engine.signals.tell('work'),
  };
}
