/** How the columns stand, between the sheet, the views of the contract and what a browser keeps for a person. */
import { useMemo, useState } from 'react';
import type { RowDensity, ViewColumn } from '@/api';
import { type Column, type Density, type Layout, layoutOf } from '@/sheet';

export interface Standing {
  layout: Layout;
  density: Density;
}

/** What of an open view says how the columns stand. */
export interface ViewStanding {
  id: string;
  revision: number;
  columns: readonly ViewColumn[];
  density?: RowDensity | null | undefined;
}

const DENSITIES = { compact: 'compact', standard: 'normal', comfort: 'comfortable' } as const;
const SHEET_DENSITIES = { compact: 'compact', normal: 'standard', comfortable: 'comfort' } as const;

export const densityOfView = (density: RowDensity | null | undefined): Density =>
  SHEET_DENSITIES[density ?? 'normal'];
export const viewDensity = (density: Density): RowDensity => DENSITIES[density];

/** The shown columns in their order: a view shows what it names. */
export function viewColumns(layout: Layout, columns: readonly Column[]): ViewColumn[] {
  const known = new Map(columns.map((column) => [column.key, column]));
  const named = new Set(layout.order);
  const order = [...layout.order, ...columns.map(({ key }) => key).filter((key) => !named.has(key))];
  const frozen = new Set(layout.frozen);
  const hidden = new Set(layout.hidden);
  return order
    .filter((key) => known.has(key) && !hidden.has(key))
    .map((key) => ({
      key,
      ...(frozen.has(key) && { frozen: true }),
      ...(layout.widths[key] !== undefined && { width: layout.widths[key] }),
    }));
}

export function layoutOfView(view: readonly ViewColumn[], columns: readonly Column[]): Layout {
  // One made without columns, by the API for instance, is shown as the list usually is.
  if (view.length === 0) return layoutOf(columns);
  const shown = view.filter(({ hidden }) => !hidden).map(({ key }) => key);
  const named = new Set(view.map(({ key }) => key));
  const others = columns.map(({ key }) => key).filter((key) => !named.has(key));
  return {
    order: [...view.map(({ key }) => key), ...others],
    hidden: columns.map(({ key }) => key).filter((key) => !shown.includes(key)),
    frozen: view.filter(({ frozen }) => frozen).map(({ key }) => key),
    widths: Object.fromEntries(view.flatMap(({ key, width }) => (width ? [[key, width]] : []))),
  };
}

/** A new column is shown right after another one: there the eye is, even in a view that does not name it. */
export function withColumn(layout: Layout, key: string, after: string | null): Layout {
  const order = layout.order.filter((one) => one !== key);
  const at = after === null ? -1 : order.indexOf(after);
  order.splice(at < 0 ? order.length : at + 1, 0, key);
  return { ...layout, order, hidden: layout.hidden.filter((one) => one !== key) };
}

const sameStanding = (a: Standing, b: Standing, columns: readonly Column[]) =>
  a.density === b.density &&
  JSON.stringify(viewColumns(a.layout, columns)) === JSON.stringify(viewColumns(b.layout, columns));

const keyOf = (accountId: string) => `maillage.members.${accountId}`;

function readOwn(accountId: string): Partial<Standing> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '{}');
    return isStanding(kept) ? kept : {};
  } catch {
    return {};
  }
}

function isStanding(kept: unknown): kept is Partial<Standing> {
  if (typeof kept !== 'object' || kept === null) return false;
  const { layout, density } = kept as Partial<Standing>;
  const lists = [layout?.order, layout?.hidden, layout?.frozen];
  const sound = layout === undefined || (lists.every(Array.isArray) && typeof layout.widths === 'object');
  return sound && (density === undefined || Object.keys(DENSITIES).includes(density));
}

function keepOwn(accountId: string, standing: Standing): void {
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(standing));
  } catch {
    // Not kept: the columns stand as they usually do at the next visit.
  }
}

/** In an open view what was saved with it, until changed; otherwise what this person last made of it. */
export function useStanding(accountId: string, columns: readonly Column[], view: ViewStanding | null) {
  const [own, setOwn] = useState(() => readOwn(accountId));
  const [draft, setDraft] = useState<(Standing & { of: string }) | null>(null);
  const of = view && `${view.id} ${view.revision}`;
  const saved: Standing = useMemo(
    () =>
      view
        ? { layout: layoutOfView(view.columns, columns), density: densityOfView(view.density) }
        : { layout: own.layout ?? layoutOf(columns), density: own.density ?? 'standard' },
    [view, columns, own],
  );
  const changed = of !== null && draft?.of === of ? draft : null;
  const standing = changed ?? saved;
  const change = (part: Partial<Standing>) => {
    const next = { layout: standing.layout, density: standing.density, ...part };
    if (of !== null) setDraft({ ...next, of });
    else {
      setOwn(next);
      keepOwn(accountId, next);
    }
  };
  return {
    layout: standing.layout,
    density: standing.density,
    onLayout: (layout: Layout) => change({ layout }),
    onDensity: (density: Density) => change({ density }),
    modified: changed !== null && !sameStanding(changed, saved, columns),
    revert: () => setDraft(null),
  };
}
