import { expect, it } from 'vitest';
import { type FilterFields, Problem } from '@/api';
import { isUnknownSort, whyUnread } from './unread';

const problem = (pointer: string, code: string, detail: string, status = 422) =>
  new Problem(status, { status, code, detail, errors: [{ pointer, code, detail }] } as never);

it('tells in plain words what the server could not make of a link', () => {
  const gone = 'Le champ « zz » n’existe pas, ou n’existe plus.';
  expect(whyUnread(problem('?filter/and/0/field', 'house.filter_unknown_field', gone))).toEqual({
    said: gone,
  });
  // Names of the contract are no words for a person.
  const names = problem('?filter/op', 'house.filter_unknown_op', 'Pour ce champ : eq, ne, in, empty.');
  expect(whyUnread(names)).toBe('condition');
  expect(whyUnread(problem('?topic', 'house.wrong_parameter', '« zz » ne convient pas ici.'))).toBe('topic');
});

it('leaves any other failure to those who tell it', () => {
  expect(whyUnread(problem('', 'house.busy', 'Plus tard.', 503))).toBeNull();
  expect(whyUnread(new Error('network'))).toBeNull();
});

it('knows an order that the list does not have', () => {
  const fields = {
    fields: [
      { key: 'name', sortable: true },
      { key: 'size', sortable: false },
    ],
  };
  const asked = (sort: string) => isUnknownSort({ sort }, fields as unknown as FilterFields);
  expect([asked('name'), asked('-name'), asked('size'), asked('custom.gone')]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(isUnknownSort({ sort: 'name' }, undefined)).toBe(false);
});
