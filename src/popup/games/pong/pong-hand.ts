import { clampPaddle, field } from './pong-field.ts';

/** Where somebody wants the paddle, by pointer, finger or keys. */
export interface PongHand {
  /** A pointer or a finger is there, from 0 to 1 across the court. */
  point(across: number): void;
  /** False for a key that means nothing here. */
  press(key: string, isDown: boolean): boolean;
  /** No key is held any more. */
  release(): void;
  /** Each frame: where the paddle is to be drawn, given where the engine has it. */
  move(shownX: number, passedMs: number): number;
}

/** From one side of the court to the other in seven tenths of a second. */
const keySpeed = 0.4;
/** Who has done nothing for so long sees the paddle where it really is: another surface may be moving it. */
const restMs = 400;
const directions: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

export function createPongHand(onOwn: (x: number) => void): PongHand {
  const held = new Set<string>();
  let wanted: number | null = null;
  let told: number | null = null;
  let idleMs = Infinity;

  return {
    point(across) {
      wanted = clampPaddle(across * field.width);
    },
    press(key, isDown) {
      if (directions[key] === undefined) return false;
      if (isDown) held.add(key);
      else held.delete(key);
      return true;
    },
    release: () => held.clear(),
    move(shownX, passedMs) {
      const direction = [...held].reduce((sum, key) => sum + (directions[key] ?? 0), 0);
      if (direction !== 0) wanted = clampPaddle((wanted ?? shownX) + direction * keySpeed * passedMs);
      idleMs += passedMs;
      if (wanted !== null && wanted !== told) {
        onOwn(wanted);
        told = wanted;
        idleMs = 0;
      }
      if (idleMs > restMs) [wanted, told] = [null, null];
      return wanted ?? shownX;
    },
  };
}
