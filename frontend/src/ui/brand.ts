/**
 * The club's own colours over the default fir green and sun yellow.
 * From one colour we compute its family; a colour that can't carry text at 4.5:1 (WCAG 1.4.3) is refused.
 */
export type Rgb = [number, number, number];

export function rgbOf(hex: string): Rgb | null {
  const match = /^#?([0-9a-f]{6})$/i.exec(hex.trim());
  if (!match?.[1]) return null;
  const value = Number.parseInt(match[1], 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function hexOf([r, g, b]: Rgb): string {
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, WCAG 2.2. */
export function luminance([r, g, b]: Rgb): number {
  const [x, y, z] = [r, g, b].map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, i) => part + ((to[i] ?? 0) - part) * share) as Rgb;
}

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const PAPER_DARK: Rgb = [17, 23, 20];
export const DEFAULT_BRAND = '#0f5c43';
export const DEFAULT_SPARK = '#f3b73b';
export const LEAST_CONTRAST = 4.5;

/** Mixes towards `to` until the pair reaches the wanted contrast. */
function until(from: Rgb, to: Rgb, against: Rgb, wanted: number): Rgb {
  for (let share = 0; share <= 1; share += 0.04) {
    const tried = mix(from, to, share);
    if (contrast(tried, against) >= wanted) return tried;
  }
  return to;
}

/** Tokens to set on the root, by appearance; `null` where the colour is not one. */
export function brandTokens(brand: string, scheme: 'light' | 'dark'): Record<string, string> | null {
  const base = rgbOf(brand);
  if (!base) return null;
  const deep = deepOf(base);
  if (scheme === 'light') {
    return {
      '--brand': hexOf(base),
      '--brand-hover': hexOf(mix(base, BLACK, 0.2)),
      '--brand-ink': hexOf(until(mix(base, BLACK, 0.18), BLACK, WHITE, 7)),
      '--brand-soft': hexOf(mix(base, WHITE, 0.88)),
      '--brand-deep': hexOf(deep),
      '--nav-current': hexOf(deep),
    };
  }
  const bright = until(mix(base, WHITE, 0.4), WHITE, PAPER_DARK, 8);
  return {
    '--brand': hexOf(bright),
    '--brand-hover': hexOf(mix(bright, WHITE, 0.25)),
    '--brand-ink': hexOf(mix(bright, WHITE, 0.35)),
    '--brand-soft': hexOf(mix(PAPER_DARK, base, 0.42)),
    '--brand-deep': hexOf(mix(deep, BLACK, 0.2)),
    '--nav-current': hexOf(mix(PAPER_DARK, base, 0.55)),
    '--on-brand': hexOf(mix(base, BLACK, 0.7)),
  };
}

const TOKENS = [
  '--brand',
  '--brand-hover',
  '--brand-ink',
  '--brand-soft',
  '--brand-deep',
  '--nav-current',
  '--on-brand',
  '--soleil',
];

/** Dresses the page; the default colours keep the hand-made tokens. */
export function wearColours(colours: { brand: string; spark: string } | null, scheme: 'light' | 'dark') {
  const root = document.documentElement;
  for (const token of TOKENS) root.style.removeProperty(token);
  if (!colours) return;
  if (colours.brand.toLowerCase() !== DEFAULT_BRAND) {
    for (const [token, value] of Object.entries(brandTokens(colours.brand, scheme) ?? {})) {
      root.style.setProperty(token, value);
    }
  }
  if (colours.spark.toLowerCase() !== DEFAULT_SPARK && rgbOf(colours.spark)) {
    root.style.setProperty('--soleil', colours.spark);
  }
}

/** The nearest shade, on the way to black or white, that is readable against `ground`; the server offers the same. */
function nearest(from: Rgb, to: Rgb, ground: Rgb): string {
  for (let step = 0; step <= 200; step++) {
    const tried = hexOf(mix(from, to, step / 200));
    if (contrast(rgbOf(tried) ?? to, ground) >= LEAST_CONTRAST) return tried.toUpperCase();
  }
  return hexOf(to).toUpperCase();
}

const deepOf = (base: Rgb) => until(mix(base, BLACK, 0.35), BLACK, WHITE, 11);

/** What to offer in place of a colour that can't be read; `null` where it can, or is no colour. */
export function readableShades(brand: string, spark: string): { brand: string | null; spark: string | null } {
  const base = rgbOf(brand);
  const sun = rgbOf(spark);
  const verdict = colourVerdict(brand, spark);
  const low = (ratio: number | null) => ratio !== null && ratio < LEAST_CONTRAST;
  return {
    brand: base && low(verdict.brand) ? nearest(base, BLACK, WHITE) : null,
    spark: base && sun && low(verdict.spark) ? nearest(sun, WHITE, deepOf(base)) : null,
  };
}

/** White on the brand, and the spark on the deep block: what a club's two colours have to carry. */
export function colourVerdict(brand: string, spark: string): { brand: number | null; spark: number | null } {
  const base = rgbOf(brand);
  const sun = rgbOf(spark);
  const deep = base ? deepOf(base) : null;
  return {
    brand: base ? contrast(base, WHITE) : null,
    spark: sun && deep ? contrast(sun, deep) : null,
  };
}
