import type { DeviceNews, DeviceProblem } from '../../shared/device-notice.ts';
import { inTime } from '../in-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeviceKind, MediaPort } from '../ports/media-port.ts';
import { createHeldTrack } from './held-track.ts';
import type { OpenAttempt } from './open-attempt.ts';
import { exchange, openFree } from './open-attempt.ts';

/** A camera takes a second or two to start, a headset without wires up to four. */
export const openTimeoutMs = 5_000;

export interface InputDeviceDeps {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'open' | 'onEnded'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly preferred: () => string | null;
  /** Which else there are, to be tried when the preferred one is in use by another program. */
  readonly others: () => readonly string[];
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  /** Unplugged, taken away by the browser, or gone with the page through which it was opened. */
  readonly onLost: (deviceId: string | null) => void;
  /** It was late, and came or failed after all; or it was silenced, or is heard or seen again. */
  readonly onChange: () => void;
}

/** One device: closed, opening, or open with its track. */
export interface InputDevice {
  /**
   * Opens unless `unwanted` by the time it is there; resolves when it is open or `problem` tells why not, to what is new about it.
   * One that hangs is used when it comes after all. `former`: the one to have where none is preferred.
   */
  open(unwanted: () => boolean, former?: string | null): Promise<DeviceNews | null>;
  /**
   * Puts the device that is preferred now in the place of the one in use, which goes on until the other is there. `insists`: where only
   * one may be open at a time, it is closed just before, and opened again when that was in vain.
   */
  swap(insists: boolean): Promise<DeviceNews | null>;
  /** Also stops what is still opening, as soon as it arrives. */
  stop(): void;
  /** Gives the open device away as it is, and is closed then. */
  take(): MediaStreamTrack | null;
  track(): MediaStreamTrack | null;
  /** Why it could not be opened when that was last tried; null while nothing was, or nothing is wrong. */
  problem(): DeviceProblem | null;
  setProblem(problem: DeviceProblem | null): void;
  /** It is open, and the system or a switch of its own lets nothing out of it. */
  isSilenced(): boolean;
}

type Work = (attempt: OpenAttempt) => Promise<DeviceNews | null>;

export function createInputDevice(deps: InputDeviceDeps): InputDevice {
  const { device, media, clock, preferred, others, onChange } = deps;
  let problem: DeviceProblem | null = null;
  /** Aborted when what is being opened is not wanted any more. */
  let attempt = new AbortController();
  const held = createHeldTrack({
    device,
    media,
    clock,
    onTrack: deps.onTrack,
    onChange,
    onLost(deviceId) {
      attempt.abort();
      deps.onLost(deviceId);
    },
  });

  function setProblem(next: DeviceProblem | null): void {
    problem = next;
  }

  /** Waits only so long for what is done with the device; what comes of it later is told by `onChange`. */
  async function patiently(work: Work, isUnwanted = (): boolean => false): Promise<DeviceNews | null> {
    let isLate = false;
    attempt.abort();
    attempt = new AbortController();
    const { signal } = attempt;
    const isOver = (): boolean => signal.aborted || isUnwanted();
    const told = work({ device, media, preferred, others, held, isOver, onOutcome: setProblem }).then((news) => {
      if (isLate && !signal.aborted) onChange();
      return news;
    });
    const news = await inTime(told, { clock, limitMs: openTimeoutMs, signal });
    if (news !== 'late') return news;
    if (signal.aborted) return null;
    isLate = true;
    if (held.current() !== null) return 'kept';
    problem = 'hangs';
    return null;
  }

  function take(): MediaStreamTrack | null {
    attempt.abort();
    problem = null;
    return held.letGo();
  }

  return {
    open(isUnwanted, former = null) {
      held.letGo()?.stop();
      return patiently((own) => openFree({ ...own, preferred: () => preferred() ?? former }), isUnwanted);
    },
    async swap(insists) {
      const before = held.current();
      return before && (await patiently((own) => exchange(own, before, insists)));
    },
    stop: () => take()?.stop(),
    take,
    track: held.current,
    problem: () => problem,
    setProblem,
    isSilenced: held.isSilenced,
  };
}
