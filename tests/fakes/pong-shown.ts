import { turned } from '#src/engine/play/games/pong/court.ts';
import type { PongScene } from '#src/engine/play/games/pong/pong-scene.ts';

/** What somebody saw of a game, and when. */
export interface ShownScene {
  readonly atMs: number;
  readonly scene: PongScene;
}

/** How far apart the two see the ball at the same moment, in pixels of the court, while it moves for both. */
export function ballErrors([here, there]: readonly [readonly ShownScene[], readonly ShownScene[]]): number[] {
  const errors: number[] = [];
  let index = 0;
  for (const { atMs, scene } of here) {
    while ((there[index + 1]?.atMs ?? Infinity) <= atMs) index += 1;
    const [before, after] = [there[index], there[index + 1]];
    if (before === undefined || after === undefined || before.atMs > atMs) continue;
    if (![scene, before.scene, after.scene].every(({ phase }) => phase === 'playing')) continue;
    // Between two points it rests at the same place for both, which proves nothing.
    if (before.scene.ball.y === after.scene.ball.y) continue;
    const part = (atMs - before.atMs) / (after.atMs - before.atMs);
    const [from, to] = [turned(before.scene.ball), turned(after.scene.ball)];
    const x = from.x + (to.x - from.x) * part;
    const y = from.y + (to.y - from.y) * part;
    errors.push(Math.hypot(scene.ball.x - x, scene.ball.y - y));
  }
  return errors;
}
