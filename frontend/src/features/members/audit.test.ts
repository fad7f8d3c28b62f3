import { describe, expect, it } from 'vitest';
import { fieldName, shownValue } from './Audit';
import { membersWords } from './words';

const words = membersWords.fr;

describe('a change', () => {
  it('names its field in the words of the form', () => {
    expect(fieldName(words, 'phone')).toBe('Téléphone');
    expect(fieldName(words, 'contacts.0.given_name')).toBe('Prénom');
  });
  it('keeps the name of a field this page does not know', () => {
    expect(fieldName(words, 'geo_source')).toBe('geo source');
  });
  it('shows values as a person reads them', () => {
    expect(shownValue('public_body', words)).toBe('Établissement public');
    expect(shownValue('+33353010018', words)).toBe('03\u00a053\u00a001\u00a000\u00a018');
    expect(shownValue(null, words)).toBe('vide');
    expect(shownValue(true, words)).toBe('oui');
    expect(shownValue([{ name: 'Réemploi' }, 'x'], words)).toBe('Réemploi, x');
  });
});
