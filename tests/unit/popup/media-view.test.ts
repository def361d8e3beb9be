import { describe, expect, it } from 'vitest';
import type { MediaView } from '#src/popup/media-view.ts';
import { createMediaView } from '#src/popup/media-view.ts';
import { mediaShelfKey } from '#src/shared/snapshot.ts';

/** As much of a stream of another window as can be told from here: it is of no class this page knows. */
const stream = { getTracks: () => [] };

function windowAt(pathname: string, shelf: unknown): Window {
  // Only the address and the shelf of another page are read.
  return { location: { pathname }, [mediaShelfKey]: shelf } as unknown as Window;
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
    const engine = windowAt('/src/offscreen/index.html', { remoteVideo: stream, remoteScreen: null, selfView: null });
    const view = createMediaView({
      findWindows: () => [windowAt('/src/popup/index.html', {}), engine],
      loadLoopback: noLoopback,
    });
    const { element, shown } = createElement();
    const detach = view.attach(element, 'remoteVideo');
    expect(shown()).toBe(stream);
    expect(element.muted).toBe(true);
    detach();
    expect(shown()).toBeNull();
  });

  it.each([undefined, null, 'shelf', {}, { remoteVideo: null }, { remoteVideo: 7 }, { remoteVideo: {} }])(
    'shows nothing when the shelf is %j',
    (shelf) => {
      const engine = windowAt('/src/offscreen/index.html', shelf);
      const view = createMediaView({ findWindows: () => [engine], loadLoopback: noLoopback });
      const { element, shown, played } = createElement();
      view.attach(element, 'remoteVideo');
      expect(shown()).toBeNull();
      expect(played).toEqual([]);
    },
  );

  it('takes the loopback, loaded once, when the engine is out of reach', async () => {
    const attached: string[] = [];
    let loads = 0;
    const loopback: MediaView = {
      attach: (_, picture) => {
        attached.push(picture);
        return () => attached.splice(attached.indexOf(picture), 1);
      },
    };
    const loadLoopback = async () => {
      loads += 1;
      return loopback;
    };
    const view = createMediaView({ findWindows: () => [], loadLoopback });
    const detach = view.attach(createElement().element, 'remoteVideo');
    view.attach(createElement().element, 'selfView');
    await expect.poll(() => attached).toEqual(['remoteVideo', 'selfView']);
    detach();
    expect(attached).toEqual(['selfView']);
    expect(loads).toBe(1);
  });

  it('does not show a picture that was taken away while the loopback was loading', async () => {
    const attached: string[] = [];
    const loopback: MediaView = {
      attach: (_, picture) => {
        attached.push(picture);
        return () => undefined;
      },
    };
    const view = createMediaView({ findWindows: () => [], loadLoopback: async () => loopback });
    view.attach(createElement().element, 'remoteVideo')();
    view.attach(createElement().element, 'selfView');
    await expect.poll(() => attached).toEqual(['selfView']);
  });
});
