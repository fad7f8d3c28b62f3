/** Changes of rows as the contract's form, and its answers as outcomes of rows. */
import { type ChangedRow, type ChangesMade, type MemberForm, Problem, sentenceOf } from '@/api';
import type { CellValue, Change, FieldRefusal, Option, Outcome, Values } from '@/sheet';
import { CUSTOM } from './columns';
import { locksOf, type RowGround, valuesOf } from './rows';

/** Columns that the form names otherwise. */
const NAMES: Record<string, string> = { referent: 'referent_id' };
const COLUMNS = Object.fromEntries(Object.entries(NAMES).map(([column, name]) => [name, column]));

export function changeOf({ id, revision, set }: Change): { id: string; revision: number; set: MemberForm } {
  return { id, revision, set: formOf(set) };
}

export function formOf(values: Values): MemberForm {
  const form: Record<string, unknown> = {};
  const custom: Record<string, CellValue> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith(CUSTOM)) custom[key.slice(CUSTOM.length)] = value;
    else form[NAMES[key] ?? key] = value;
  }
  if (Object.keys(custom).length > 0) form.custom = custom;
  return form as MemberForm;
}

/** The answers in the order asked; a row says where it now stands, whether it was changed or somebody else did. */
export function outcomesOf(made: ChangesMade, ground: RowGround): Outcome[] {
  return made.rows.map((row) => outcomeOf(row, ground));
}

function outcomeOf(row: ChangedRow, ground: RowGround): Outcome {
  const { id, outcome, member, current } = row;
  const values = member && valuesOf(member, ground.places);
  const errors = (row.errors ?? []).map(refusalOf);
  return {
    id,
    outcome,
    ...(row.revision != null && { revision: row.revision }),
    ...(outcome !== 'refused' && values && { values }),
    ...(member && { locked: locksOf(member, ground) }),
    ...(errors.length > 0 && { errors }),
    ...(current &&
      values && {
        current: {
          revision: current.revision,
          values,
          changed_by: current.changed_by ?? null,
          changed_at: current.changed_at ?? null,
        },
      }),
  };
}

/** Too large, malformed, or a value that no row may have: whatever is sent along with it fails with it. */
const BLAMES = [400, 413, 422];

export function blameOf(error: unknown): FieldRefusal[] | null {
  if (!(error instanceof Problem) || !BLAMES.includes(error.status)) return null;
  const errors = (error.body.errors ?? []).map(refusalOf);
  return errors.length > 0 ? errors : [{ field: null, detail: sentenceOf(error) }];
}

interface Fault {
  pointer: string;
  detail: string;
  code: string;
}

/** `/changes/3/set/custom/gobelets` is said of the column `custom.gobelets`; `/changes/3/set` of the row. */
function refusalOf({ pointer, detail, code }: Fault): FieldRefusal {
  const [name, part] = pointer
    .replace(/^\/changes\/\d+\/set\/?/, '')
    .split('/')
    .map((word) => word.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (!name) return { field: null, detail };
  if (name === 'custom') return { field: part ? CUSTOM + part : null, detail };
  const instead = name === 'commune' ? communesIn(code, detail) : [];
  return { field: COLUMNS[name] ?? name, detail, ...(instead.length > 0 && { instead }) };
}

/** « Voulez-vous dire Strasbourg (67482) ? » names one commune, an ambiguous name the codes of several. */
function communesIn(code: string, detail: string): Option[] {
  if (code === 'members.commune_doubtful') {
    const [, label, value] = /(?:dire|mean) (.+ \((\d[\dAB]\d{3})\))/.exec(detail) ?? [];
    return value && label ? [{ value, label }] : [];
  }
  if (code !== 'members.commune_ambiguous') return [];
  return (detail.match(/\b\d[\dAB]\d{3}\b/g) ?? []).map((value) => ({ value, label: value }));
}
