import { describe, expect, it } from 'vitest';
import { bodyOf, EMPTY, fieldOfPath, isName, missing, stepOf } from './joinForm';

const baker = {
  ...EMPTY,
  name: 'Au Pain des Bois',
  kind: 'company' as const,
  size: 'small' as const,
  commune: { insee_code: '67462', name: 'Sélestat' },
  given_name: 'Élise',
  family_name: 'Exemple',
  email: 'elise@pain-des-bois.example',
};

describe('the form to join', () => {
  it('tells a name from a number', () => {
    expect(['Au Pain des Bois', 'L’École'].map(isName)).toEqual([true, true]);
    expect(['123 456 789', '12345678900012', 'W671000123'].map(isName)).toEqual([false, false, false]);
  });

  it('asks for few things, each on its step', () => {
    expect(missing('organisation', EMPTY)).toEqual(['name', 'kind', 'commune']);
    expect(missing('person', { ...EMPTY, email: ' ' })).toEqual(['given_name', 'family_name', 'email']);
    expect(missing('organisation', baker)).toEqual([]);
    expect(missing('last', EMPTY)).toEqual([]);
  });

  it('sends what was filled in, and nothing empty', () => {
    expect(bodyOf(baker, 't')).toEqual({
      ticket: 't',
      organisation: { name: 'Au Pain des Bois', kind: 'company', size: 'small', commune: '67462' },
      person: { given_name: 'Élise', family_name: 'Exemple', email: 'elise@pain-des-bois.example' },
      topics: [],
      charter_agreed: false,
      newsletter: false,
    });
    // Only companies have a size; a place that is no French commune goes by its name.
    const abroad = bodyOf(
      { ...baker, kind: 'association', commune: { insee_code: null, name: 'Kehl' } },
      't',
    );
    expect(abroad.organisation).toMatchObject({ commune: 'Kehl' });
    expect(abroad.organisation).not.toHaveProperty('size');
  });

  it('leads back to the step where a fault is', () => {
    expect(fieldOfPath('organisation.siret')).toBe('siret');
    expect(fieldOfPath('person.email')).toBe('email');
    expect(fieldOfPath('message')).toBe('message');
    expect(stepOf(['email', 'siret'])).toBe('organisation');
    expect(stepOf(['email'])).toBe('person');
    expect(stepOf(['ticket'])).toBe(null);
  });
});
