/** Hands on the map: buttons, keys, the wheel, a finger or two. Each way has another: nothing is by dragging alone. */
import { enlarged, isWhole, moved, type View } from './view';

const STEP = 1.6;
const SHARE = 0.2;
/** Which way each arrow goes, across and down. */
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-SHARE, 0],
  ArrowRight: [SHARE, 0],
  ArrowUp: [0, -SHARE],
  ArrowDown: [0, SHARE],
};
/** Less than this is a tap. */
const SLIP = 6;

export function steer(
  canvas: HTMLElement,
  svg: SVGSVGElement,
  now: () => View,
  whole: View,
  look: (view: View) => void,
): void {
  const middle = (view: View): [number, number] => [view.x + view.width / 2, view.y + view.height / 2];
  const nearer = (factor: number, at = middle(now())) => look(enlarged(now(), factor, at, whole));
  /** The point of the drawing under one of the screen. */
  const under = (x: number, y: number): [number, number] => {
    const matrix = svg.getScreenCTM();
    if (!matrix) return middle(now());
    const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
    return [point.x, point.y];
  };
  const does: Record<string, () => void> = {
    in: () => nearer(STEP),
    out: () => nearer(1 / STEP),
    whole: () => look(whole),
  };
  const keys: Record<string, () => void> = {
    '+': () => nearer(STEP),
    '=': () => nearer(STEP),
    '-': () => nearer(1 / STEP),
    '0': () => look(whole),
  };
  canvas.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null;
    if (button) does[button.dataset.do ?? '']?.();
  });
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const act = arrow ? () => look(moved(now(), arrow[0], arrow[1], whole)) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // A wheel alone scrolls the page; with Ctrl, or as a pinch on a pad, it enlarges.
  svg.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      nearer(Math.exp(-event.deltaY / 200), under(event.clientX, event.clientY));
    },
    { passive: false },
  );
  drag(svg, now, whole, look, under);
}

/** One finger moves what is enlarged, two enlarge. While the whole is seen, one finger scrolls the page. */
function drag(
  svg: SVGSVGElement,
  now: () => View,
  whole: View,
  look: (view: View) => void,
  under: (x: number, y: number) => [number, number],
) {
  const fingers = new Map<number, { x: number; y: number }>();
  let slipped = 0;
  let held = false;
  svg.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    slipped = 0;
    held = false;
  });
  svg.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const after = { x: event.clientX, y: event.clientY };
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, finger]) => finger);
    slipped += Math.hypot(after.x - before.x, after.y - before.y);
    if (other) {
      const apart = (finger: { x: number; y: number }) => Math.hypot(finger.x - other.x, finger.y - other.y);
      held = true;
      const factor = apart(after) / Math.max(apart(before), 1);
      look(enlarged(now(), factor, under((after.x + other.x) / 2, (after.y + other.y) / 2), whole));
    } else if (!isWhole(now(), whole) && slipped > SLIP) {
      // From now on, and not before: a tap must reach the commune under it.
      held = true;
      svg.setPointerCapture(event.pointerId);
      const [fromX, fromY] = under(before.x, before.y);
      const [toX, toY] = under(after.x, after.y);
      const view = now();
      look(moved(view, (fromX - toX) / view.width, (fromY - toY) / view.height, whole));
    }
    fingers.set(event.pointerId, after);
  });
  for (const ending of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    svg.addEventListener(ending, (event) => fingers.delete(event.pointerId));
  }
  // What ends a move is no choice.
  svg.addEventListener(
    'click',
    (event) => {
      if (!held || event.detail === 0) return;
      held = false;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  // A browser would drag the link.
  svg.addEventListener('dragstart', (event) => event.preventDefault());
}
