import type { HandAction } from '../../../engine/pointing/rules/hand.ts';
import type { Spot } from '../../../engine/pointing/rules/stroke.ts';
import { isInside } from './picture-box.ts';

/** What mouse, finger, pen and keys mean on a shared picture. */
export interface PointingMoves {
  /** The spot may be outside of the picture. */
  move(spot: Spot): void;
  /** True when a stroke has begun, which goes on wherever the pointer is until it is lifted. */
  press(spot: Spot): boolean;
  lift(): void;
  leave(): void;
  /** False for a key that means nothing here. */
  key(key: string, isFine: boolean): boolean;
  /** The last thing was done by a key: there is no pointer of the system to be seen. */
  byKeys(): boolean;
}

export interface PointingMovesDependencies {
  readonly act: (action: HandAction) => void;
  /** Whether a press draws, and whether what is drawn stays; a press is a click otherwise. */
  readonly pen: () => { readonly draws: boolean; readonly stays: boolean };
}

const step = 0.02;
const fineStep = 0.004;
const directions: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function createPointingMoves({ act, pen }: PointingMovesDependencies): PointingMoves {
  let at: Spot | null = null;
  let isDown = false;
  let byKeys = false;

  function go(spot: Spot): void {
    at = spot;
    act(isDown ? { kind: 'drew', at, stays: pen().stays } : { kind: 'moved', at });
  }
  function lift(): void {
    if (isDown) act({ kind: 'lifted' });
    isDown = false;
  }
  function leave(): void {
    lift();
    if (at !== null) act({ kind: 'left' });
    at = null;
  }
  /** A click, or the beginning of a stroke. */
  function press(spot: Spot): boolean {
    at = spot;
    isDown = pen().draws;
    act(isDown ? { kind: 'drew', at, stays: pen().stays } : { kind: 'clicked', at });
    return isDown;
  }

  return {
    move(spot) {
      byKeys = false;
      // A stroke ends at the edge, and goes on where the hand comes back.
      if (isDown || isInside(spot)) go(inside(spot));
      else leave();
    },
    press(spot) {
      byKeys = false;
      return isInside(spot) && press(spot);
    },
    lift,
    leave,
    key(key, isFine) {
      const direction = directions[key];
      if (direction === undefined && key !== ' ' && key !== 'Enter') return false;
      byKeys = true;
      const [x, y] = at ?? [0.5, 0.5];
      const by = isFine ? fineStep : step;
      if (direction !== undefined) go(inside([x + direction[0] * by, y + direction[1] * by]));
      else if (isDown) lift();
      else press([x, y]);
      return true;
    },
    byKeys: () => byKeys,
  };
}

function inside([x, y]: Spot): Spot {
  return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
}
