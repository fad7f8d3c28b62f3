import { describe, expect, it } from 'vitest';
import type { FilterFields } from '@/api';
import { told } from './telling';
import {
  both,
  conditionOf,
  type FilterTree,
  fieldsOf,
  finished,
  groupOf,
  isTree,
  treeOf,
  withCondition,
} from './tree';
import { filterWords } from './words';

const KIND = { field: 'kind', op: 'in', value: ['association'] };
const SILENT = { field: 'last_contact_on', op: 'nothing_since_days', value: 90 };
const OPEN = { field: 'commune', op: 'in', value: [] };

describe('a filter tree', () => {
  it('is told from what only looks like one', () => {
    expect(isTree({ and: [KIND, { not: { or: [SILENT] } }] })).toBe(true);
    for (const wrong of [
      null,
      [],
      'x',
      { and: KIND },
      { and: [KIND], or: [] },
      { field: 'kind' },
      { xor: [] },
    ]) {
      expect(isTree(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  it('is a group whose parts hold together one way, and back', () => {
    const trees: FilterTree[] = [
      { and: [KIND] },
      { or: [KIND] },
      { not: { or: [KIND] } },
      { not: { and: [KIND] } },
    ];
    for (const tree of trees) expect(treeOf(groupOf(tree))).toEqual(tree);
    expect(groupOf(KIND)).toEqual({ joint: 'all', parts: [KIND] });
    expect(groupOf({ not: KIND })).toEqual({ joint: 'none', parts: [KIND] });
    expect(groupOf({ not: { not: KIND } }).parts).toEqual([KIND]);
  });

  it('is sent without what is not finished, and knows where the rest stands', () => {
    const { tree, places } = finished({ and: [OPEN, KIND, { not: { or: [OPEN, SILENT] } }, { or: [OPEN] }] });
    expect(tree).toEqual({ and: [KIND, { not: { or: [SILENT] } }] });
    expect(Object.fromEntries(places)).toEqual({ 'and/0': 'and/1', 'and/1/not/or/0': 'and/2/not/or/1' });
    expect(finished({ and: [OPEN] }).tree).toBeNull();
    // What is false or nought is said all the same.
    expect(finished({ field: 'ex_officio', op: 'eq', value: false }).tree).toEqual({
      and: [{ field: 'ex_officio', op: 'eq', value: false }],
    });
  });

  it('takes one condition from a column’s header, whatever else it holds', () => {
    const tree: FilterTree = { and: [KIND, { or: [SILENT, OPEN] }] };
    expect(conditionOf(tree, 'kind')).toEqual(KIND);
    expect(conditionOf(tree, 'last_contact_on')).toBeNull();
    const other = { ...KIND, value: ['commune'] };
    expect(withCondition(tree, 'kind', other)).toEqual({ and: [other, { or: [SILENT, OPEN] }] });
    expect(withCondition({ or: [KIND, SILENT] }, 'kind', other)).toEqual({
      and: [{ or: [KIND, SILENT] }, other],
    });
    expect(withCondition(KIND, 'kind', null)).toBeNull();
  });

  it('joins another and names its fields', () => {
    expect(both({ and: [KIND] }, SILENT)).toEqual({ and: [KIND, SILENT] });
    expect(both({ or: [KIND] }, SILENT)).toEqual({ and: [{ or: [KIND] }, SILENT] });
    expect(both(null, SILENT)).toEqual(SILENT);
    expect(fieldsOf({ and: [KIND, { not: { or: [SILENT, KIND] } }] })).toEqual(['kind', 'last_contact_on']);
  });

  it('is told as a sentence', () => {
    const label = (text: string) => ({ fr: text, en: text });
    const fields: FilterFields = {
      fields: [
        {
          key: 'kind',
          kind: 'choice',
          group: 'member',
          label: label('Type'),
          operators: [
            { op: 'in', takes: 'many', label: label('est l’un de') },
            { op: 'eq', takes: 'one', label: label('est') },
          ],
          choices: [
            { value: 'association', label: label('Association') },
            { value: 'commune', label: label('Commune') },
          ],
          sortable: true,
        },
        {
          key: 'last_contact_on',
          kind: 'date',
          group: 'x',
          label: label('Dernier contact'),
          operators: [],
          choices: [],
          sortable: true,
        },
      ],
      periods: [],
    };
    const teller = { fields, language: 'fr' as const, words: filterWords.fr };
    expect(told(KIND, teller)).toBe('Type\u00a0: Association');
    expect(told({ and: [KIND, { or: [SILENT, KIND] }] }, teller)).toMatch(
      /^Type\s: Association et \(Dernier contact\s: rien depuis 90\sjours ou Type\s: Association\)$/,
    );
    const several = { ...KIND, value: ['association', 'company'] };
    expect(told(several, teller)).toBe('Type\u00a0: Association ou company');
    expect(told({ ...SILENT, op: 'older_than_days' }, teller)).toBe(
      'Dernier contact\u00a0: il y a plus de 90 jours',
    );
    expect(told({ field: 'custom.partie', op: 'eq', value: true }, teller)).toContain('champ disparu');
  });
});
