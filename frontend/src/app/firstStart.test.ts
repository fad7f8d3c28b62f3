import { expect, it } from 'vitest';
import { doneSteps, further } from './firstStart';

it('does not lose how far one has come by going back', () => {
  expect(further('mail', 'territory')).toBe('mail');
  expect(further('club', 'territory')).toBe('territory');
  expect(further('done', 'rhythm')).toBe('done');
});

it('calls a step done where something was chosen, not where one only passed', () => {
  const all = { name: true, communes: true, relay: true };
  expect([...doneSteps('rythme', all)]).toEqual(['compte', 'club', 'territoire']);
  expect([...doneSteps('rythme', { ...all, communes: false })]).toEqual(['compte', 'club']);
  expect([...doneSteps('fin', { name: false, communes: false, relay: false })]).toEqual(['compte', 'rythme']);
  expect([...doneSteps('compte', all)]).toEqual([]);
});
