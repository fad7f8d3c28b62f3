/** The shape of a filter tree: whatever reads an address needs no more of it. */

export interface Condition {
  field: string;
  op: string;
  value?: unknown;
}
export type FilterTree = Condition | { and: FilterTree[] } | { or: FilterTree[] } | { not: FilterTree };

/** A tree out of an address or a view that has the shape of one; what it names is the server's to judge. */
export function isTree(value: unknown): value is FilterTree {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const tree = value as Record<string, unknown>;
  const [key, ...others] = Object.keys(tree);
  if (typeof tree.field === 'string') return typeof tree.op === 'string';
  if (others.length > 0) return false;
  if (key === 'not') return isTree(tree.not);
  return (
    (key === 'and' || key === 'or') && Array.isArray(tree[key]) && (tree[key] as unknown[]).every(isTree)
  );
}
