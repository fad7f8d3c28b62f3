import { describe, expect, it } from 'vitest';
import { addressOf, choosing, type Pair, pairsOf } from './address';

describe('the address of a question', () => {
  it('holds what the form asks for, and nothing that is empty', () => {
    const form = document.createElement('form');
    form.innerHTML = `
      <input name="q" value="  St Pierre & co ">
      <input type="hidden" name="view" value="map">
      <input type="checkbox" name="kind" value="company" checked>
      <input type="checkbox" name="kind" value="association" checked>
      <input type="checkbox" name="commune" value="67462">
      <input name="lang" value="">`;
    const pairs = pairsOf(form);
    expect(addressOf('/annuaire', pairs)).toBe(
      '/annuaire?q=St+Pierre+%26+co&view=map&kind=company&kind=association',
    );
    expect(addressOf('/annuaire', [])).toBe('/annuaire');
  });

  it('chooses one commune, and gives it back when it is chosen again', () => {
    const asked: Pair[] = [
      ['q', 'vélo'],
      ['commune', '67462'],
    ];
    const other = choosing(asked, 'commune', '67003');
    expect(other).toEqual([
      ['q', 'vélo'],
      ['commune', '67003'],
    ]);
    expect(choosing(other, 'commune', '67003')).toEqual([['q', 'vélo']]);
    const several: Pair[] = [...other, ['commune', '67462']];
    expect(choosing(several, 'commune', '67003')).toEqual(other);
  });
});
