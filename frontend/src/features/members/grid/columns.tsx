/**
 * The columns of the grid: those of every member, then the club's own fields. Their keys are the contract's, so that a
 * view, a sort and an export name the same thing.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  type Commune,
  type FilterFields,
  FOLLOW_UPS,
  type FollowUp,
  KINDS,
  STATUSES,
  type Status,
} from '@/api';
import type { Language } from '@/language';
import { readablePhone } from '@/language';
import type { CellValue, Column, Option } from '@/sheet';
import { FollowUpMark, MemberStatusMark } from '../marks';
import type { membersWords } from '../words';
import css from './grid.module.css';
import type { Places } from './places';
import type { gridWords } from './words';

export const CUSTOM = 'custom.';

/** Its key says what it is called. */
type Nameless = Omit<Column, 'title'> & { key: keyof (typeof membersWords)['fr']['names'] };

export interface ColumnsGround {
  language: Language;
  words: (typeof membersWords)['fr'];
  grid: (typeof gridWords)['fr'];
  /** Topics, referents and the club's fields, as filters know them. */
  fields: FilterFields;
  places: Places;
  /** The communes of the national list that fit some words. */
  communes: (words: string, signal: AbortSignal) => Promise<readonly Commune[]>;
  /** Why nothing can be changed, for those who only read. */
  readOnly: string | null;
}

export function memberColumns(ground: ColumnsGround): Column[] {
  const { words, grid: w, places, readOnly } = ground;
  const { hints, reasons } = w;
  const options = <K extends string>(values: readonly K[], labels: Record<K, string>): Option[] =>
    values.map((value) => ({ value, label: labels[value] }));
  const computed = { editable: false, reason: reasons.computed } as const;
  const people = { editable: false, reason: reasons.people } as const;
  const history = { editable: false, reason: reasons.history } as const;
  const trace = { editable: false, reason: reasons.trace } as const;
  const hidden = { hidden: true } as const;
  const sortable = { sortable: true } as const;
  const phone = { width: 150, format: (value: CellValue) => readablePhone(String(value)) } as const;

  const suggest = async (text: string, signal: AbortSignal) => {
    const found = await ground.communes(text, signal);
    for (const commune of found) places.learn(commune);
    return found.map(({ insee_code, name, postal_codes }) => ({
      value: insee_code,
      label: name,
      note: postal_codes.join(', '),
    }));
  };

  const shown: Nameless[] = [
    {
      key: 'name',
      kind: 'text',
      width: 290,
      frozen: true,
      primary: true,
      required: true,
      ...sortable,
      render: (value, row) => <Name name={String(value)} sign={row.values.ex_officio ? w.exOfficio : null} />,
    },
    {
      key: 'kind',
      kind: 'choice',
      width: 150,
      required: true,
      ...sortable,
      options: options(KINDS, words.kinds),
    },
    {
      key: 'status',
      kind: 'choice',
      width: 128,
      required: true,
      hint: hints.status,
      ...sortable,
      options: options(STATUSES, words.statuses),
      // What the rules of the trade let a status become.
      offers: (row) => [String(row.values.status), ...listOf(row.values.next_statuses)],
      render: (value) => <MemberStatusMark status={value as Status} />,
    },
    {
      key: 'commune',
      kind: 'text',
      width: 200,
      hint: hints.commune,
      ...sortable,
      format: (value) => places.nameOf(String(value)),
      suggest,
      unlisted: w.unlisted,
      // What is on its way may still be found by the server.
      render: (value, row) => (
        <Place
          name={places.nameOf(String(value))}
          word={value !== row.values.commune || places.isListed(String(value)) ? null : w.unlisted}
        />
      ),
      parse: (text) => ({ ok: true, value: places.codeOf(text) ?? text.trim() }),
    },
    { key: 'main_contact', kind: 'text', width: 170, ...people },
    {
      key: 'main_contact_phone',
      kind: 'text',

      ...people,
      ...phone,
    },
    {
      key: 'follow_up',
      kind: 'choice',
      width: 130,
      ...computed,
      options: options(FOLLOW_UPS, words.followUps),
      render: (value) => <FollowUpMark state={value as FollowUp} />,
    },
    { key: 'last_contact_on', kind: 'date', width: 140, ...computed, ...sortable },
    {
      key: 'contact_due_on',
      kind: 'date',
      width: 150,
      hint: hints.contact_due_on,
      ...computed,
      ...sortable,
    },
  ];
  const more: Nameless[] = [
    { key: 'topics', kind: 'multi', options: choicesOf(ground, 'topic') },
    { key: 'referent', kind: 'choice', options: choicesOf(ground, 'referent') },
    { key: 'email', kind: 'text', width: 240, ...sortable },
    { key: 'phone', kind: 'text', ...phone, width: 240 },
    { key: 'street', kind: 'text', ...hidden },
    { key: 'postal_code', kind: 'text', width: 110, ...sortable, ...hidden },
    {
      key: 'size',
      kind: 'choice',
      width: 110,
      options: options(['small', 'large'] as const, words.sizes),
      ...hidden,
    },
    { key: 'legal_name', kind: 'text', ...hidden },
    { key: 'website', kind: 'text', ...hidden },
    {
      key: 'main_contact_email',
      kind: 'text',
      width: 220,

      ...people,
      ...hidden,
      render: (value, row) => (
        <Reached address={String(value)} word={row.values.contact_bounced ? w.bounced : null} />
      ),
    },
    { key: 'siren', kind: 'text', width: 120, ...sortable, ...hidden },
    { key: 'siret', kind: 'text', width: 160, hint: hints.siret, ...sortable, ...hidden },
    { key: 'rna', kind: 'text', width: 120, ...sortable, ...hidden },
    { key: 'amalia', kind: 'text', width: 150, ...sortable, ...hidden },
    { key: 'amalia_court', kind: 'text', ...hidden },
    { key: 'insee_code', kind: 'text', width: 110, ...sortable, ...hidden },
    {
      key: 'last_personal_contact_on',
      kind: 'date',
      width: 150,
      ...computed,
      ...sortable,
      ...hidden,
    },
    { key: 'joined_on', kind: 'date', ...history, ...sortable, ...hidden },
    { key: 'left_on', kind: 'date', ...history, ...sortable, ...hidden },
    {
      key: 'verified_on',
      kind: 'date',
      hint: hints.verified_on,
      ...sortable,
      ...hidden,
    },
    {
      key: 'ex_officio',
      kind: 'yes_no',
      editable: false,
      reason: reasons.byRight,
      ...hidden,
    },
    {
      key: 'charter_answer',
      kind: 'yes_no',
      editable: false,
      reason: reasons.fromFile,
      ...hidden,
    },
    { key: 'description', kind: 'long_text', ...hidden },
    { key: 'internal_notes', kind: 'long_text', ...hidden },
    {
      key: 'source',
      kind: 'text',
      width: 120,
      ...trace,
      ...hidden,
      format: (value) => (w.sources as Record<string, string>)[String(value)] ?? String(value),
    },
    { key: 'created_at', kind: 'date', ...trace, ...sortable, ...hidden },
    { key: 'updated_at', kind: 'date', ...trace, ...sortable, ...hidden },
  ];
  const named = (column: Nameless): Column => ({ ...column, title: words.names[column.key] });
  const filters = new Set(ground.fields.fields.map(({ key }) => key));
  return [...shown.map(named), ...clubColumns(ground), ...more.map(named)].map((column) => ({
    sortable: false,
    filterable: filters.has(filterKeyOf(column.key)),
    ...column,
    ...(readOnly !== null && column.editable !== false && { editable: false, reason: readOnly }),
  }));
}

/** The field that a filter names for a column. */
export function filterKeyOf(column: string): string {
  return column === 'topics' ? 'topic' : column;
}

/** The club's own fields, in its order. */
function clubColumns({ fields, language }: ColumnsGround): Column[] {
  const kinds: Record<string, Column['kind']> = {
    number: 'number',
    date: 'date',
    choice: 'choice',
    yes_no: 'yes_no',
  };
  return fields.fields
    .filter(({ key }) => key.startsWith(CUSTOM))
    .map(({ key, label, kind, choices }) => ({
      key,
      title: label[language],
      // A text of the club may hold several lines.
      kind: kinds[kind] ?? 'long_text',
      sortable: true,
      width: widthFor(label[language]),
      ...(kind === 'choice' && {
        options: choices.map((choice) => ({ value: choice.value, label: choice.label[language] })),
      }),
    }));
}

/** So that the name that the club gave can be read, with the two buttons beside it. */
function widthFor(title: string): number {
  return Math.min(280, Math.max(120, 76 + title.length * 8));
}

/** Topics and people of the team. */
function choicesOf({ fields, language }: ColumnsGround, key: string): Option[] {
  const found = fields.fields.find((field) => field.key === key);
  return (found?.choices ?? []).map(({ value, label }) => ({ value, label: label[language] }));
}

function listOf(value: CellValue | undefined): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function Name({ name, sign }: { name: string; sign: string | null }): ReactNode {
  return (
    <>
      {name}
      {sign && <small className={css.sign}> {sign}</small>}
    </>
  );
}

function Place({ name, word }: { name: string; word: string | null }): ReactNode {
  if (!word) return name;
  return (
    <span className={css.place}>
      <span>{name}</span> <small>{word}</small>
    </span>
  );
}

function Reached({ address, word }: { address: string; word: string | null }): ReactNode {
  return (
    <>
      {word && (
        <small className={css.bounced}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden /> {word}{' '}
        </small>
      )}
      {address}
    </>
  );
}
