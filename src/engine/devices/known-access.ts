import type { DeviceProblem } from '../../shared/device-notice.ts';
import { inTime } from '../in-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeviceAccess, DeviceKind, MediaPort } from '../ports/media-port.ts';

/** The browser answers in a millisecond or two when it answers at all. */
const accessTimeoutMs = 3_000;

/** `hangs`: a driver that does not answer must not hold up a call. */
export type KnownAccess = DeviceAccess | 'hangs';

interface AccessQuestion {
  readonly media: Pick<MediaPort, 'access'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly signal: AbortSignal;
}

export async function accessInTime(device: DeviceKind, { media, clock, signal }: AccessQuestion): Promise<KnownAccess> {
  const state = await inTime(media.access(device), { clock, limitMs: accessTimeoutMs, signal });
  return state === 'late' ? 'hangs' : state;
}

/** What keeps one from being opened that may not be; without a question, one that would be asked for is as good as denied. */
export function problemOf(access: Exclude<KnownAccess, 'granted'>): DeviceProblem {
  return access === 'prompt' ? 'denied' : access;
}
