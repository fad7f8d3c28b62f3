/** Whom an invitation goes to: a segment of the team, or one of two groups that every club has. */
import { both, type FilterTree, isTree } from '@/features/members';

/** Under which words the form offers them, beside the ids of segments. */
export const TOWNS = 'towns';
export const EVERYBODY = 'everybody';

const active: FilterTree = { field: 'status', op: 'eq', value: 'active' };
const commune: FilterTree = { field: 'kind', op: 'eq', value: 'commune' };
const reached: FilterTree = { field: 'deliverable_address', op: 'eq', value: true };
const unreached: FilterTree = { field: 'deliverable_address', op: 'eq', value: false };

interface Segment {
  id: string;
  filter?: unknown;
}

/** The members that it names; null where nothing names any. */
export function treeOf(whom: string, segments: readonly Segment[]): FilterTree | null {
  if (whom === EVERYBODY) return active;
  if (whom === TOWNS) return both(active, commune);
  const filter = segments.find(({ id }) => id === whom)?.filter;
  return isTree(filter) ? filter : null;
}

export const audienceOf = (whom: string, segments: readonly Segment[]) =>
  whom === EVERYBODY || whom === TOWNS ? { filter: treeOf(whom, segments) } : { segment: whom };

/** Of these, who has an address that takes messages, and who has none. */
export const reachedOf = (tree: FilterTree) => both(tree, reached) ?? tree;
export const unreachedOf = (tree: FilterTree) => both(tree, unreached) ?? tree;
