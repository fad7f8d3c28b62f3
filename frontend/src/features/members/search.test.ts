import { describe, expect, it } from 'vitest';
import { memberQueryOf, readMemberSearch } from './search';

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
});
