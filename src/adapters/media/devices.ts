import type { DeviceAccess, DeviceKind, OpenedDevice } from '../../engine/ports/media-port.ts';
import type { Device, DeviceList } from '../../shared/settings/device-choice.ts';
import { readMediaError } from './media-error.ts';

const inputKinds: Readonly<Record<DeviceKind, MediaDeviceKind>> = { microphone: 'audioinput', camera: 'videoinput' };

const constraints: Readonly<Record<DeviceKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};

type FailedDevice = Extract<OpenedDevice, { readonly kind: 'failed' }>;

/** Entries with which Chromium repeats one of the others. */
const aliases: readonly string[] = ['default', 'communications'];

/** The parts of `navigator` that devices need. */
export type DeviceHost = Pick<Navigator, 'mediaDevices' | 'permissions'>;

/** Asks the browser without prompting and without opening; `prompt` also when the browser cannot tell. */
export async function readAccess(host: DeviceHost, device: DeviceKind): Promise<DeviceAccess> {
  const state = await readPermission(host, device);
  // Listing devices takes up to a tenth of a second; where one may be opened, opening tells whether it is there.
  if (state === 'granted' || (await hasDevice(host, device))) return state;
  return 'missing';
}

async function readPermission(host: DeviceHost, device: DeviceKind): Promise<PermissionState> {
  try {
    return (await host.permissions.query({ name: device })).state;
  } catch {
    return 'prompt';
  }
}

/** The list names one entry per kind even before a permission; where it cannot be read, opening will tell. */
async function hasDevice(host: DeviceHost, device: DeviceKind): Promise<boolean> {
  try {
    const devices = await host.mediaDevices.enumerateDevices();
    return devices.some((info) => info.kind === inputKinds[device]);
  } catch {
    return true;
  }
}

/** Opens the preferred one while it is there, else whichever the browser picks. */
export async function openDevice(
  host: DeviceHost,
  device: DeviceKind,
  preferredId: string | null = null,
): Promise<OpenedDevice> {
  if (preferredId === null) return openOne(host, device, constraints[device]);
  // `ideal` would weigh the choice against the size of the picture, and a large camera would win.
  const preferred = await openOne(host, device, { ...constraints[device], deviceId: { exact: preferredId } });
  const isGone = preferred.kind === 'failed' && preferred.reason === 'missing';
  return isGone ? openOne(host, device, constraints[device]) : preferred;
}

async function openOne(host: DeviceHost, device: DeviceKind, wanted: MediaTrackConstraints): Promise<OpenedDevice> {
  try {
    const stream = await host.mediaDevices.getUserMedia(device === 'camera' ? { video: wanted } : { audio: wanted });
    const [track] = stream.getTracks();
    if (track === undefined) return { kind: 'failed', reason: 'missing' };
    track.contentHint = device === 'camera' ? 'motion' : 'speech';
    return { kind: 'opened', track };
  } catch (cause) {
    return { kind: 'failed', reason: reasonOf(cause) };
  }
}

/** Error names of Media Capture and Streams §10.2. */
function reasonOf(cause: unknown): FailedDevice['reason'] {
  const { name } = readMediaError(cause);
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

/** Empty when the browser does not tell. */
export async function listDevices(host: DeviceHost): Promise<DeviceList> {
  const found = await host.mediaDevices.enumerateDevices().catch((): MediaDeviceInfo[] => []);
  const named = (kind: MediaDeviceKind): Device[] =>
    // What the host makes may be out of reach once it has closed, and a list that it has filtered is of its making.
    Array.from(found)
      .filter((info) => info.kind === kind && !aliases.includes(info.deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { microphone: named('audioinput'), camera: named('videoinput'), speaker: named('audiooutput') };
}

export function watchDevices(host: DeviceHost, notify: () => void): void {
  host.mediaDevices.addEventListener('devicechange', notify);
  for (const name of ['camera', 'microphone'] as const) {
    host.permissions.query({ name }).then(
      (status) => status.addEventListener('change', notify),
      // Where permissions cannot be watched, the next look at the list finds out.
      () => undefined,
    );
  }
}
