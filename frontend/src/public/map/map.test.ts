import { describe, expect, it } from 'vitest';
import { radiusOf, SHADES, shadesOf } from './counting';
import { legible, standing } from './labels';
import { type Outline, type Point, pathOf, projection, thinned, WIDTH } from './projection';
import { enlarged, isWhole, moved, showing, type View } from './view';

describe('the projection', () => {
  const flat = projection([7, 48, 8, 49]);
  it('puts the middle in the middle, north up and east to the right', () => {
    const [x, y] = flat.at([7.5, 48.5]);
    expect(x).toBeCloseTo(WIDTH / 2);
    expect(y).toBeCloseTo(flat.height / 2);
    expect(flat.at([7.6, 48.5])[0]).toBeGreaterThan(x);
    expect(flat.at([7.5, 48.6])[1]).toBeLessThan(y);
  });
  it('takes a degree of longitude as long as it is there', () => {
    const [x, y] = flat.at([7.5, 48.5]);
    const across = flat.at([7.6, 48.5])[0] - x;
    const down = y - flat.at([7.5, 48.6])[1];
    expect(across / down).toBeCloseTo(Math.cos((48.5 * Math.PI) / 180), 5);
  });
  it('leaves a margin, and room around a single place', () => {
    const [x, y] = flat.at([7, 49]);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
    const one = projection([7.45, 48.26, 7.45, 48.26]);
    expect(one.at([7.45, 48.26])).toEqual([WIDTH / 2, one.height / 2]);
    expect(one.height).toBeGreaterThan(0);
    expect(Number.isFinite(one.at([7.46, 48.27])[0])).toBe(true);
  });
});

describe('an outline', () => {
  const line = Array.from({ length: 1001 }, (_, at): Point => [at / 100, 0]);
  it('loses the points that nobody sees, and no end', () => {
    const thin = thinned(line, 1);
    expect(thin).toHaveLength(11);
    expect([thin[0], thin.at(-1)]).toEqual([line[0], line[1000]]);
  });
  it('keeps its inside, however small', () => {
    const speck: Point[] = [
      [0, 0],
      [0.1, 0],
      [0.1, 0.1],
      [0, 0],
    ];
    expect(thinned(speck, 1)).toEqual(speck);
  });
  it('is drawn with its holes and its islands, each closed', () => {
    const square = (from: number, to: number): [number, number][] => [
      [from, from],
      [to, from],
      [to, to],
      [from, from],
    ];
    const islands: Outline = {
      type: 'MultiPolygon',
      coordinates: [[square(0, 9), square(2, 4)], [square(20, 30)]],
    };
    const path = pathOf(islands, ([x, y]) => [x, y]);
    expect(path.match(/Z/g)).toHaveLength(3);
    expect(path.startsWith('M0.0 0.0L9.0 0.0L9.0 9.0')).toBe(true);
    const alone: Outline = { type: 'Polygon', coordinates: [square(0, 9)] };
    expect(pathOf(alone, ([x, y]) => [x, y]).match(/M/g)).toHaveLength(1);
  });
  it('of a large territory is drawn in no time', () => {
    const ring = Array.from({ length: 2000 }, (_, at): [number, number] => [
      7 + Math.cos(at / 318) / 10,
      48 + Math.sin(at / 318) / 10,
    ]);
    const flat = projection([6, 47, 9, 50]);
    const begun = performance.now();
    for (let commune = 0; commune < 90; commune++) pathOf({ type: 'Polygon', coordinates: [ring] }, flat.at);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe('members of communes', () => {
  it('are shaded so that each shade is worn by about as many', () => {
    const { of, ranges } = shadesOf([0, 1, 1, 1, 2, 3, 5, 8, 40]);
    expect(of(0)).toBe(0);
    expect(of(1)).toBe(1);
    expect(of(40)).toBe(SHADES);
    expect(ranges.at(0)).toEqual([1, 1]);
    expect(ranges.at(-1)?.[1]).toBe(40);
    // Each count is in one range, and the ranges are in order.
    for (const count of [1, 2, 3, 5, 8, 40]) {
      expect(ranges.filter(([from, to]) => count >= from && count <= to)).toHaveLength(1);
    }
  });
  it('that are all as many wear the darkest', () => {
    const { of, ranges } = shadesOf([2, 2, 2]);
    expect([of(2), ranges]).toEqual([SHADES, [[2, 2]]]);
    expect(shadesOf([0, 0]).ranges).toEqual([]);
    expect(shadesOf([]).of(0)).toBe(0);
  });
  it('are as large as the area of their disc', () => {
    expect(radiusOf(100, 100, 30)).toBe(30);
    expect(radiusOf(25, 100, 30)).toBeCloseTo(12 + 18 / 2);
    expect(radiusOf(1, 20_000, 30)).toBeGreaterThan(12);
    expect(radiusOf(0, 100, 30)).toBe(4);
  });
});

describe('the view', () => {
  const whole: View = { x: 0, y: 0, width: 1000, height: 800 };
  it('comes nearer around the point under the hand', () => {
    const near = enlarged(whole, 2, [250, 200], whole);
    expect(near).toEqual({ x: 125, y: 100, width: 500, height: 400 });
    expect(isWhole(near, whole)).toBe(false);
  });
  it('never leaves the territory, and never comes nearer than near', () => {
    expect(moved(whole, 5, 5, whole)).toEqual(whole);
    const near = enlarged(whole, 1000, [0, 0], whole);
    expect(near.width).toBe(1000 / 16);
    const corner = moved(near, 99, 99, whole);
    expect([corner.x + corner.width, corner.y + corner.height]).toEqual([1000, 800]);
    expect(enlarged(near, 0.0001, [500, 400], whole)).toEqual(whole);
  });
  it('goes to what has the focus, and stays where that is seen', () => {
    const near = enlarged(whole, 4, [0, 0], whole);
    expect(showing(near, [100, 100], whole)).toBe(near);
    const there = showing(near, [700, 600], whole);
    expect([there.x + there.width / 2, there.y + there.height / 2]).toEqual([700, 600]);
  });
});

it('names stand where they cover no name that matters more', () => {
  const at = (x: number) => ({ x, y: 0, width: 50, height: 16 });
  expect(standing([at(0), at(40), at(60), at(95)])).toEqual([true, false, true, false]);
});

it('moves a name that the edge would cut, and no other', () => {
  expect(legible(10, 60, 0, 400)).toBe(30);
  expect(legible(395, 60, 0, 400)).toBe(370);
  expect(legible(200, 60, 0, 400)).toBe(200);
  // What is out of sight stays there, and what has no room is left.
  expect(legible(-20, 60, 0, 400)).toBe(-20);
  expect(legible(10, 500, 0, 400)).toBe(10);
});
