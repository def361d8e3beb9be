import type { Clock } from '../ports/clock.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import { createTimers } from '../timers.ts';

/** A surface asks ten times a second; one that has not for this long is gone, in whatever way. */
export const holdMs = 1_500;
/** Once some surface has closed, the others show within this time that they were not the one; no light stays on longer. */
export const renewMs = 300;

interface Held {
  readonly devices: readonly DeviceKind[];
  /** The ringing call for which they are tried. */
  readonly callId: string | undefined;
}

/** Which devices surfaces want open at this moment, each until it lets go or falls silent. */
export interface DeviceHolds {
  keep(viewId: string, held: Held): void;
  drop(viewId: string): void;
  /** Those for a call that is over. */
  dropThoseOfCalls(isOver: (callId: string) => boolean): void;
  /** Each ends soon unless its surface asks again. */
  renewAll(): void;
  includes(device: DeviceKind): boolean;
  isEmpty(): boolean;
}

export function createDeviceHolds(clock: Pick<Clock, 'after'>, onSilent: (viewId: string) => void): DeviceHolds {
  const holds = new Map<string, Held>();
  const timers = createTimers(clock);

  function put(viewId: string, held: Held, forMs: number): void {
    holds.set(viewId, held);
    timers.set(viewId, forMs, () => onSilent(viewId));
  }

  function drop(viewId: string): void {
    timers.cancel(viewId);
    holds.delete(viewId);
  }

  return {
    keep: (viewId, held) => put(viewId, held, holdMs),
    drop,
    dropThoseOfCalls(isOver) {
      for (const [viewId, { callId }] of holds) if (callId !== undefined && isOver(callId)) drop(viewId);
    },
    renewAll() {
      for (const [viewId, held] of holds) put(viewId, held, renewMs);
    },
    includes: (device) => [...holds.values()].some(({ devices }) => devices.includes(device)),
    isEmpty: () => holds.size === 0,
  };
}
