/** How far a run of retention is: what is still too old by its rules. */
import type { RetentionReport, RetentionRule } from '@/api';

export const remaining = ({ rules }: Pick<RetentionReport, 'rules'>, of: readonly RetentionRule[]): number =>
  rules.filter(({ rule }) => of.includes(rule)).reduce((sum, { count }) => sum + count, 0);

/** Those by which something is too old. */
export const dueRules = ({ rules }: Pick<RetentionReport, 'rules'>): RetentionRule[] =>
  rules.filter(({ count }) => count > 0).map(({ rule }) => rule);
