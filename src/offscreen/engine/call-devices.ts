import type { CallNotice, CallView } from '../../shared/snapshot.ts';
import type { DeviceAccess, DeviceKind, MediaPort, OpenedDevice } from '../media/media-port.ts';
import type { Clock, Log } from '../ports.ts';

/** How long the permission page may stay undecided before the call stops waiting for it: as long as the longest ring. */
export const permissionTimeoutMs = 75_000;

export interface CallDevicesDeps {
  readonly media: Pick<MediaPort, 'access' | 'open'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onTrack: (device: DeviceKind, track: MediaStreamTrack | null) => void;
  readonly onNotice: (notice: CallNotice | null) => void;
  readonly onChange: () => void;
  /** The person has to decide on the permission page, decided against it, or nothing stands in the way any more. */
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
}

/** The microphone and the camera of one call. Opened only after the person here started or answered it. */
export interface CallDevices {
  acquire(wanted: { readonly video: boolean }): void;
  permissionSettled(granted: boolean): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  /** Stops everything; what is still opening is stopped when it arrives. */
  release(): void;
  view(): { readonly microphone: CallView['mine']['microphone']; readonly camera: 'on' | 'off'; readonly waiting: boolean };
}

interface Waiting {
  readonly wanted: readonly DeviceKind[];
  /** The call itself waits, not just the camera button. */
  readonly blocking: boolean;
  readonly stopTimer: () => void;
}

type Failures = ReadonlyMap<DeviceKind, 'missing' | 'refused' | 'busy'>;

export function createCallDevices(deps: CallDevicesDeps): CallDevices {
  const { media, clock, log, askPermission, onTrack, onNotice, onChange, onPermission } = deps;
  const tracks = new Map<DeviceKind, MediaStreamTrack>();
  const wishes: Record<DeviceKind, boolean> = { microphone: true, camera: false };
  let waiting: Waiting | null = null;
  /** One per call; what it aborts arrives too late for anything but being stopped. */
  let lifetime = new AbortController();

  function run(work: Promise<void>): void {
    work.catch((cause: unknown) => log('error', 'call-devices-failed', { cause: String(cause) }));
  }

  function stop(device: DeviceKind): void {
    const track = tracks.get(device);
    if (track === undefined) return;
    tracks.delete(device);
    track.stop();
    onTrack(device, null);
  }

  function keep(device: DeviceKind, track: MediaStreamTrack, signal: AbortSignal): void {
    stop(device);
    tracks.set(device, track);
    if (device === 'microphone') track.enabled = wishes.microphone;
    const onEnded = (): void => {
      if (tracks.get(device) !== track) return;
      stop(device);
      wishes[device] = device === 'microphone';
      onNotice(device === 'microphone' ? 'no-microphone' : 'no-camera');
      onChange();
    };
    track.addEventListener('ended', onEnded, { signal });
    onTrack(device, track);
  }

  async function open(device: DeviceKind, signal: AbortSignal): Promise<OpenedDevice> {
    const opened = await media.open(device);
    if (opened.kind === 'failed') return opened;
    const unwanted = device === 'camera' && !wishes.camera;
    if (signal.aborted || unwanted) opened.track.stop();
    else keep(device, opened.track, signal);
    return opened;
  }

  async function openAll(devices: readonly DeviceKind[], access: ReadonlyMap<DeviceKind, DeviceAccess>): Promise<void> {
    const { signal } = lifetime;
    const failures = new Map<DeviceKind, 'missing' | 'refused' | 'busy'>();
    const openOne = async (device: DeviceKind): Promise<void> => {
      const known = refusals[access.get(device) ?? 'granted'];
      const opened: OpenedDevice = known ? { kind: 'failed', reason: known } : await open(device, signal);
      if (opened.kind === 'opened') return;
      failures.set(device, opened.reason);
      if (!signal.aborted && device === 'camera') wishes.camera = false;
    };
    await Promise.all(devices.map(openOne));
    if (signal.aborted) return;
    const notice = noticeOf(failures, devices);
    if (notice !== null) onNotice(notice);
    onChange();
  }

  async function readAccess(devices: readonly DeviceKind[]): Promise<Map<DeviceKind, DeviceAccess>> {
    return new Map(await Promise.all(devices.map(async (device) => [device, await media.access(device)] as const)));
  }

  async function request(devices: readonly DeviceKind[], blocking: boolean): Promise<void> {
    const { signal } = lifetime;
    const access = await readAccess(devices);
    if (signal.aborted) return;
    if ([...access.values()].includes('prompt')) {
      waitForPermission(devices, blocking);
      return;
    }
    if (blocking) onPermission('settled');
    await openAll(devices, access);
  }

  function waitForPermission(wanted: readonly DeviceKind[], blocking: boolean): void {
    waiting?.stopTimer();
    waiting = { wanted, blocking, stopTimer: clock.after(permissionTimeoutMs, () => permissionSettled(false)) };
    if (blocking) onPermission('needed');
    askPermission({ video: wanted.includes('camera') });
    onChange();
  }

  function permissionSettled(granted: boolean): void {
    if (waiting === null) return;
    const { wanted, blocking, stopTimer } = waiting;
    stopTimer();
    waiting = null;
    run(resume({ wanted, blocking, granted }));
  }

  async function resume(settled: Omit<Waiting, 'stopTimer'> & { readonly granted: boolean }): Promise<void> {
    const { wanted, blocking, granted } = settled;
    const { signal } = lifetime;
    const access = await readAccess(wanted);
    if (signal.aborted) return;
    // "Allow this time" may still read as `prompt`; without a grant, asking again would be refused in silence.
    for (const [device, state] of access) if (state === 'prompt') access.set(device, granted ? 'granted' : 'denied');
    const anything = [...access.values()].includes('granted');
    if (blocking) onPermission(granted || anything ? 'settled' : 'refused');
    // A refused outgoing call has ended and released everything by now.
    if (!signal.aborted) await openAll(wanted, access);
  }

  return {
    acquire({ video }) {
      wishes.camera = video;
      run(request(video ? ['microphone', 'camera'] : ['microphone'], true));
    },
    permissionSettled,
    setMicrophone(on) {
      wishes.microphone = on;
      onNotice(null);
      const track = tracks.get('microphone');
      if (track !== undefined) track.enabled = on;
      else if (on && waiting === null) run(request(['microphone'], false));
      onChange();
    },
    setCamera(on) {
      if (on === wishes.camera) return;
      wishes.camera = on;
      onNotice(null);
      if (!on) stop('camera');
      else if (waiting === null) run(request(['camera'], false));
      onChange();
    },
    release() {
      lifetime.abort();
      lifetime = new AbortController();
      waiting?.stopTimer();
      waiting = null;
      wishes.microphone = true;
      wishes.camera = false;
      stop('microphone');
      stop('camera');
    },
    view: () => ({
      microphone: tracks.has('microphone') ? (wishes.microphone ? 'on' : 'muted') : 'none',
      camera: tracks.has('camera') ? 'on' : 'off',
      waiting: waiting?.blocking ?? false,
    }),
  };
}

/** Access that makes opening pointless, and what it then would say. */
const refusals: Readonly<Record<DeviceAccess, 'missing' | 'refused' | undefined>> = {
  granted: undefined,
  prompt: 'refused',
  denied: 'refused',
  missing: 'missing',
};

function noticeOf(failures: Failures, wanted: readonly DeviceKind[]): CallNotice | null {
  if (failures.size === 0) return null;
  if (failures.size === 2) return 'no-devices';
  if ([...failures.values()].includes('busy')) return 'device-busy';
  if (failures.has('microphone')) return wanted.length === 1 ? 'no-microphone' : 'no-microphone';
  return failures.get('camera') === 'refused' ? 'camera-refused' : 'no-camera';
}
