import { describe, expect, it } from 'vitest';
import type { MediaView } from '#src/popup/media-view.ts';
import { createMediaView } from '#src/popup/media-view.ts';
import { mediaKey, ownCamera, streamsKey } from '#src/shared/participant.ts';

const face = { participant: 'bob', source: 'camera' } as const;

/** As much of a stream of another window as can be told from here: it is of no class this page knows. */
const stream = { getTracks: () => [] };

function windowAt(pathname: string, streams: unknown): Window {
  // Only the address and the streams of another page are read.
  return { location: { pathname }, [streamsKey]: streams } as unknown as Window;
}

function createElement() {
  const played: string[] = [];
  const element = { muted: false, srcObject: null as unknown, play: async () => played.push('play') };
  // What the view needs of a video element.
  return { element: element as unknown as HTMLVideoElement, shown: () => element.srcObject, played };
}

const noLoopback = () => Promise.reject<MediaView>(new Error('the engine was in reach'));

describe('media view', () => {
  it('shows the very stream of the engine, muted, until it is detached', () => {
    const engine = windowAt('/src/offscreen/index.html', { 'bob:camera': stream });
    const view = createMediaView({
      findEngine: () => engine,
      loadLoopback: noLoopback,
    });
    const { element, shown } = createElement();
    const detach = view.attach(element, face);
    expect(shown()).toBe(stream);
    expect(element.muted).toBe(true);
    detach();
    expect(shown()).toBeNull();
  });

  it.each([undefined, null, 'streams', {}, { 'bob:camera': null }, { 'bob:camera': 7 }, { 'bob:camera': {} }])(
    'shows nothing when the registry is %j',
    (streams) => {
      const engine = windowAt('/src/offscreen/index.html', streams);
      const view = createMediaView({ findEngine: () => engine, loadLoopback: noLoopback });
      const { element, shown, played } = createElement();
      view.attach(element, face);
      expect(shown()).toBeNull();
      expect(played).toEqual([]);
    },
  );

  it('takes the loopback, loaded once, when the engine is out of reach', async () => {
    const attached: string[] = [];
    let loads = 0;
    const loopback: MediaView = {
      attach: (_, picture) => {
        attached.push(mediaKey(picture));
        return () => attached.splice(attached.indexOf(mediaKey(picture)), 1);
      },
    };
    const loadLoopback = async () => {
      loads += 1;
      return loopback;
    };
    const view = createMediaView({ findEngine: () => undefined, loadLoopback });
    const detach = view.attach(createElement().element, face);
    view.attach(createElement().element, ownCamera);
    await expect.poll(() => attached).toEqual(['bob:camera', 'self:camera']);
    detach();
    expect(attached).toEqual(['self:camera']);
    expect(loads).toBe(1);
  });

  it('does not show a picture that was taken away while the loopback was loading', async () => {
    const attached: string[] = [];
    const loopback: MediaView = {
      attach: (_, picture) => {
        attached.push(mediaKey(picture));
        return () => undefined;
      },
    };
    const view = createMediaView({ findEngine: () => undefined, loadLoopback: async () => loopback });
    view.attach(createElement().element, face)();
    view.attach(createElement().element, ownCamera);
    await expect.poll(() => attached).toEqual(['self:camera']);
  });
});
