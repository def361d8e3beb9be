import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { DeviceHost } from '#src/adapters/media/devices.ts';
import { listDevices, openDevice, readAccess } from '#src/adapters/media/devices.ts';
import { openScreen } from '#src/adapters/media/screen.ts';
import { FakeTrack } from '../../../fakes/fake-track.ts';

function named(name: string, message = ''): Error {
  return Object.assign(new Error(message), { name });
}

interface World {
  readonly kinds?: readonly MediaDeviceKind[] | Error | Promise<never>;
  readonly ids?: readonly string[];
  readonly state?: PermissionState | Error;
  readonly media?: readonly FakeTrack[] | Error;
}

/** Only what is used of `navigator`, so the rest of its type is claimed. */
function host({ kinds = ['audioinput', 'videoinput'], ids = [], state = 'granted', media = [] }: World) {
  const calls: string[] = [];
  const give = async (call: string) => {
    calls.push(call);
    if (media instanceof Error) throw media;
    return {
      getTracks: () => media,
      getVideoTracks: () => media.filter(({ kind }) => kind === 'video'),
      getAudioTracks: () => media.filter(({ kind }) => kind === 'audio'),
    };
  };
  const navigator = {
    permissions: {
      async query() {
        if (state instanceof Error) throw state;
        return { state };
      },
    },
    mediaDevices: {
      async enumerateDevices() {
        if (kinds instanceof Error) throw kinds;
        return (await kinds).map((kind, index) => ({ kind, deviceId: ids[index] ?? '', label: ids[index] ?? '' }));
      },
      getUserMedia: (constraints: MediaStreamConstraints) => give(`getUserMedia ${JSON.stringify(constraints)}`),
      getDisplayMedia: () => give('getDisplayMedia'),
    },
  } as unknown as DeviceHost;
  return { navigator, calls };
}

describe('readAccess', () => {
  it.each(['granted', 'prompt', 'denied'] as const)('passes on %s', async (state) => {
    expect(await readAccess(host({ state }).navigator, 'camera')).toBe(state);
  });

  it('asks for no permission where there is no device', async () => {
    expect(await readAccess(host({ kinds: ['audioinput'], state: 'prompt' }).navigator, 'camera')).toBe('missing');
  });

  it('does not wait for the list of devices where one may be opened', async () => {
    const never = new Promise<never>(() => undefined);
    const { navigator } = host({ kinds: never, state: 'granted' });
    expect(await readAccess(navigator, 'microphone')).toBe('granted');
  });

  it('lets the permission page find out what the browser cannot tell', async () => {
    const { navigator, calls } = host({ kinds: named('NotAllowedError'), state: named('TypeError') });
    expect(await readAccess(navigator, 'camera')).toBe('prompt');
    expect(calls).toEqual([]);
  });
});

describe('openDevice', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('turns %s into %s instead of throwing', async (name, reason) => {
    expect(await openDevice(host({ media: named(name) }).navigator, 'camera')).toEqual({ kind: 'failed', reason });
  });

  it('gives the track', async () => {
    const track = new FakeTrack('camera');
    expect(await openDevice(host({ media: [track] }).navigator, 'camera')).toEqual({ kind: 'opened', track });
  });
});

describe('a page that is not our own', () => {
  const foreign = (name: string): Error => runInNewContext(`Object.assign(new Error(''), { name: '${name}' })`);

  it('is understood when it says why', async () => {
    const { navigator } = host({ media: foreign('NotAllowedError') });
    navigator.mediaDevices.getUserMedia = () => Promise.reject(foreign('NotAllowedError'));
    navigator.mediaDevices.getDisplayMedia = () => Promise.reject(foreign('AbortError'));
    expect(await openDevice(navigator, 'camera')).toEqual({ kind: 'failed', reason: 'denied' });
    expect(await openScreen(navigator)).toEqual({ kind: 'cancelled' });
  });

  it('leaves nothing of its making in the list, which could not be read once it has closed', async () => {
    const { navigator } = host({});
    const info = "{ kind: 'videoinput', deviceId: 'lid', label: 'Lid' }";
    navigator.mediaDevices.enumerateDevices = async () => runInNewContext(`[${info}]`);
    const { camera } = await listDevices(navigator);
    expect(camera).toEqual([{ id: 'lid', label: 'Lid' }]);
    expect(camera).toBeInstanceOf(Array);
  });
});

describe('a preferred device', () => {
  it('is insisted on, so that a larger picture of another one does not win', async () => {
    const { navigator, calls } = host({ media: [new FakeTrack('camera')] });
    await openDevice(navigator, 'camera', 'desk');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain('"deviceId":{"exact":"desk"}');
  });

  it.each([
    ['OverconstrainedError', 2],
    ['NotFoundError', 2],
    ['NotReadableError', 1],
    ['NotAllowedError', 1],
  ])('gives way to any other when it is gone, not when it is in use or refused (%s)', async (name, tries) => {
    const { navigator, calls } = host({ media: named(name) });
    await openDevice(navigator, 'camera', 'desk');
    expect(calls).toHaveLength(tries);
    if (tries === 2) expect(calls[1]).not.toContain('deviceId');
  });

  it('is not mentioned when the choice is left to the system', async () => {
    const { navigator, calls } = host({ media: [new FakeTrack('microphone')] });
    await openDevice(navigator, 'microphone', null);
    expect(calls[0]).not.toContain('deviceId');
  });
});

describe('listDevices', () => {
  it('leaves out the entries with which the browser repeats another', async () => {
    const { navigator } = host({
      kinds: ['audioinput', 'audioinput', 'audiooutput', 'audiooutput', 'videoinput'],
      ids: ['default', 'desk', 'communications', 'headset', 'lid'],
    });
    expect(await listDevices(navigator)).toEqual({
      microphone: [{ id: 'desk', label: 'desk' }],
      camera: [{ id: 'lid', label: 'lid' }],
      speaker: [{ id: 'headset', label: 'headset' }],
    });
  });

  it('is empty when the browser does not tell', async () => {
    const none = { microphone: [], camera: [], speaker: [] };
    expect(await listDevices(host({ kinds: named('NotAllowedError') }).navigator)).toEqual(none);
  });
});

describe('openScreen', () => {
  it('opens the picker before anything is awaited', () => {
    const { navigator, calls } = host({ media: [new FakeTrack('screen')] });
    const opening = openScreen(navigator);
    expect(calls).toEqual(['getDisplayMedia']);
    return expect(opening).resolves.toMatchObject({ kind: 'opened', sound: null });
  });

  it('takes the sound along where it is offered, and keeps text sharp', async () => {
    const picture = new FakeTrack('screen');
    const sound = new FakeTrack('screen sound');
    expect(await openScreen(host({ media: [picture, sound] }).navigator)).toEqual({ kind: 'opened', picture, sound });
    expect(picture.asTrack().contentHint).toBe('detail');
  });

  it.each([
    [named('NotAllowedError', 'Permission denied'), 'cancelled'],
    [named('NotAllowedError', 'Permission denied by user'), 'cancelled'],
    [named('AbortError'), 'cancelled'],
    [named('NotAllowedError', 'Permission denied by system'), 'refused'],
    [named('NotAllowedError', 'Access is disallowed by permissions policy'), 'refused'],
    [named('InvalidStateError'), 'refused'],
    [named('NotReadableError'), 'refused'],
  ])('tells a closed picker from a refusal (%s)', async (cause, kind) => {
    expect(await openScreen(host({ media: cause }).navigator)).toEqual({ kind });
  });
});
