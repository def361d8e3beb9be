import type { CallNotice, OwnPartView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceAccess, DeviceKind, MediaPort } from '../ports/media-port.ts';
import type { DeviceReplacement } from './device-replacement.ts';
import { createDeviceReplacement } from './device-replacement.ts';
import type { DeviceFailure, InputDevice } from './input-device.ts';
import { createInputDevice, failureOf } from './input-device.ts';
import type { PermissionRequest, PermissionWait } from './permission-wait.ts';
import { createPermissionWait } from './permission-wait.ts';

/** The browser answers in a millisecond or two when it answers at all. */
const accessTimeoutMs = 3_000;

export interface CallDevicesDeps {
  readonly media: Pick<MediaPort, 'access' | 'open'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The device to open, null for the system's choice. */
  readonly preferred: (device: DeviceKind) => string | null;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onTrack: (device: DeviceKind, track: MediaStreamTrack | null) => void;
  readonly onNotice: (notice: CallNotice | null) => void;
  readonly onChange: () => void;
  /** The call has to wait for the permission page, was refused there, or can go on. */
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
}

/** The microphone and the camera of one call, opened only after the person here has started or answered it. */
export interface CallDevices {
  acquire(wanted: { readonly video: boolean }): void;
  permissionSettled(granted: boolean): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  readonly replacement: Pick<DeviceReplacement, 'handleChosen' | 'handleListed'>;
  /** Stops everything; what is still opening is stopped when it arrives. */
  release(): void;
  view(): CallDevicesView;
}

export interface CallDevicesView {
  readonly microphone: OwnPartView['microphone'];
  readonly camera: 'on' | 'off';
  /** The call waits for the permission page. */
  readonly waiting: boolean;
}

interface Devices {
  readonly deps: CallDevicesDeps;
  readonly inputs: Readonly<Record<DeviceKind, InputDevice>>;
  readonly permission: PermissionWait;
  /** What the person wants, whether or not the device is there. */
  readonly wishes: Record<DeviceKind, boolean>;
  /** Aborted when everything is released; what was begun before is then over. */
  lifetime: AbortController;
}

export function createCallDevices(deps: CallDevicesDeps): CallDevices {
  const permission = createPermissionWait(deps.clock, (request, granted) => {
    run(devices, resume(devices, request, granted));
  });
  const inputs = { microphone: createInput('microphone'), camera: createInput('camera') };
  const wishes = { microphone: true, camera: false };
  const devices: Devices = { deps, inputs, permission, wishes, lifetime: new AbortController() };

  const replacement = createDeviceReplacement({
    ...deps,
    inputs,
    access: (device) => accessInTime(deps, device),
    isWanted: (device) => device === 'microphone' || devices.wishes.camera,
    lifetime: () => devices.lifetime.signal,
    onGone(device) {
      if (device === 'camera') devices.wishes.camera = false;
    },
  });

  function createInput(device: DeviceKind): InputDevice {
    return createInputDevice({
      device,
      media: deps.media,
      preferred: () => deps.preferred(device),
      onTrack: (track) => {
        if (track !== null && device === 'microphone') track.enabled = devices.wishes.microphone;
        deps.onTrack(device, track);
      },
      onLost: () => replacement.handleLost(device),
    });
  }

  return {
    acquire({ video }) {
      devices.wishes.camera = video;
      run(devices, request(devices, { wanted: video ? ['microphone', 'camera'] : ['microphone'], blocking: true }));
    },
    permissionSettled: (granted) => permission.settle(granted),
    setMicrophone: (on) => setMicrophone(devices, on),
    setCamera: (on) => setCamera(devices, on),
    replacement,
    release: () => release(devices),
    view: () => ({
      microphone: inputs.microphone.track() === null ? 'none' : devices.wishes.microphone ? 'on' : 'muted',
      camera: inputs.camera.track() === null ? 'off' : 'on',
      waiting: permission.current()?.blocking ?? false,
    }),
  };
}

function run({ deps }: Devices, work: Promise<void>): void {
  work.catch((cause: unknown) => deps.log('error', 'call-devices-failed', { cause: String(cause) }));
}

async function request(devices: Devices, wanted: PermissionRequest): Promise<void> {
  const { deps, permission } = devices;
  const { signal } = devices.lifetime;
  const access = await readAccess(deps, wanted.wanted);
  if (signal.aborted) return;
  if (![...access.values()].includes('prompt')) {
    if (wanted.blocking) deps.onPermission('settled');
    await openAll(devices, access, signal);
    return;
  }
  permission.begin(wanted);
  if (wanted.blocking) deps.onPermission('needed');
  deps.askPermission({ video: access.get('camera') === 'prompt' });
  deps.onChange();
}

async function resume(devices: Devices, settled: PermissionRequest, granted: boolean): Promise<void> {
  const { deps, wishes } = devices;
  const { signal } = devices.lifetime;
  const wanted = new Set(settled.wanted);
  if (wishes.camera) wanted.add('camera');
  const access = await readAccess(deps, [...wanted]);
  if (signal.aborted) return;
  // "Allow this time" may still read as `prompt`; without a grant, asking again would be refused in silence.
  for (const [device, state] of access) if (state === 'prompt') access.set(device, granted ? 'granted' : 'denied');
  const anything = granted || [...access.values()].includes('granted');
  if (settled.blocking) deps.onPermission(anything ? 'settled' : 'refused');
  await openAll(devices, access, signal);
}

async function readAccess(
  deps: CallDevicesDeps,
  wanted: readonly DeviceKind[],
): Promise<Map<DeviceKind, DeviceAccess>> {
  return new Map(await Promise.all(wanted.map(async (device) => [device, await accessInTime(deps, device)] as const)));
}

/** A driver that never answers must not hold up a call; its device then counts as missing. */
function accessInTime({ media, clock }: CallDevicesDeps, device: DeviceKind): Promise<DeviceAccess> {
  return new Promise((resolve, reject) => {
    const stopTimer = clock.after(accessTimeoutMs, () => resolve('missing'));
    media.access(device).then(resolve, reject).finally(stopTimer);
  });
}

async function openAll(
  { deps, inputs, wishes }: Devices,
  access: ReadonlyMap<DeviceKind, DeviceAccess>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const failures = new Map<DeviceKind, DeviceFailure>();
  const openOne = async ([device, state]: readonly [DeviceKind, DeviceAccess]): Promise<void> => {
    const unwanted = (): boolean => device === 'camera' && !wishes.camera;
    const failure = state === 'granted' ? await inputs[device].open(unwanted) : failureOf(state);
    if (failure === null || signal.aborted) return;
    failures.set(device, failure);
    if (device === 'camera') wishes.camera = false;
  };
  await Promise.all([...access].map(openOne));
  if (signal.aborted) return;
  const notice = noticeOf(failures);
  if (notice !== null) deps.onNotice(notice);
  deps.onChange();
}

function setMicrophone(devices: Devices, on: boolean): void {
  const { deps, inputs, wishes, permission } = devices;
  wishes.microphone = on;
  deps.onNotice(null);
  const track = inputs.microphone.track();
  if (track !== null) track.enabled = on;
  else if (on && permission.current() === null) {
    run(devices, request(devices, { wanted: ['microphone'], blocking: false }));
  }
  deps.onChange();
}

function setCamera(devices: Devices, on: boolean): void {
  const { deps, inputs, wishes, permission } = devices;
  if (on === wishes.camera) return;
  wishes.camera = on;
  deps.onNotice(null);
  if (!on) inputs.camera.stop();
  else if (permission.current() === null) run(devices, request(devices, { wanted: ['camera'], blocking: false }));
  deps.onChange();
}

function release(devices: Devices): void {
  devices.lifetime.abort();
  devices.lifetime = new AbortController();
  devices.permission.cancel();
  devices.wishes.microphone = true;
  devices.wishes.camera = false;
  devices.inputs.microphone.stop();
  devices.inputs.camera.stop();
}

function noticeOf(failures: ReadonlyMap<DeviceKind, DeviceFailure>): CallNotice | null {
  if (failures.size === 0) return null;
  if (failures.size === 2) return 'no-devices';
  if ([...failures.values()].includes('busy')) return 'device-busy';
  if (failures.has('microphone')) return 'no-microphone';
  return failures.get('camera') === 'refused' ? 'camera-refused' : 'no-camera';
}
