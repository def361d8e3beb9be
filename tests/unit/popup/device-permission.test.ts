import { describe, expect, it } from 'vitest';
import type { DevicePermissionDeps } from '#src/popup/permission/device-permission.ts';
import { askPermission, readPermission } from '#src/popup/permission/device-permission.ts';

type Devices = DevicePermissionDeps['devices'];

function named(name: string, message = ''): Error {
  return Object.assign(new Error(message), { name });
}

/** `answer` is what the browser does when asked for these devices: fail, or give a track. */
function depsWith(answer: (constraints: MediaStreamConstraints) => Error | null, video = true) {
  const asked: MediaStreamConstraints[] = [];
  let running = 0;
  const getUserMedia = async (constraints: MediaStreamConstraints = {}): Promise<MediaStream> => {
    asked.push(constraints);
    const error = answer(constraints);
    if (error !== null) throw error;
    running += 1;
    const track = {
      stop: () => {
        running -= 1;
      },
    };
    // The page reads nothing of a stream but its tracks.
    return { getTracks: () => [track] } as unknown as MediaStream;
  };
  const devices: Devices = { getUserMedia };
  const deps: DevicePermissionDeps = { video, devices, queryPermission: async () => 'prompt' };
  return { deps, asked, running: () => running };
}

describe('permission', () => {
  it('lets go of the devices as soon as they are allowed', async () => {
    const { deps, running } = depsWith(() => null);
    expect(await askPermission(deps)).toBe('granted');
    expect(running()).toBe(0);
  });

  it('does not ask for the camera for a voice call', async () => {
    const { deps, asked } = depsWith(() => null, false);
    await askPermission(deps);
    expect(asked).toEqual([{ audio: true, video: false }]);
  });

  it('is granted on a machine with a microphone and no camera', async () => {
    const { deps } = depsWith(({ video }) => (video === true ? named('NotFoundError') : null));
    expect(await askPermission(deps)).toBe('granted');
  });

  it('says that there is no device where there is none', async () => {
    const { deps } = depsWith(() => named('NotFoundError'));
    expect(await askPermission(deps)).toBe('no-device');
  });

  it.each([
    ['denied', named('NotAllowedError', 'Permission denied')],
    ['blocked', named('NotAllowedError', 'Permission denied by system')],
    ['blocked', named('NotReadableError', 'Could not start video source')],
  ])('tells %s apart', async (state, error) => {
    const { deps } = depsWith(() => error);
    expect(await askPermission(deps)).toBe(state);
  });

  it('does not count a granted microphone as a granted camera', async () => {
    const { deps } = depsWith(() => null);
    const queryPermission: DevicePermissionDeps['queryPermission'] = async (name) =>
      name === 'camera' ? 'prompt' : 'granted';
    expect(await readPermission({ ...deps, queryPermission })).toBe('not-asked');
    expect(await readPermission({ ...deps, video: false, queryPermission })).toBe('granted');
  });
});
