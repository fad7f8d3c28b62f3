import { describe, expect, it } from 'vitest';
import { type MemberPage, Problem } from '@/api';
import { choiceErrors, choiceInUse, withBack } from './choices';
import { customName } from './names';
import { writtenValue, writtenValues } from './values';

const BEFORE = ['Métal', 'Plastique', 'Bois'].map((name) => ({ id: name.toLowerCase(), name }));

describe('a choice that members have', () => {
  it('is known by what the server says of it', () => {
    const choice = { id: 'métal', name: 'Métal', used_by: 2 };
    expect(choiceInUse(new Problem(409, { code: 'members.choice_in_use', choice }))).toEqual(choice);
    expect(choiceInUse(new Problem(409, { code: 'members.field_exists' }))).toBeNull();
  });
  it('comes back to where it stood, whatever was done to the others', () => {
    const names = (...args: Parameters<typeof withBack>) => withBack(...args).map(({ name }) => name);
    expect(names([BEFORE[0] ?? { name: '' }, { name: 'Verre' }], BEFORE, 'plastique')).toEqual([
      'Métal',
      'Plastique',
      'Verre',
    ]);
    expect(names([{ name: 'Verre' }], BEFORE, 'métal')).toEqual(['Métal', 'Verre']);
    expect(names(BEFORE, BEFORE, 'bois')).toEqual(['Métal', 'Plastique', 'Bois']);
    expect(names([], BEFORE, 'inconnu')).toEqual([]);
  });
});

it('tells an error at the line it is about, blank lines not counted', () => {
  const lines = [{ name: 'A' }, { name: ' ' }, { name: 'a' }];
  expect(choiceErrors(lines, { 'choices.1.name': 'Déjà dans la liste.' })).toEqual([
    undefined,
    undefined,
    'Déjà dans la liste.',
  ]);
});

describe('a value', () => {
  it('is written as the server reads it back', () => {
    expect(writtenValue(1250.5, 'fr')).toBe('1250,5');
    expect(writtenValue(1250.5, 'en')).toBe('1250.5');
    expect(writtenValue(false, 'fr')).toBe('non');
    expect(writtenValue('2026-11-20', 'fr')).toBe('2026-11-20');
    expect(writtenValue(null, 'fr')).toBe('');
  });
  it('is empty for a field that this member has nothing in', () => {
    const member = { custom: { slogan: 'Réparer' } } as unknown as MemberPage;
    const fields = ['slogan', 'matiere'].map((key) => ({ key })) as unknown as Parameters<
      typeof writtenValues
    >[1];
    expect(writtenValues(member, fields, 'fr')).toEqual({ 'custom.slogan': 'Réparer', 'custom.matiere': '' });
    expect(customName({ key: 'slogan' })).toBe('custom.slogan');
  });
});
