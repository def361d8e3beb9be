/** In pixels of the court, as seat 0 sees it: its own paddle is below, where y is largest. Seat 1 sees it turned by half. */
export const court = {
  width: 320,
  height: 400,
  ballRadius: 6,
  paddleHalf: 32,
  paddleThickness: 8,
  paddleInset: 20,
} as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const centre: Point = { x: court.width / 2, y: court.height / 2 };

/** The same place as the other seat sees it. */
export function turned({ x, y }: Point): Point {
  return { x: court.width - x, y: court.height - y };
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
