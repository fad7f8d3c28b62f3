/** Which names can stand on the map without covering one another: the most important first. Pure. */
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
}

const cover = (one: Label, other: Label) =>
  Math.abs(one.x - other.x) * 2 < one.width + other.width &&
  Math.abs(one.y - other.y) * 2 < one.height + other.height;

/** Given by importance; for each whether it stands. */
export function standing(labels: readonly Label[]): boolean[] {
  const placed: Label[] = [];
  return labels.map((label) => {
    const free = !placed.some((other) => cover(label, other));
    if (free) placed.push(label);
    return free;
  });
}

/** Where the name of a place in sight stands: over its place, or as near as the edge lets all of it be read. */
export function legible(middle: number, width: number, from: number, to: number): number {
  if (middle < from || middle > to || width > to - from) return middle;
  return Math.min(Math.max(middle, from + width / 2), to - width / 2);
}
