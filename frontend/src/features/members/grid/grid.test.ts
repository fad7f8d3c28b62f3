import { describe, expect, it } from 'vitest';
import type { ChangesMade, FilterFields, MemberCard } from '@/api';
import type { Column } from '@/sheet';
import { membersWords } from '../words';
import { changeOf, outcomesOf } from './changes';
import { memberColumns } from './columns';
import { layoutOfView, viewColumns } from './layouts';
import { Places } from './places';
import { type RowGround, rowOf } from './rows';
import { gridWords } from './words';

const label = (text: string) => ({ fr: text, en: text });
const field = (key: string, kind: string, choices: [string, string][] = []) => ({
  key,
  kind,
  label: label(key),
  group: 'member',
  operators: [],
  choices: choices.map(([value, name]) => ({ value, label: label(name) })),
  sortable: false,
});
const FIELDS = {
  fields: [
    field('commune', 'text', [
      ['67445', 'Sélestat'],
      ['67021', 'Barr'],
    ]),
    field('kind', 'choice'),
    field('topic', 'id', [['t1', 'Compost']]),
    field('custom.gobelets', 'yes_no'),
    field('custom.consignes', 'text'),
  ],
  periods: [],
} satisfies FilterFields;

const CARD: MemberCard = {
  id: 'm1',
  kind: 'association',
  name: 'La Cigogne',
  status: 'active',
  ex_officio: false,
  commune: { insee_code: '67600', name: 'Wisches' },
  topics: [{ id: 't1', name: 'Compost' }],
  custom: { gobelets: true, consignes: 'Sonner.\nPuis entrer.' },
  updated_at: '2026-11-23T10:00:00Z',
  revision: 4,
  abilities: { edit: { allowed: true }, change_status: { allowed: true } },
  record: { created_at: '2026-01-05T10:00:00Z', next_statuses: ['paused', 'left'], siret: '73282932000074' },
};

const places = new Places(FIELDS);
const ground: RowGround = {
  places,
  editable: ['name', 'status', 'custom.gobelets'],
  reasons: { size: 'entreprises', exOfficio: 'de droit' },
};
const columnsFor = (readOnly: string | null = null): Column[] =>
  memberColumns({
    language: 'fr',
    words: membersWords.fr,
    grid: gridWords.fr,
    fields: FIELDS,
    places,
    communes: async () => [
      { insee_code: '67462', name: 'Strasbourg', postal_codes: ['67000', '67100'], in_territory: false },
    ],
    readOnly,
  });
const column = (key: string) => columnsFor().find((one) => one.key === key) as Column;

describe('a row', () => {
  it('has a value for every column', () => {
    const { values } = rowOf(CARD, ground);
    for (const { key } of columnsFor()) expect(values, key).toHaveProperty([key]);
    expect(values).toMatchObject({
      commune: '67600',
      topics: ['t1'],
      'custom.gobelets': true,
      siret: '73282932000074',
    });
  });

  it('tells what a file said of the charter, which no cell changes', () => {
    const told = {
      ...CARD,
      record: { created_at: '2026-01-05T10:00:00Z', next_statuses: [], charter_answer: false },
    };
    expect(rowOf(told, ground).values).toMatchObject({ charter_answer: false });
    expect(column('charter_answer')).toMatchObject({ kind: 'yes_no', editable: false });
  });

  it('tells what the rules leave no hand in', () => {
    expect(rowOf(CARD, ground).locked).toEqual({ size: 'entreprises' });
    const byRight = rowOf({ ...CARD, kind: 'commune', ex_officio: true }, ground).locked;
    expect(byRight).toMatchObject({ kind: 'de droit', insee_code: 'de droit' });
    const archived = { ...CARD, abilities: { edit: { allowed: false, reason: 'Archivé.' } } };
    expect(rowOf(archived, ground).locked).toEqual({
      name: 'Archivé.',
      status: 'Archivé.',
      'custom.gobelets': 'Archivé.',
    });
  });

  it('shows a commune by its name and takes name or code, whatever its accents', () => {
    rowOf(CARD, ground);
    const { format, parse } = column('commune');
    expect(format?.('67600')).toBe('Wisches');
    expect(format?.('Kehl')).toBe('Kehl');
    expect(parse?.('selestat')).toEqual({ ok: true, value: '67445' });
    expect(parse?.('67021')).toEqual({ ok: true, value: '67021' });
    expect(parse?.('Colmar')).toEqual({ ok: true, value: 'Colmar' });
  });

  it('finds communes while one types, and knows from then on what their codes are called', async () => {
    const { suggest, format } = column('commune');
    expect(await suggest?.('stras', new AbortController().signal)).toEqual([
      { value: '67462', label: 'Strasbourg', note: '67000, 67100' },
    ]);
    expect(format?.('67462')).toBe('Strasbourg');
  });

  it('sends the name of a commune that two have, for the server to decide', () => {
    const two = new Places(FIELDS);
    two.learn({ insee_code: '68001', name: 'Barr' });
    expect(two.codeOf('Barr')).toBeNull();
  });
});

describe('columns', () => {
  it('offer the statuses that may follow', () => {
    expect(column('status').offers?.(rowOf(CARD, ground))).toEqual(['active', 'paused', 'left']);
  });

  it('are sorted only where the server sorts, filtered only where it filters', () => {
    expect(column('main_contact')).toMatchObject({ sortable: false, filterable: false, editable: false });
    expect(column('topics')).toMatchObject({ sortable: false, filterable: true });
    expect(column('custom.gobelets')).toMatchObject({ sortable: true, filterable: true, kind: 'yes_no' });
    // Written with several lines: pasted over itself it stays as it is.
    expect(column('custom.consignes')).toMatchObject({ kind: 'long_text' });
  });

  it('are read only for a reader, each with its reason', () => {
    for (const one of columnsFor('Lecture seule.')) {
      expect(one.editable, one.key).toBe(false);
      expect(one.reason, one.key).toBeTruthy();
    }
  });
});

describe('changes', () => {
  it('are said in the contract’s words', () => {
    const set = { referent: null, street: '1 rue Haute', 'custom.gobelets': true };
    expect(changeOf({ id: 'm1', revision: 4, set })).toEqual({
      id: 'm1',
      revision: 4,
      set: { referent_id: null, street: '1 rue Haute', custom: { gobelets: true } },
    });
  });

  it('come back as the row now stands, refusals by column', () => {
    const errors = [
      { pointer: '/changes/1/set/custom/gobelets', code: 'a', detail: 'Oui ou non.' },
      { pointer: '/changes/1/set/referent_id', code: 'b', detail: 'Inconnu.' },
      { pointer: '/changes/1/set', code: 'c', detail: 'Archivé.' },
    ];
    const made: ChangesMade = {
      rows: [
        { id: 'm1', outcome: 'changed', revision: 5, member: { ...CARD, revision: 5 } },
        { id: 'm2', outcome: 'refused', revision: 1, errors },
      ],
    };
    const [changed, refused] = outcomesOf(made, ground);
    expect(changed).toMatchObject({ outcome: 'changed', revision: 5, values: { name: 'La Cigogne' } });
    expect(refused?.errors?.map(({ field }) => field)).toEqual(['custom.gobelets', 'referent', null]);
  });

  it('say what commune may have been meant, to be taken with one press', () => {
    const refused = (code: string, detail: string) => {
      const errors = [{ pointer: '/changes/0/set/commune', code, detail }];
      const rows = [{ id: 'm1', outcome: 'refused' as const, revision: 1, errors }];
      return outcomesOf({ rows }, ground)[0]?.errors?.[0]?.instead;
    };
    expect(refused('members.commune_doubtful', 'Voulez-vous dire Strasbourg (67482)\u202f?')).toEqual([
      { value: '67482', label: 'Strasbourg (67482)' },
    ]);
    const several = 'Plusieurs communes portent ce nom : indiquez le code INSEE (67125, 2A001).';
    expect(refused('members.commune_ambiguous', several)?.map(({ value }) => value)).toEqual([
      '67125',
      '2A001',
    ]);
    expect(refused('members.commune_unknown', 'Cette commune n’existe pas.')).toBeUndefined();
  });

  it('tell what somebody else made of the row', () => {
    const current = { revision: 6, changed_by: 'Alix', changed_at: '2026-11-23T10:00:00Z' };
    const member = { ...CARD, name: 'La Cigogne blanche', revision: 6 };
    const [stale] = outcomesOf({ rows: [{ id: 'm1', outcome: 'refused', current, member }] }, ground);
    expect(stale?.values).toBeUndefined();
    expect(stale?.current).toMatchObject({
      revision: 6,
      changed_by: 'Alix',
      values: { name: 'La Cigogne blanche' },
    });
  });
});

describe('the standing of columns', () => {
  it('goes to a view and comes back', () => {
    const columns = columnsFor();
    const view = [{ key: 'name', frozen: true, width: 320 }, { key: 'custom.gobelets' }, { key: 'kind' }];
    const layout = layoutOfView(view, columns);
    expect(viewColumns(layout, columns)).toEqual(view);
    // A view shows what it names, and nothing that has gone.
    const gone = layoutOfView([...view, { key: 'custom.partie' }], columns);
    expect(viewColumns(gone, columns)).toEqual(view);
    expect(layoutOfView([], columns).hidden).not.toContain('commune');
  });
});
