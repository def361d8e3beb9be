import type { Clock } from '../ports/clock.ts';

/** Counts bad frames of one link; blows when there are too many in a short time (docs/protocol.md#bad-frame-fuse). */
export interface FrameFuse {
  /** True when this one was one too many. */
  count(): boolean;
}

/** A newer version causes a few on each link; as many as this within the window are a fault or an attack. */
const windowMs = 60_000;
const maxBadFrames = 20;

export function createFrameFuse(clock: Clock): FrameFuse {
  let timesMs: readonly number[] = [];
  return {
    count() {
      const nowMs = clock.nowMs();
      timesMs = [...timesMs.filter((atMs) => nowMs - atMs < windowMs), nowMs];
      if (timesMs.length < maxBadFrames) return false;
      timesMs = [];
      return true;
    },
  };
}
