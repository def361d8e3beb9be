import type { Clock } from '../ports/clock.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import { createTimers } from '../timers.ts';

/** How long the permission page may stay undecided before a call stops waiting for it: as long as the longest ring. */
export const permissionTimeoutMs = 75_000;

export interface PermissionRequest {
  readonly wanted: readonly DeviceKind[];
  /** The call itself waits, not just the camera button. */
  readonly blocking: boolean;
}

export interface PermissionWait {
  begin(request: PermissionRequest): void;
  settle(granted: boolean): void;
  cancel(): void;
  current(): PermissionRequest | null;
}

/** Waits for the person on the permission page; `onSettled` is called at most once per request. */
export function createPermissionWait(
  clock: Clock,
  onSettled: (request: PermissionRequest, granted: boolean) => void,
): PermissionWait {
  let waiting: PermissionRequest | null = null;
  const timers = createTimers<'decision'>(clock);

  function settle(granted: boolean): void {
    const request = waiting;
    cancel();
    if (request !== null) onSettled(request, granted);
  }

  function cancel(): void {
    timers.cancelAll();
    waiting = null;
  }

  return {
    begin(request) {
      cancel();
      waiting = request;
      timers.set('decision', permissionTimeoutMs, () => settle(false));
    },
    settle,
    cancel,
    current: () => waiting,
  };
}
