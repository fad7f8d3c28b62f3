import { expect, it } from 'vitest';
import type { ChangesMade } from '@/api';
import { journalWords } from '../words/journal';
import { toldUndone } from './UndoOperation';

const rows = (...outcomes: string[]) => ({ rows: outcomes.map((outcome) => ({ id: 'x', outcome })) });
const told = (...outcomes: string[]) =>
  toldUndone(rows(...outcomes) as Pick<ChangesMade, 'rows'>, journalWords.fr);

it('tells how many are as they were, and how many somebody changed since', () => {
  expect(told('changed', 'changed')).toMatch(/^2\smembres sont revenus comme ils étaient\.$/);
  expect(told('changed', 'refused')).toMatch(
    /^1\smembre est revenu .* 1\sautre, changé depuis par quelqu’un/,
  );
  expect(told('refused')).toMatch(/^Aucun membre n’a changé\. 1\sautre/);
});
