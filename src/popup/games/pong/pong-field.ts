import type { PongScene } from '../../../engine/play/games/pong/pong-scene.ts';

/** The court as the engine measures it; the own paddle is below. */
export const field = { width: 320, height: 400, ball: 6, paddleHalf: 32, paddleThickness: 8, paddleInset: 20 } as const;

export function clampPaddle(x: number): number {
  return Math.min(field.width - field.paddleHalf, Math.max(field.paddleHalf, x));
}

/** What the engine sent, which another version of it may have written. */
export function parsePongScene(value: unknown): PongScene | undefined {
  if (typeof value !== 'object' || value === null || !('phase' in value) || !('ball' in value)) return undefined;
  return typeof value.ball === 'object' && value.ball !== null ? (value as PongScene) : undefined;
}

/** What the engine says of the points, which another version of it may have written. */
export function parsePongPoints(value: unknown): { readonly mine: number; readonly theirs: number } | undefined {
  if (typeof value !== 'object' || value === null || !('mine' in value) || !('theirs' in value)) return undefined;
  const { mine, theirs } = value;
  return typeof mine === 'number' && typeof theirs === 'number' ? { mine, theirs } : undefined;
}
