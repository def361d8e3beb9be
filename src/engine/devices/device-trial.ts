import type { DeviceTestState } from '../../shared/messaging/contract.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeviceKind, MediaPort } from '../ports/media-port.ts';
import { createInputDevice } from './input-device.ts';
import { accessInTime } from './known-access.ts';

export interface DeviceTrialDeps {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'access' | 'open' | 'onEnded'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly preferred: () => string | null;
  readonly isHeld: () => boolean;
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  readonly onFailed: (cause: unknown) => void;
}

/** One device that is tried without a call. */
export interface DeviceTrial {
  /** Opens, closes or changes the device as it is held and chosen now. */
  follow(): void;
  /** Hands the open device over if it is the chosen one, and is off then in any case. */
  take(chosen: string | null): MediaStreamTrack | null;
  state(): DeviceTestState;
}

export function createDeviceTrial(deps: DeviceTrialDeps): DeviceTrial {
  const { device, media, clock, preferred, isHeld } = deps;
  let phase: 'off' | 'opening' | 'not-asked' | 'tried' = 'off';
  /** The choice with which it was opened. */
  let choice: string | null = null;
  /** Aborted when it is opened anew, or nobody holds it any more. */
  let attempt = new AbortController();
  const input = createInputDevice({
    device,
    media,
    clock,
    preferred,
    onTrack: deps.onTrack,
    // Whoever tries one wants to see that one.
    others: () => [],
    onLost: () => input.setProblem('missing'),
    onChange: () => undefined,
  });

  function stop(): void {
    attempt.abort();
    input.stop();
    phase = 'off';
  }

  async function open(): Promise<void> {
    stop();
    attempt = new AbortController();
    const { signal } = attempt;
    phase = 'opening';
    choice = preferred();
    const access = await accessInTime(device, { media, clock, signal });
    if (signal.aborted) return;
    if (access === 'granted') await input.open(() => signal.aborted);
    else if (access !== 'prompt') input.setProblem(access);
    if (!signal.aborted) phase = access === 'prompt' ? 'not-asked' : 'tried';
  }

  return {
    state() {
      if (phase !== 'tried') return phase;
      return input.problem() ?? (input.isSilenced() ? 'silenced' : 'on');
    },
    take(chosen) {
      const isRight = phase === 'tried' && input.track() !== null && choice === chosen;
      const track = isRight ? input.take() : null;
      stop();
      return track;
    },
    follow() {
      if (!isHeld()) stop();
      else if (phase === 'off' || choice !== preferred()) open().catch(deps.onFailed);
    },
  };
}
