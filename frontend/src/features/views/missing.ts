/** A view some of whose fields have been archived: what is left of it still holds. */
import type { View } from '@/api';
import { type FilterTree, isTree, withoutFields } from '@/features/members';

/** The view without what it says of fields that are gone; the same object when none is. */
export function asItHolds(view: View): View {
  if (view.missing.length === 0) return view;
  const gone = new Set(view.missing);
  const filter: FilterTree | null = isTree(view.filter) ? withoutFields(view.filter, gone) : null;
  return {
    ...view,
    filter,
    columns: view.columns.filter(({ key }) => !gone.has(key)),
    sort: view.sort && gone.has(view.sort.replace(/^-/, '')) ? null : (view.sort ?? null),
  };
}
