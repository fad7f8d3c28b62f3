/** How the columns stand: order, hidden, frozen, widths. Frozen columns come first, each group in the layout's order. */
import type { Column, Kind, Layout } from '../contract';

export const LEAST_WIDTH = 56;
export const MOST_WIDTH = 900;

const WIDTHS: Record<Kind, number> = {
  text: 180,
  long_text: 260,
  number: 120,
  date: 128,
  choice: 160,
  multi: 220,
  yes_no: 110,
};

export interface Placed {
  column: Column;
  /** From the left of its group: of the frozen ones, or of the sheet for the others. */
  left: number;
  width: number;
  frozen: boolean;
}

export interface Arrangement {
  shown: readonly Placed[];
  /** How many of them, from the first, stay at the left. */
  frozen: number;
  frozenWidth: number;
  width: number;
}

export function layoutOf(columns: readonly Column[]): Layout {
  return {
    order: columns.map(({ key }) => key),
    hidden: columns.filter(({ hidden }) => hidden).map(({ key }) => key),
    frozen: columns.filter(({ frozen }) => frozen).map(({ key }) => key),
    widths: {},
  };
}

/** All columns in the layout's order; the ones it doesn't know last, those that no longer exist left out. */
export function ordered(columns: readonly Column[], layout: Layout): Column[] {
  const rank = new Map(layout.order.map((key, at) => [key, at]));
  const place = (column: Column) => rank.get(column.key) ?? layout.order.length + columns.indexOf(column);
  const frozen = new Set(layout.frozen);
  const group = (column: Column) => (frozen.has(column.key) ? 0 : 1);
  return [...columns].sort((a, b) => group(a) - group(b) || place(a) - place(b));
}

export function widthOf(column: Column, layout: Layout): number {
  return clampWidth(layout.widths[column.key] ?? column.width ?? WIDTHS[column.kind]);
}

export function clampWidth(px: number): number {
  return Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, px)));
}

/** Frozen columns give way when they would leave less than `room` minus their width to scroll in. */
export function arranged(
  columns: readonly Column[],
  layout: Layout,
  lead: number,
  room: number,
): Arrangement {
  const hidden = new Set(layout.hidden);
  const stays = new Set(layout.frozen);
  const shown: Placed[] = [];
  let left = lead;
  let frozen = 0;
  let frozenWidth = lead;
  for (const column of ordered(columns, layout)) {
    if (hidden.has(column.key)) continue;
    const width = widthOf(column, layout);
    const holds = stays.has(column.key) && frozen === shown.length && left + width <= room;
    shown.push({ column, left, width, frozen: holds });
    left += width;
    if (holds) {
      frozen++;
      frozenWidth = left;
    }
  }
  return { shown, frozen, frozenWidth, width: left };
}

export function withWidth(layout: Layout, key: string, px: number): Layout {
  return { ...layout, widths: { ...layout.widths, [key]: clampWidth(px) } };
}

export function withHidden(layout: Layout, key: string, hidden: boolean): Layout {
  const others = layout.hidden.filter((one) => one !== key);
  return { ...layout, hidden: hidden ? [...others, key] : others };
}

/** Puts a column before another one, or last; it becomes frozen if it lands among the frozen ones. */
export function withMoved(
  columns: readonly Column[],
  layout: Layout,
  key: string,
  before: string | null,
): Layout {
  if (key === before) return layout;
  const order = ordered(columns, layout).map((column) => column.key);
  const rest = order.filter((one) => one !== key);
  const to = before === null ? rest.length : rest.indexOf(before);
  if (to < 0) return layout;
  rest.splice(to, 0, key);
  const stays = new Set(layout.frozen);
  // Between the two groups a column keeps to its own.
  const after = rest[to + 1];
  const previous = rest[to - 1];
  const among =
    (after !== undefined && stays.has(after)) ||
    (stays.has(key) && previous !== undefined && stays.has(previous));
  const frozen = layout.frozen.filter((one) => one !== key);
  const alone = stays.has(key) && frozen.length === 0 && to === 0;
  return { ...layout, order: rest, frozen: among || alone ? [...frozen, key] : frozen };
}

/** One step left or right among the shown columns. */
export function withStep(columns: readonly Column[], layout: Layout, key: string, by: -1 | 1): Layout {
  const hidden = new Set(layout.hidden);
  const shown = ordered(columns, layout).filter((column) => !hidden.has(column.key));
  const at = shown.findIndex((column) => column.key === key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= shown.length) return layout;
  const before = by < 0 ? shown[to]?.key : (shown[to + 1]?.key ?? null);
  return withMoved(columns, layout, key, before ?? null);
}

/** Freezes all shown columns up to this one; `null` frees them all. */
export function withFrozen(columns: readonly Column[], layout: Layout, upTo: string | null): Layout {
  if (upTo === null) return { ...layout, frozen: [] };
  const order = ordered(columns, layout).map((column) => column.key);
  const hidden = new Set(layout.hidden);
  const frozen = order
    .slice(0, order.indexOf(upTo) + 1)
    .filter((key) => !hidden.has(key) || layout.frozen.includes(key));
  return { ...layout, order, frozen };
}

export function sameLayout(a: Layout, b: Layout): boolean {
  const list = (x: readonly string[], y: readonly string[]) =>
    x.length === y.length && x.every((key, at) => key === y[at]);
  const keys = new Set([...Object.keys(a.widths), ...Object.keys(b.widths)]);
  return (
    list(a.order, b.order) &&
    list(a.hidden, b.hidden) &&
    list(a.frozen, b.frozen) &&
    [...keys].every((key) => a.widths[key] === b.widths[key])
  );
}
