import { describe, expect, it } from 'vitest';
import { brandTokens, colourVerdict, contrast, LEAST_CONTRAST, readableShades, rgbOf } from './brand';

const rgb = (hex: string | undefined) => {
  const value = rgbOf(hex ?? '');
  if (!value) throw new Error(`no colour: ${hex}`);
  return value;
};

describe('contrast', () => {
  it('follows WCAG', () => {
    expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21);
    expect(contrast(rgb('#0F5C43'), rgb('#FFFFFF'))).toBeGreaterThan(7.5);
  });
});

describe('the family of a brand colour', () => {
  for (const brand of ['#0f5c43', '#7a1f5c', '#1f3d7a', '#8a4b00', '#333333']) {
    it(`keeps every text readable for ${brand}`, () => {
      const light = brandTokens(brand, 'light');
      const dark = brandTokens(brand, 'dark');
      expect(contrast(rgb(light?.['--brand-ink']), rgb('#f6f4ee'))).toBeGreaterThan(4.5);
      expect(contrast(rgb(light?.['--brand-ink']), rgb(light?.['--brand-soft']))).toBeGreaterThan(4.5);
      expect(contrast(rgb('#ffffff'), rgb(light?.['--brand-deep']))).toBeGreaterThan(7);
      expect(contrast(rgb(dark?.['--brand']), rgb('#19211d'))).toBeGreaterThan(4.5);
      expect(contrast(rgb(dark?.['--on-brand']), rgb(dark?.['--brand']))).toBeGreaterThan(4.5);
      expect(contrast(rgb('#ffffff'), rgb(dark?.['--nav-current']))).toBeGreaterThan(4.5);
    });
  }
  it('is none for what is not a colour', () => {
    expect(brandTokens('green', 'light')).toBeNull();
    expect(colourVerdict('x', '#f3b73b')).toEqual({ brand: null, spark: null });
  });
  it('refuses a pale brand by its figure', () => {
    expect(colourVerdict('#9fd8c0', '#f3b73b').brand).toBeLessThan(4.5);
  });
});

it('offers the nearest shade that can be read, and none where the colour can', () => {
  expect(readableShades('#0F5C43', '#F3B73B')).toEqual({ brand: null, spark: null });
  const shades = readableShades('#F3B73B', '#000000');
  const verdict = colourVerdict(shades.brand ?? '', shades.spark ?? '');
  expect(verdict.brand).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  expect(colourVerdict('#F3B73B', shades.spark ?? '').spark).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  expect(readableShades('green', '#F3B73B')).toEqual({ brand: null, spark: null });
});
