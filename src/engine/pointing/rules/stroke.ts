/** A place on a shared picture, from 0 to 1 across and down it, whatever its size is here or there. */
export type Spot = readonly [x: number, y: number];

/** A line that is drawn in one go, or a part of a longer one. */
export interface Stroke {
  /** Counted by who draws, from 1. */
  readonly n: number;
  /** Until it is wiped; otherwise it fades. */
  readonly stays: boolean;
  /** Its places, x and y in turn. */
  readonly line: readonly number[];
}

/** So many that a whole stroke fits in one packet, beside all else that a state says. */
export const mostSpots = 48;

/** Half a pixel of a screen of 4K. */
const exactness = 10_000;
/** Closer together than that, two places are seen as one. */
const leastDistance = 0.002;

/** Inside the picture, and as exact as it travels. */
export function spotOn([x, y]: Spot): Spot {
  const inside = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * exactness) / exactness;
  return [inside(x), inside(y)];
}

export function beginStroke(n: number, stays: boolean, [x, y]: Spot): Stroke {
  return { n, stays, line: [x, y] };
}

export function endOf({ line }: Stroke): Spot {
  return [line.at(-2) ?? 0, line.at(-1) ?? 0];
}

export function isFull({ line }: Stroke): boolean {
  return line.length >= 2 * mostSpots;
}

/** The same stroke when the place is where it ends already. */
export function extendStroke(stroke: Stroke, [x, y]: Spot): Stroke {
  const [endX, endY] = endOf(stroke);
  if (Math.hypot(x - endX, y - endY) < leastDistance) return stroke;
  return { ...stroke, line: [...stroke.line, x, y] };
}
