import { describe, expect, it } from 'vitest';
import { readMemberSearch } from './search';
import {
  chipsOf,
  countsQuestion,
  memberQueryOf,
  quickOf,
  quickTree,
  unreadOf,
  whichOf,
  withoutChips,
  withoutQuick,
} from './searchAsked';

describe('the address of the list', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(
      readMemberSearch({
        q: 'barr',
        kind: 'commune,nonsense',
        status: 'x',
        sort: '-joined_on',
        evil: '<script>',
      }),
    ).toEqual({ q: 'barr', kind: 'commune', sort: '-joined_on' });
  });
  it('reads a search made of digits, as a postal code is', () => {
    expect(readMemberSearch({ q: 67100 }).q).toBe('67100');
  });
  it('does not send the open drawer to the server', () => {
    expect(memberQueryOf({ q: 'a', nouveau: true }, 'me')).toEqual({ q: 'a' });
  });
  it('asks for the members of whoever looks', () => {
    expect(memberQueryOf({ suivis: 'moi' }, 'me')).toEqual({ referent: 'me' });
  });
  it('holds a view or a segment, and the filter tree that stands for theirs', () => {
    const vue = '019ab1c2-0000-7000-8000-000000000000';
    expect(readMemberSearch({ vue, segment: vue, filtre: { and: [] } })).toEqual({
      vue,
      filtre: { and: [] },
    });
    expect(readMemberSearch({ vue: 'mine', filtre: 'x' })).toEqual({});
    expect(memberQueryOf({ vue, kind: 'commune' }, 'me', { sort: 'name' })).toEqual({
      view: vue,
      kind: 'commune',
    });
    // Once its filter is another, the view only lends its order.
    const filtre = { field: 'kind', op: 'eq', value: 'commune' };
    expect(memberQueryOf({ vue, filtre }, 'me', { sort: '-joined_on' })).toEqual({
      filter: JSON.stringify(filtre),
      sort: '-joined_on',
    });
    expect(memberQueryOf({ vue, filtre: null, sort: 'name' }, 'me', { sort: '-joined_on' })).toEqual({
      sort: 'name',
    });
  });
  it('names the same members for a change of all of them, but those of the archive', () => {
    const query = memberQueryOf({ q: 'a', sort: 'name', filtre: { and: [] } }, 'me');
    expect(whichOf(query)).toEqual({ q: 'a', filter: { and: [] } });
    expect(whichOf({ archived: true })).toBeNull();
  });
  it('is counted as it stands, and each facet within all the others', () => {
    const query = memberQueryOf({ q: 'a', kind: 'commune', follow_up: 'never', sort: 'name' }, 'me');
    expect(countsQuestion(query)).toEqual({ q: 'a', kind: 'commune', follow_up: 'never' });
    expect(countsQuestion(query, 'follow_up')).toEqual({ q: 'a', kind: 'commune' });
    expect(countsQuestion(query, 'kind')).toEqual({ q: 'a', follow_up: 'never' });
  });
  it('tells what of it could not be read, rather than showing everybody', () => {
    const vue = '019ab1c2-0000-7000-8000-000000000000';
    expect(unreadOf({ filtre: 'abc' })).toEqual(['filtre']);
    expect(unreadOf({ vue: 'nope', kind: 'zzz', sort: '--' })).toEqual(['kind', 'sort', 'vue']);
    // A part of it would be another list than the one that was meant.
    expect(unreadOf({ status: 'active,gone' })).toEqual(['status']);
    expect(unreadOf({ q: 67100, kind: 'commune', vue, filtre: null, archived: false })).toEqual([]);
    // What a letter’s tracking hangs on a link says nothing of the list; a view stands before a segment.
    expect(unreadOf({ utm_source: 'x', vue, segment: vue })).toEqual([]);
  });
  it('knows chips from the rest', () => {
    const search = { q: 'a', kind: 'commune', suivis: 'moi', sort: 'name' } as const;
    expect(quickOf(search)).toEqual({ kind: 'commune', suivis: 'moi' });
    expect(withoutQuick(search)).toEqual({ q: 'a', sort: 'name' });
    expect(chipsOf(search)).toEqual({ suivis: 'moi' });
    expect(withoutChips(search)).toEqual({ q: 'a', kind: 'commune', sort: 'name' });
  });
  it('says chips as a filter that a view can keep', () => {
    expect(quickTree({ kind: 'commune,association', suivis: 'moi', q: 'a' }, 'me')).toEqual({
      and: [
        { field: 'kind', op: 'in', value: ['commune', 'association'] },
        { field: 'referent', op: 'in', value: ['me'] },
      ],
    });
    expect(quickTree({ q: 'a' }, 'me')).toBeNull();
  });
});
