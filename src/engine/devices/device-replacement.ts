import type { DeviceNews, DeviceProblem } from '../../shared/device-notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import type { InputDevice } from './input-device.ts';
import type { KnownAccess } from './known-access.ts';
import { problemOf } from './known-access.ts';

/** A device that dies again this soon is broken, and so may be the next one. */
const restMs = 2_000;

export interface DeviceReplacementDeps {
  readonly inputs: Readonly<Record<DeviceKind, InputDevice>>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
  readonly preferred: (device: DeviceKind) => string | null;
  /** The devices of that kind there are. */
  readonly listed: (device: DeviceKind) => readonly string[];
  readonly access: (device: DeviceKind) => Promise<KnownAccess>;
  readonly isWanted: (device: DeviceKind) => boolean;
  /** It is being opened already. */
  readonly isOpening: (device: DeviceKind) => boolean;
  /** Of the present call: aborted when everything is released, so that what was begun in it is over. */
  readonly lifetime: () => AbortSignal;
  readonly onOpening: (device: DeviceKind) => void;
  /** `news`: what to say of it, null when nothing is to be said any more, undefined when there is nothing new. */
  readonly onSettled: (device: DeviceKind, news?: DeviceNews | null) => void;
}

/** Puts one device in the place of another while a call goes on. */
export interface DeviceReplacement {
  /** Unplugged, or taken away by the browser: another one takes over if there is one. What went with its page alone comes back. */
  handleLost(device: DeviceKind, deviceId: string | null): void;
  /** The person has chosen another one. */
  handleChosen(device: DeviceKind): void;
  /** Something was plugged in or out, or allowed: the chosen one may be back, or the one that was missing from the beginning. */
  handleListed(): void;
}

export function createDeviceReplacement(deps: DeviceReplacementDeps): DeviceReplacement {
  const { inputs, clock, preferred, access, isWanted, lifetime, onSettled } = deps;
  const hasRested = createRests(clock);
  /** In which call the page through which a device was open has been closed, and no other one was there. */
  const leftIn = new Map<DeviceKind, AbortSignal>();
  const comesBack = (device: DeviceKind): boolean => isWanted(device) && leftIn.get(device) !== lifetime();

  const run = (work: Promise<void>): void => void work.catch(reportTo(deps.log));

  /** Opens it, or lets it say why not. `mayOpen`: false for one that is allowed but broken. */
  async function reopen(device: DeviceKind, mayOpen: boolean, former: string | null = null): Promise<void> {
    const own = lifetime();
    const isOver = (): boolean => own.aborted || !isWanted(device);
    deps.onOpening(device);
    const state = await access(device);
    if (isOver()) return;
    // A permission that is gone is told as that, however soon after another loss.
    if (state !== 'granted') inputs[device].setProblem(problemOf(state));
    else if (mayOpen) await inputs[device].open(() => !isWanted(device), former);
    else inputs[device].setProblem('missing');
  }

  async function replace(device: DeviceKind, lost: string | null): Promise<void> {
    const own = lifetime();
    await reopen(device, hasRested(device), lost);
    if (inputs[device].problem() === 'no-window') leftIn.set(device, own);
    if (!own.aborted)
      onSettled(device, isAnother(inputs[device].track(), [lost, preferred(device)]) ? 'switched' : null);
  }

  /** One that nobody asked for just now is not worth a gap, and nothing is said when it cannot be had. */
  async function swap(device: DeviceKind, isAskedFor: boolean): Promise<void> {
    const own = lifetime();
    const news = await inputs[device].swap(isAskedFor);
    if (!own.aborted && (isAskedFor || news === null)) onSettled(device, news);
  }

  async function comeBack(device: DeviceKind): Promise<void> {
    const own = lifetime();
    await reopen(device, true);
    if (!own.aborted) onSettled(device);
  }

  /** One that nobody waits for stays off, and is not said to be missing or forbidden any longer than it is. */
  async function forgive(device: DeviceKind): Promise<void> {
    const own = lifetime();
    const before = inputs[device].problem();
    const isOver = isMended(before, await access(device), deps.listed(device).length > 0);
    if (own.aborted || inputs[device].problem() !== before || !isOver) return;
    inputs[device].setProblem(null);
    onSettled(device);
  }

  function follow(device: DeviceKind): void {
    const track = inputs[device].track();
    if (track !== null) {
      const wanted = preferred(device);
      if (wanted !== null && track.getSettings().deviceId !== wanted) run(swap(device, false));
    } else if (inputs[device].problem() !== null && !deps.isOpening(device)) {
      run(comesBack(device) ? comeBack(device) : forgive(device));
    }
  }

  return {
    handleLost(device, deviceId) {
      onSettled(device);
      if (isWanted(device)) run(replace(device, deviceId));
    },
    handleChosen(device) {
      if (inputs[device].track() !== null) run(swap(device, true));
      else follow(device);
    },
    handleListed: () => (['microphone', 'camera'] as const).forEach(follow),
  };
}

/** Neither the one that was lost nor the one that the person wants. */
function isAnother(open: MediaStreamTrack | null, expected: readonly (string | null)[]): boolean {
  const id = open?.getSettings().deviceId;
  return id !== undefined && !expected.includes(id);
}

function reportTo(log: Log): (cause: unknown) => void {
  return (cause) => log('error', 'device-not-replaced', { cause: String(cause) });
}

/** Whether a device that was lost now was not lost a moment ago as well. */
function createRests(clock: Pick<Clock, 'nowMs'>): (device: DeviceKind) => boolean {
  const lostAtMs = new Map<DeviceKind, number>();
  return (device) => {
    const beforeMs = lostAtMs.get(device) ?? Number.NEGATIVE_INFINITY;
    lostAtMs.set(device, clock.nowMs());
    return clock.nowMs() - beforeMs >= restMs;
  };
}

/** Where opening would not tell, for nobody wants it. A window for it is opened when somebody does. */
function isMended(problem: DeviceProblem | null, access: KnownAccess, isListed: boolean): boolean {
  if (problem === 'missing') return access !== 'missing' && isListed;
  return problem === 'no-window' || (problem === 'denied' && access !== 'denied');
}
