/** The filter tree of the contract, and what the screens do with it. Pure: no words, no requests. */
import type { FilterField, FilterFields } from '@/api';
import type { Condition, FilterTree } from './isTree';

export { type Condition, type FilterTree, isTree } from './isTree';

/** How the parts of a group hold together. */
export type Joint = 'all' | 'any' | 'none' | 'not_all';
export interface Group {
  joint: Joint;
  parts: FilterTree[];
}

/** Where a part stands: keys and numbers from the root, as the server's pointers tell it. */
export type Path = readonly (string | number)[];

export const isCondition = (tree: FilterTree): tree is Condition => 'field' in tree;

/** Any tree as a group; a condition alone is a group of one. */
export function groupOf(tree: FilterTree | null): Group {
  if (tree === null) return { joint: 'all', parts: [] };
  if (isCondition(tree)) return { joint: 'all', parts: [tree] };
  if ('and' in tree) return { joint: 'all', parts: tree.and };
  if ('or' in tree) return { joint: 'any', parts: tree.or };
  const { not } = tree;
  if (isCondition(not)) return { joint: 'none', parts: [not] };
  if ('or' in not) return { joint: 'none', parts: not.or };
  if ('and' in not) return { joint: 'not_all', parts: not.and };
  return groupOf(not.not);
}

export function treeOf({ joint, parts }: Group): FilterTree {
  if (joint === 'all') return { and: parts };
  if (joint === 'any') return { or: parts };
  return { not: joint === 'none' ? { or: parts } : { and: parts } };
}

/** Where the parts of such a group stand below its own path. */
export function pathOf(group: Joint, at: Path, index: number): Path {
  const keys = { all: ['and'], any: ['or'], none: ['not', 'or'], not_all: ['not', 'and'] }[group];
  return [...at, ...keys, index];
}

const isSaid = ({ value }: Condition) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/**
 * The tree without what is not finished yet; `null` if nothing is left. `places` tells where each condition that is
 * left stands in the tree that is being built, by where it stands in the one that is sent.
 */
export function finished(tree: FilterTree | null): { tree: FilterTree | null; places: Map<string, string> } {
  const places = new Map<string, string>();
  const keep = (part: FilterTree, from: Path, to: Path): FilterTree | null => {
    if (isCondition(part)) {
      if (!isSaid(part)) return null;
      places.set(to.join('/'), from.join('/'));
      return part;
    }
    const { joint, parts } = groupOf(part);
    const kept: FilterTree[] = [];
    for (const [index, one] of parts.entries()) {
      const left = keep(one, pathOf(joint, from, index), pathOf(joint, to, kept.length));
      if (left) kept.push(left);
    }
    return kept.length > 0 ? treeOf({ joint, parts: kept }) : null;
  };
  const root = tree && treeOf(groupOf(tree));
  return { tree: root && keep(root, [], []), places };
}

/** Both at once; `null` narrows nothing. */
export function both(one: FilterTree | null, other: FilterTree | null): FilterTree | null {
  if (!one || !other) return one ?? other;
  const parts = [one, other].flatMap((tree) => {
    const group = groupOf(tree);
    return group.joint === 'all' ? group.parts : [tree];
  });
  return { and: parts };
}

/** Conditions that every member of the list meets: the only ones that a column's header can change. */
export function conditionOf(tree: FilterTree | null, field: string): Condition | null {
  const { joint, parts } = groupOf(tree);
  return (joint === 'all' && parts.filter(isCondition).find((part) => part.field === field)) || null;
}

export function withCondition(
  tree: FilterTree | null,
  field: string,
  next: Condition | null,
): FilterTree | null {
  const group = groupOf(tree);
  const parts = group.joint === 'all' ? group.parts : [treeOf(group)];
  const at = parts.findIndex((part) => isCondition(part) && part.field === field);
  const others = parts.filter((_, index) => index !== at);
  if (next) others.splice(at < 0 ? others.length : at, 0, next);
  return others.length > 0 ? { and: others } : null;
}

/** What is left without any condition on these fields. */
export function withoutFields(tree: FilterTree, gone: ReadonlySet<string>): FilterTree | null {
  if (isCondition(tree)) return gone.has(tree.field) ? null : tree;
  if ('not' in tree) {
    const part = withoutFields(tree.not, gone);
    return part && { not: part };
  }
  const all = 'and' in tree;
  const parts = (all ? tree.and : tree.or).flatMap((part) => withoutFields(part, gone) ?? []);
  if (parts.length === 0) return null;
  return all ? { and: parts } : { or: parts };
}

/** The fields that the tree names, wherever. */
export function fieldsOf(tree: FilterTree | null): string[] {
  if (tree === null) return [];
  if (isCondition(tree)) return [tree.field];
  return [...new Set(groupOf(tree).parts.flatMap(fieldsOf))];
}

export const countOf = (tree: FilterTree | null): number =>
  tree === null
    ? 0
    : isCondition(tree)
      ? 1
      : groupOf(tree).parts.reduce((sum, part) => sum + countOf(part), 0);

export function takesOf(fields: FilterFields, { field, op }: Condition): string {
  const found = fields.fields.find(({ key }) => key === field);
  return found?.operators.find((one) => one.op === op)?.takes ?? 'text';
}

/** A new condition on a field: its first operator, several choices where there are some. */
export function begun(field: FilterField): Condition {
  const [first] = field.operators;
  const many = field.choices.length > 0 && field.operators.find(({ takes }) => takes === 'many');
  const { op, takes } = many || first || { op: 'eq', takes: 'one' };
  return { field: field.key, op, value: valueFor(takes, field, undefined) };
}

/** The value kept when the operator changes, if it can still be meant. */
export function valueFor(takes: string, field: FilterField, before: unknown): unknown {
  const one = Array.isArray(before) ? before[0] : before;
  if (takes === 'many') return before === undefined || before === '' ? [] : [before].flat();
  if (takes === 'yes_no') return typeof before === 'boolean' ? before : true;
  if (takes === 'days') return typeof one === 'number' ? one : 90;
  if (takes === 'period')
    return typeof one === 'string' && !/^\d{4}-\d\d-\d\d$/.test(one) ? one : 'this_year';
  if (takes === 'day') return typeof one === 'string' && /^\d{4}-\d\d-\d\d$/.test(one) ? one : '';
  if (field.kind === 'yes_no') return typeof one === 'boolean' ? one : true;
  if (field.kind === 'number') return typeof one === 'number' ? one : '';
  return typeof one === 'string' ? one : '';
}
