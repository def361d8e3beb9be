import type { DeviceAccess, DeviceKind, OpenedDevice } from './media-port.ts';

const inputKinds: Readonly<Record<DeviceKind, MediaDeviceKind>> = { microphone: 'audioinput', camera: 'videoinput' };

const constraints: Readonly<Record<DeviceKind, MediaStreamConstraints>> = {
  microphone: { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
  camera: { video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } },
};

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

export async function openDevice(host: DeviceHost, device: DeviceKind): Promise<OpenedDevice> {
  try {
    const stream = await host.mediaDevices.getUserMedia(constraints[device]);
    const [track] = stream.getTracks();
    if (track === undefined) return { kind: 'failed', reason: 'missing' };
    track.contentHint = device === 'camera' ? 'motion' : 'speech';
    return { kind: 'opened', track };
  } catch (cause) {
    return { kind: 'failed', reason: reasonOf(cause) };
  }
}

/** Error names of Media Capture and Streams §10.2. */
function reasonOf(cause: unknown): 'missing' | 'refused' | 'busy' {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
