import { expect, it } from 'vitest';
import { askedOf, readSheetSearch, readSheetTab } from './search';

it('reads of an address what it knows, and asks the server for it', () => {
  const search = readSheetSearch({ q: 'fête', genre: 'advice', etat: 'published', autre: 1 });
  expect(askedOf(search)).toEqual({ q: 'fête', kind: 'advice', state: 'published' });
  expect(readSheetSearch({ genre: 'x', etat: 'y', q: '' })).toEqual({});
});

it('asks for what is due without a state: only what is published can be', () => {
  expect(askedOf(readSheetSearch({ etat: 'draft', revoir: true }))).toEqual({ review_due: true });
});

it('jumps to a field, and nowhere that no field could be', () => {
  expect(readSheetTab({ onglet: 'suivi', champ: 'sections.context' })).toEqual({
    onglet: 'suivi',
    champ: 'sections.context',
  });
  expect(readSheetTab({ onglet: 'fiche', champ: '<b>' })).toEqual({});
});
