import { expect, it } from 'vitest';
import { initialsOf } from './brand';
import { safeReturn } from './guards';

it('returns to our own addresses only', () => {
  expect(safeReturn('/membres?kind=commune')).toBe('/membres?kind=commune');
  for (const foreign of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:x',
    undefined,
  ])
    expect(safeReturn(foreign)).toBe('/');
});
it('takes the initials of the first and the last name', () => {
  expect(initialsOf('Camille de la Roche')).toBe('CR');
  expect(initialsOf('Camille')).toBe('C');
});
