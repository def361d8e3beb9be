import type { CallNotice } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceAccess, DeviceKind } from '../ports/media-port.ts';
import type { DeviceFailure, InputDevice } from './input-device.ts';
import { failureOf } from './input-device.ts';

/** A device that dies again this soon is broken, and so may be the next one. */
const restMs = 2_000;

export interface DeviceReplacementDeps {
  readonly inputs: Readonly<Record<DeviceKind, InputDevice>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly preferred: (device: DeviceKind) => string | null;
  readonly access: (device: DeviceKind) => Promise<DeviceAccess>;
  readonly isWanted: (device: DeviceKind) => boolean;
  /** Of the present call: aborted when everything is released, so that what was begun in it is over. */
  readonly lifetime: () => AbortSignal;
  /** There is none any more. */
  readonly onGone: (device: DeviceKind) => void;
  readonly onNotice: (notice: CallNotice) => void;
  readonly onChange: () => void;
}

/** Puts one device in the place of another while a call goes on. */
export interface DeviceReplacement {
  /** Unplugged, or taken away by the browser: another one takes over if there is one. */
  handleLost(device: DeviceKind): void;
  /** The person has chosen another one. */
  handleChosen(device: DeviceKind): void;
  /** Something was plugged in or out: the chosen one may be back. */
  handleListed(): void;
}

export function createDeviceReplacement(deps: DeviceReplacementDeps): DeviceReplacement {
  const { inputs, clock, preferred, access, isWanted, lifetime, onNotice, onChange } = deps;
  const lost = new Map<DeviceKind, { readonly atMs: number; readonly lifetime: AbortSignal }>();

  const run = (work: Promise<void>): void => {
    work.catch((cause: unknown) => deps.log('error', 'device-not-replaced', { cause: String(cause) }));
  };

  /** Resolves to what went wrong, null when it is open, undefined when nobody wants it any more. */
  async function reopen(device: DeviceKind, isBroken = false): Promise<DeviceFailure | null | undefined> {
    const own = lifetime();
    const state = await access(device);
    if (own.aborted || !isWanted(device)) return undefined;
    // A permission that is gone is told as that, however soon after another loss.
    if (state !== 'granted') return failureOf(state);
    if (isBroken) return 'missing';
    const failure = await inputs[device].open(() => !isWanted(device));
    return !own.aborted && isWanted(device) ? failure : undefined;
  }

  async function replace(device: DeviceKind): Promise<void> {
    const before = lost.get(device);
    const atMs = clock.nowMs();
    lost.set(device, { atMs, lifetime: lifetime() });
    const isBroken = before !== undefined && atMs - before.atMs < restMs;
    const failure = await reopen(device, isBroken);
    if (failure === undefined) return;
    if (failure !== null) deps.onGone(device);
    onNotice(noticeAfter(device, failure));
    onChange();
  }

  async function swap(device: DeviceKind): Promise<void> {
    const own = lifetime();
    const failure = await inputs[device].swap();
    if (own.aborted) return;
    // The former one goes on.
    if (failure !== null) onNotice('device-busy');
    onChange();
  }

  async function comeBack(device: DeviceKind): Promise<void> {
    if ((await reopen(device)) === null) onChange();
  }

  function follow(device: DeviceKind): void {
    const track = inputs[device].track();
    const wanted = preferred(device);
    if (track !== null && wanted !== null && track.getSettings().deviceId !== wanted) run(swap(device));
    if (track === null && lost.get(device)?.lifetime.aborted === false && isWanted(device)) run(comeBack(device));
  }

  return {
    handleLost(device) {
      onChange();
      if (isWanted(device)) run(replace(device));
    },
    handleChosen(device) {
      if (inputs[device].track() !== null) run(swap(device));
      else follow(device);
    },
    handleListed() {
      follow('microphone');
      follow('camera');
    },
  };
}

function noticeAfter(device: DeviceKind, failure: DeviceFailure | null): CallNotice {
  switch (failure) {
    case null:
      return `${device}-switched`;
    case 'refused':
      return `${device}-refused`;
    case 'missing':
      return `no-${device}`;
    case 'busy':
      return 'device-busy';
  }
}
