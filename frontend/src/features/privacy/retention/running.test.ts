import { expect, it } from 'vitest';
import type { RetentionRuleReport } from '@/api';
import { dueRules, remaining } from './running';

const rules = [
  { rule: 'departed_people', count: 3 },
  { rule: 'import_files', count: 0 },
  { rule: 'audit_lines', count: 40 },
] as RetentionRuleReport[];

it('counts what is left by the rules that run, and offers those by which something is too old', () => {
  expect(dueRules({ rules })).toEqual(['departed_people', 'audit_lines']);
  expect(remaining({ rules }, ['departed_people', 'import_files'])).toBe(3);
  expect(remaining({ rules }, [])).toBe(0);
});
