/**
 * Degrees onto a flat drawing. A territory is small: a degree of longitude is taken as long everywhere as in its middle.
 */
export type Degrees = readonly [longitude: number, latitude: number];
export type Point = readonly [x: number, y: number];
/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

type Ring = readonly Degrees[];
export type Outline =
  | { type: 'Polygon'; coordinates: readonly Ring[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] };

/** The drawing is as wide; as high as it must be. */
export const WIDTH = 1000;
/** Round about what is drawn, as a share of it. */
const MARGIN = 0.06;
/** A territory of one place has no extent: some kilometres around it are shown. */
const LEAST = 0.06;

export interface Projection {
  width: number;
  height: number;
  at(place: Degrees): Point;
}

export function projection([west, south, east, north]: Box): Projection {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * squeeze, LEAST) * (1 + 2 * MARGIN);
  const down = Math.max(north - south, LEAST) * (1 + 2 * MARGIN);
  const scale = WIDTH / across;
  const middle: Degrees = [(west + east) / 2, (south + north) / 2];
  const height = down * scale;
  return {
    width: WIDTH,
    height,
    at: ([longitude, latitude]) => [
      WIDTH / 2 + (longitude - middle[0]) * squeeze * scale,
      height / 2 - (latitude - middle[1]) * scale,
    ],
  };
}

/** Without points that lie nearer to the one before than anybody sees; the ends stay. */
export function thinned(points: readonly Point[], least: number): Point[] {
  const kept: Point[] = [];
  for (const [at, point] of points.entries()) {
    const last = kept.at(-1);
    const far = !last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= least;
    if (far || at === points.length - 1) kept.push(point);
  }
  // A triangle is the least that has an inside.
  return kept.length < 4 ? [...points] : kept;
}

/** The outline as the data of an SVG path. */
export function pathOf(outline: Outline, at: Projection['at'], least = 0.6): string {
  const polygons: readonly (readonly Ring[])[] =
    outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const told = (ring: Ring) =>
    thinned(ring.map(at), least)
      .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join('');
  return polygons
    .flat()
    .filter((ring) => ring.length > 2)
    .map((ring) => `${told(ring)}Z`)
    .join('');
}
