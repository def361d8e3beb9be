import type { DeviceNews, DeviceProblem } from '../../shared/device-notice.ts';
import type { DeviceKind, MediaPort, OpenedDevice } from '../ports/media-port.ts';
import type { HeldTrack } from './held-track.ts';

/** One try to have a device open. */
export interface OpenAttempt {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'open'>;
  /** Null for the system's choice. */
  readonly preferred: () => string | null;
  /** Which else there are. */
  readonly others: () => readonly string[];
  readonly held: HeldTrack;
  /** Nobody wants any more what comes of it. */
  readonly isOver: () => boolean;
  /** Null when it is open. */
  readonly onOutcome: (problem: DeviceProblem | null) => void;
}

/** Opens the preferred one, or another where that is in use by another program. */
export async function openFree(attempt: OpenAttempt): Promise<DeviceNews | null> {
  const { device, media, others, isOver } = attempt;
  const first = await media.open(device, attempt.preferred());
  const isBusy = first.kind === 'failed' && first.reason === 'busy';
  for (const id of isBusy ? others() : []) {
    if (isOver()) return null;
    const other = await media.open(device, id);
    if (other.kind === 'opened') return receive(attempt, other) ? 'replaced' : null;
  }
  receive(attempt, first);
  return null;
}

/** Puts the preferred one in the place of `before`; `insists`: also where that has to be closed first. */
export async function exchange(
  attempt: OpenAttempt,
  before: MediaStreamTrack,
  insists: boolean,
): Promise<DeviceNews | null> {
  const { device, media, held, isOver } = attempt;
  const wanted = attempt.preferred();
  const next = await media.open(device, wanted);
  if (next.kind === 'opened') receive(attempt, next);
  if (next.kind === 'opened' || isOver()) return null;
  if (next.reason !== 'busy' || !insists) return 'kept';
  const { deviceId = null } = before.getSettings();
  held.letGo()?.stop();
  if (receive(attempt, await media.open(device, wanted)) || isOver()) return null;
  return receive(attempt, await media.open(device, deviceId)) ? 'kept' : null;
}

/** Keeps what was opened, unless it comes for nobody; true when it is kept. */
function receive({ held, isOver, onOutcome }: OpenAttempt, opened: OpenedDevice): boolean {
  if (isOver()) {
    if (opened.kind === 'opened') opened.track.stop();
    return false;
  }
  if (opened.kind === 'opened') held.keep(opened.track);
  onOutcome(opened.kind === 'opened' ? null : opened.reason);
  return opened.kind === 'opened';
}
