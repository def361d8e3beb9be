import type { DeviceNews } from '../../shared/device-notice.ts';
import { inTime } from '../in-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceKind, MediaPort } from '../ports/media-port.ts';
import type { CallDevicesView } from './call-devices-view.ts';
import { viewCallDevices } from './call-devices-view.ts';
import type { DeviceReplacement } from './device-replacement.ts';
import { createDeviceReplacement } from './device-replacement.ts';
import type { InputDevice } from './input-device.ts';
import { createInputDevice } from './input-device.ts';
import type { KnownAccess } from './known-access.ts';
import { accessInTime, problemOf } from './known-access.ts';
import type { PermissionRequest, PermissionWait } from './permission-wait.ts';
import { createPermissionWait } from './permission-wait.ts';

/** Listing takes up to a tenth of a second. A camera that was tried before the answer is kept only a little longer than this. */
const listTimeoutMs = 500;

export interface CallDevicesDeps {
  readonly media: Pick<MediaPort, 'access' | 'open' | 'onEnded'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The device to open, null for the system's choice. */
  readonly preferred: (device: DeviceKind) => string | null;
  /** The devices of that kind there are, as far as known. */
  readonly listed: (device: DeviceKind) => readonly string[];
  /** Reads anew which there are. */
  readonly readDevices: () => Promise<void>;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onTrack: (device: DeviceKind, track: MediaStreamTrack | null) => void;
  /** Another device is used than before, null when that is no news any more. */
  readonly onNews: (device: DeviceKind, news: DeviceNews | null) => void;
  readonly onChange: () => void;
  /** The call has to wait for the permission page, was refused there, or can go on. */
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
}

/** The microphone and the camera of one call, opened only after the person here has started or answered it, each by itself. */
export interface CallDevices {
  acquire(wanted: { readonly video: boolean }): void;
  permissionSettled(granted: boolean): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  readonly replacement: Pick<DeviceReplacement, 'handleChosen' | 'handleListed'>;
  /** Stops everything; what is still opening is stopped when it arrives. */
  release(): void;
  view(): CallDevicesView & {
    /** The call waits for the permission page. */
    readonly waiting: boolean;
  };
}

interface Devices {
  readonly deps: CallDevicesDeps;
  readonly inputs: Readonly<Record<DeviceKind, InputDevice>>;
  readonly permission: PermissionWait;
  /** What the person wants, whether or not the device is there. */
  readonly wishes: Record<DeviceKind, boolean>;
  /** Those that are on their way, and not late. */
  readonly opening: Set<DeviceKind>;
  /** Aborted when everything is released; what was begun before is then over. */
  lifetime: AbortController;
}

export function createCallDevices(deps: CallDevicesDeps): CallDevices {
  const permission = createPermissionWait(deps.clock, (request, granted) => {
    run(devices, resume(devices, request, granted));
  });
  const inputs = { microphone: createInput('microphone'), camera: createInput('camera') };
  const wishes = { microphone: true, camera: false };
  const devices: Devices = { deps, inputs, permission, wishes, opening: new Set(), lifetime: new AbortController() };

  const replacement = createDeviceReplacement({
    clock: deps.clock,
    log: deps.log,
    preferred: deps.preferred,
    listed: deps.listed,
    inputs,
    access: (device) => readAccess(devices, device),
    isWanted: (device) => device === 'microphone' || devices.wishes.camera,
    isOpening: (device) => devices.opening.has(device) || isAskedFor(permission, device),
    lifetime: () => devices.lifetime.signal,
    onOpening: (device) => void devices.opening.add(device),
    onSettled: (device, news) => settle(devices, device, news),
  });

  function createInput(device: DeviceKind): InputDevice {
    return createInputDevice({
      media: deps.media,
      clock: deps.clock,
      device,
      preferred: () => deps.preferred(device),
      others: () => deps.listed(device).filter((id) => id !== deps.preferred(device)),
      onTrack: (track) => {
        if (track !== null && device === 'microphone') track.enabled = devices.wishes.microphone;
        deps.onTrack(device, track);
      },
      onLost: (deviceId) => replacement.handleLost(device, deviceId),
      onChange: () => settle(devices, device),
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
    view: () => ({ ...viewCallDevices(devices), waiting: permission.current()?.blocking ?? false }),
  };
}

function run({ deps }: Devices, work: Promise<void>): void {
  work.catch((cause: unknown) => deps.log('error', 'call-devices-failed', { cause: String(cause) }));
}

function readAccess(
  { deps: { media, clock }, lifetime: { signal } }: Devices,
  device: DeviceKind,
): Promise<KnownAccess> {
  return accessInTime(device, { media, clock, signal });
}

async function readEach(devices: Devices, wanted: readonly DeviceKind[]): Promise<Map<DeviceKind, KnownAccess>> {
  return new Map(await Promise.all(wanted.map(async (device) => [device, await readAccess(devices, device)] as const)));
}

async function request(devices: Devices, wanted: PermissionRequest): Promise<void> {
  const { deps, opening } = devices;
  const { signal } = devices.lifetime;
  for (const device of wanted.wanted) opening.add(device);
  // A headset may have come without a word of the browser. Nobody is kept waiting for the list but the devices.
  const reading = deps.readDevices();
  const access = await readEach(devices, wanted.wanted);
  if (signal.aborted) return;
  if ([...access.values()].includes('prompt')) {
    askPermission(devices, wanted, access);
    return;
  }
  if (wanted.blocking) deps.onPermission('settled');
  await inTime(reading, { clock: deps.clock, limitMs: listTimeoutMs, signal });
  if (!signal.aborted) openEach(devices, access);
}

function askPermission(
  { deps, permission, opening }: Devices,
  wanted: PermissionRequest,
  access: ReadonlyMap<DeviceKind, KnownAccess>,
): void {
  for (const device of wanted.wanted) opening.delete(device);
  permission.begin(wanted);
  if (wanted.blocking) deps.onPermission('needed');
  deps.askPermission({ video: access.get('camera') === 'prompt' });
  deps.onChange();
}

async function resume(devices: Devices, settled: PermissionRequest, granted: boolean): Promise<void> {
  const { deps, wishes, opening } = devices;
  const { signal } = devices.lifetime;
  const wanted = new Set(settled.wanted);
  if (wishes.camera) wanted.add('camera');
  for (const device of wanted) opening.add(device);
  const access = await readEach(devices, [...wanted]);
  if (signal.aborted) return;
  const decided = new Map([...access].map(([device, state]) => [device, decidedAccess(state, granted)] as const));
  const anything = granted || [...decided.values()].includes('granted');
  if (settled.blocking) deps.onPermission(anything ? 'settled' : 'refused');
  // Whoever is refused before the call hangs up in that moment.
  if (!signal.aborted) openEach(devices, decided);
}

/** "Allow this time" may still read as `prompt`; without a grant, asking again would be refused in silence. */
function decidedAccess(state: KnownAccess, granted: boolean): KnownAccess {
  if (state !== 'prompt') return state;
  return granted ? 'granted' : 'denied';
}

/** None waits for another: a microphone that hangs must not hide a camera that works. */
function openEach(devices: Devices, access: ReadonlyMap<DeviceKind, KnownAccess>): void {
  for (const [device, state] of access) run(devices, openOne(devices, device, state));
}

async function openOne(devices: Devices, device: DeviceKind, state: KnownAccess): Promise<void> {
  const { inputs, wishes } = devices;
  const { signal } = devices.lifetime;
  const unwanted = (): boolean => device === 'camera' && !wishes.camera;
  let news: DeviceNews | null = null;
  if (state !== 'granted') inputs[device].setProblem(unwanted() ? null : problemOf(state));
  else if (!unwanted()) news = await inputs[device].open(unwanted);
  if (!signal.aborted) settle(devices, device, news);
}

/** Tells how it stands with one device; a camera that could not be opened is not wanted any more, so that it never comes on by itself. */
function settle({ deps, inputs, wishes, opening }: Devices, device: DeviceKind, news?: DeviceNews | null): void {
  opening.delete(device);
  const problem = inputs[device].problem();
  if (device === 'camera' && problem !== null && problem !== 'hangs') wishes.camera = false;
  if (news !== undefined) deps.onNews(device, news);
  deps.onChange();
}

function setMicrophone(devices: Devices, on: boolean): void {
  const { deps, inputs, wishes, permission, opening } = devices;
  wishes.microphone = on;
  const track = inputs.microphone.track();
  if (track !== null) track.enabled = on;
  else if (on && permission.current() === null && !opening.has('microphone')) {
    run(devices, request(devices, { wanted: ['microphone'], blocking: false }));
  }
  deps.onChange();
}

function setCamera(devices: Devices, on: boolean): void {
  const { deps, inputs, wishes, permission, opening } = devices;
  const hangs = inputs.camera.problem() === 'hangs';
  if (on === wishes.camera && !(on && hangs)) return;
  wishes.camera = on;
  if (!on) {
    opening.delete('camera');
    inputs.camera.stop();
    deps.onNews('camera', null);
  } else if (permission.current() === null) {
    run(devices, request(devices, { wanted: ['camera'], blocking: false }));
  }
  deps.onChange();
}

function release(devices: Devices): void {
  devices.lifetime.abort();
  devices.lifetime = new AbortController();
  devices.permission.cancel();
  devices.opening.clear();
  devices.wishes.microphone = true;
  devices.wishes.camera = false;
  devices.inputs.microphone.stop();
  devices.inputs.camera.stop();
}

function isAskedFor(permission: PermissionWait, device: DeviceKind): boolean {
  return permission.current()?.wanted.includes(device) ?? false;
}
