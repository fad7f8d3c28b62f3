/** Members of a commune as a shade and as a disc: one look tells few from many, and the number stands in words. */

/** Shades beside that of nothing. */
export const SHADES = 4;

export interface Shades {
  /** 0 for none, then 1 to 4. */
  of(count: number): number;
  /** From and to, of each shade that is used, from the lightest. */
  ranges: [from: number, to: number][];
}

/** About as many communes in each shade; equal counts always in the same one. */
export function shadesOf(counts: readonly number[]): Shades {
  const there = counts.filter((count) => count > 0).sort((a, b) => a - b);
  const values = [...new Set(there)];
  const groups = Math.min(SHADES, values.length);
  const tops: number[] = [];
  for (let group = 1; group <= groups; group++) {
    const at = Math.ceil((there.length * group) / groups) - 1;
    const top = there[at];
    if (top !== undefined && top !== tops.at(-1)) tops.push(top);
  }
  const ranges = tops.map((to, at): [number, number] => {
    const below = tops[at - 1];
    return [values.find((value) => below === undefined || value > below) ?? to, to];
  });
  // The darkest is always used: fewer shades are the darker ones.
  const first = SHADES - tops.length + 1;
  return {
    ranges,
    of: (count) => {
      if (count <= 0) return 0;
      const at = tops.findIndex((top) => count <= top);
      return at === -1 ? SHADES : first + at;
    },
  };
}

/** The radius of a disc: its area tells the count. Nobody who has a disc is too small to be hit. */
export function radiusOf(count: number, most: number, largest: number): number {
  // As wide as a finger needs it (WCAG 2.2, 2.5.8).
  const LEAST = 12;
  if (count <= 0 || most <= 0) return 4;
  return LEAST + (largest - LEAST) * Math.sqrt(count / most);
}
