import { describe, expect, it } from 'vitest';
import { pathOfPointer, problemToFormErrors } from './formErrors';
import { Problem } from './problem';

describe('pointers', () => {
  it('become the paths of the form', () => {
    expect(pathOfPointer('#/contacts/0/email')).toBe('contacts.0.email');
    expect(pathOfPointer('/name')).toBe('name');
    expect(pathOfPointer('#/a~1b/m~0n')).toBe('a/b.m~n');
    expect(pathOfPointer('#/caf%C3%A9')).toBe('café');
  });
  it('survive a broken percent encoding', () => {
    expect(pathOfPointer('#/100%')).toBe('100%');
  });
});

describe('errors of a form', () => {
  const problem = new Problem(422, {
    errors: [
      { pointer: '#/siret', code: 'luhn', detail: 'Clé fausse.' },
      { pointer: '#/siret', code: 'length', detail: '14 chiffres.' },
      { pointer: '#/elsewhere', code: 'x', detail: 'Autre chose.' },
    ],
  });
  it('gather by field and keep what matches none', () => {
    expect(problemToFormErrors(problem, (path) => path === 'siret')).toEqual({
      fields: { siret: 'Clé fausse. 14 chiffres.' },
      leftovers: ['Autre chose.'],
    });
  });
  it('are none when the error is of another nature', () => {
    expect(problemToFormErrors(new Error('x'), () => true)).toEqual({ fields: {}, leftovers: [] });
  });
});
