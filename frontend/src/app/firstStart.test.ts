import { expect, it } from 'vitest';
import { further } from './firstStart';

it('does not lose how far one has come by going back', () => {
  expect(further('mail', 'territory')).toBe('mail');
  expect(further('club', 'territory')).toBe('territory');
  expect(further('done', 'rhythm')).toBe('done');
});
