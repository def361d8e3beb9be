/** What stands between a call and the devices. */
export type PermissionState = 'not-asked' | 'asking' | 'granted' | 'denied' | 'no-device' | 'blocked';

export interface DevicePermissionDeps {
  readonly video: boolean;
  readonly devices: Pick<MediaDevices, 'getUserMedia'>;
  readonly queryPermission: (name: 'camera' | 'microphone') => Promise<'granted' | 'prompt' | 'denied'>;
}

/** Reads the stored decision without asking. */
export async function readPermission({ video, queryPermission }: DevicePermissionDeps): Promise<PermissionState> {
  const names = video ? (['microphone', 'camera'] as const) : (['microphone'] as const);
  const states = await Promise.all(names.map(queryPermission));
  if (states.includes('denied')) return 'denied';
  return states.every((state) => state === 'granted') ? 'granted' : 'not-asked';
}

/** Shows the browser's question and lets go of the devices at once. */
export async function askPermission({
  video,
  devices,
  queryPermission,
}: DevicePermissionDeps): Promise<PermissionState> {
  try {
    return await openOnce(devices, { audio: true, video });
  } catch (error) {
    const missing = isNamed(error, 'NotFoundError');
    if (missing && video) return askForWhatIsThere({ video, devices, queryPermission });
    return missing ? 'no-device' : stateOf(error);
  }
}

/** A machine may have only one of the two. */
async function askForWhatIsThere({ devices }: DevicePermissionDeps): Promise<PermissionState> {
  for (const constraints of [{ audio: true }, { video: true }]) {
    try {
      return await openOnce(devices, constraints);
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) return stateOf(error);
    }
  }
  return 'no-device';
}

async function openOnce(
  devices: DevicePermissionDeps['devices'],
  constraints: MediaStreamConstraints,
): Promise<PermissionState> {
  const stream = await devices.getUserMedia(constraints);
  for (const track of stream.getTracks()) track.stop();
  return 'granted';
}

/** Chromium says "by system" in words only when the operating system refuses; a device held by another program is not readable. */
function stateOf(error: unknown): PermissionState {
  const bySystem = error instanceof Error && /system/i.test(error.message);
  return isNamed(error, 'NotAllowedError') && !bySystem ? 'denied' : 'blocked';
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
