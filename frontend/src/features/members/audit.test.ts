import { describe, expect, it } from 'vitest';
import type { AuditLine } from '@/api';
import { titleOf } from './Audit';
import { fieldName, filterParts, shownValue } from './AuditValue';
import { parted } from './auditParts';
import { membersWords } from './words';
import { auditWords } from './words/audit';
import { recordWords } from './words/record';

const words = { ...membersWords.fr, ...recordWords.fr, audit: auditWords.fr };

describe('a change', () => {
  it('names its field in the words of the form', () => {
    expect(fieldName(words, 'phone')).toBe('Téléphone de l’organisation');
    expect(fieldName(words, 'contact.phone')).toBe('Téléphone');
    expect(fieldName(words, 'referent_id')).toBe('Suivi par');
    expect(fieldName(words, 'name', 'topic')).toBe('Nom');
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

describe('the filter of an export', () => {
  const kind = { field: 'kind', op: 'in', value: ['association'] };
  it('is told as the list was narrowed: by chips, by a tree, by words', () => {
    expect(filterParts({ kind: 'association', sort: 'name' }, words.audit)).toEqual([{ and: [kind] }]);
    const asked = { filter: JSON.stringify({ or: [kind] }), q: 'vélo', archived: true };
    expect(filterParts(asked, words.audit)).toEqual([
      { or: [kind] },
      'recherche «\u202fvélo\u202f»',
      'archivés',
    ]);
    expect(filterParts(kind, words.audit)).toEqual([kind]);
    expect(filterParts({ sort: 'name' }, words.audit)).toEqual([]);
  });
  it('names columns, rows and format in words', () => {
    expect(fieldName(words, 'columns', 'members')).toBe('Colonnes');
    expect(shownValue('xlsx', words)).toBe('Excel (.xlsx)');
  });
});

describe('a line of the journal', () => {
  const line = (more: Partial<AuditLine>): AuditLine => ({
    id: 'a',
    at: '2026-11-23T10:00:00Z',
    by: { kind: 'person', name: 'Camille Rotrieder' },
    way: 'screen',
    verb: 'create',
    record: 'member',
    label: 'Barr',
    changes: [],
    count: 1,
    ...more,
  });
  const called = (outcome: string) =>
    line({
      record: 'interaction',
      changes: [
        { field: 'channel', before: null, after: 'call' },
        { field: 'outcome', before: null, after: outcome },
      ],
    });

  it('says of an exchange what it was and what came of it', () => {
    expect(titleOf(called('wrong_number'), words, true)).toBe('Appel noté\u00a0: faux numéro\u00a0· Barr');
    expect(titleOf(called('reached'), words, true)).toBe('Appel noté\u00a0· Barr');
  });
  it('says of many records how many there were', () => {
    const undone = line({ verb: 'delete', count: 305 });
    expect(titleOf(undone, words, true)).toBe('Suppression en annulant un import\u00a0· 305 membres');
    expect(titleOf(line({ record: 'import', verb: 'undo', label: 'club.xlsx' }), words, true)).toBe(
      'Import annulé\u00a0· club.xlsx',
    );
  });
});

describe('what is kept as a whole', () => {
  it('a word of somebody is told by what they said, when, and on which occasion', () => {
    const after = { action: 'objected', on: '2026-11-20', way: 'phone', origin: null };
    const told = parted({ field: 'contact.consent.messages', before: null, after }, 'member');
    expect(told.map(({ field, after }) => [fieldName(words, field), shownValue(after, words)])).toEqual([
      ['Messages', 's’y oppose'],
      ['Jour', '2026-11-20'],
    ]);
  });
  it('terms are told by what differs, and nothing else is taken apart', () => {
    const before = { state: 'no', faults: [] };
    const after = { state: 'partial', faults: [] };
    const told = parted({ field: 'accessibility', before, after }, 'privacy');
    expect(told).toEqual([
      { field: 'accessibility.state', before: 'accessibility.no', after: 'accessibility.partial' },
    ]);
    expect(shownValue(told[0]?.after, words)).toBe('partiellement conforme');
    const filter = { field: 'filter', before: null, after: { q: 'x' } };
    expect(parted(filter, 'view')).toEqual([filter]);
  });
});
