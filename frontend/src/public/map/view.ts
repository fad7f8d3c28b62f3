/** What of the drawing is in the window: moved, enlarged, never lost. Pure. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** As near as one may come. */
const NEAREST = 16;

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** Within the whole, of its shape. */
function within(view: View, whole: View): View {
  const width = clamped(view.width, whole.width / NEAREST, whole.width);
  const height = (width * whole.height) / whole.width;
  return {
    width,
    height,
    x: clamped(view.x, whole.x, whole.x + whole.width - width),
    y: clamped(view.y, whole.y, whole.y + whole.height - height),
  };
}

/** By shares of what is seen. */
export function moved(view: View, across: number, down: number, whole: View): View {
  return within({ ...view, x: view.x + across * view.width, y: view.y + down * view.height }, whole);
}

/** Enlarged around a point of the drawing, which stays where it is. */
export function enlarged(view: View, factor: number, [x, y]: readonly [number, number], whole: View): View {
  const width = clamped(view.width / factor, whole.width / NEAREST, whole.width);
  const share = width / view.width;
  return within(
    { x: x - (x - view.x) * share, y: y - (y - view.y) * share, width, height: view.height * share },
    whole,
  );
}

/** With a point in the middle, if it is not seen. */
export function showing(view: View, [x, y]: readonly [number, number], whole: View): View {
  const seen = x > view.x && x < view.x + view.width && y > view.y && y < view.y + view.height;
  return seen ? view : within({ ...view, x: x - view.width / 2, y: y - view.height / 2 }, whole);
}

export const isWhole = (view: View, whole: View) => view.width >= whole.width;
