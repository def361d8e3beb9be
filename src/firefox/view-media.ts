import type { BrowserMediaDeps } from '../adapters/media/browser-media.ts';
import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { listDevices, openDevice, readAccess, watchDevices } from '../adapters/media/devices.ts';
import { openScreen } from '../adapters/media/screen.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { MediaPort, OpenedDevice } from '../engine/ports/media-port.ts';
import { noDevices } from '../shared/settings/device-choice.ts';
import type { OwnViews } from './own-views.ts';

/** Devices of a view that is in the background are neither opened nor refused. */
const openTimeoutMs = 4_000;
const listTimeoutMs = 1_000;

export interface ViewMediaDeps extends BrowserMediaDeps {
  readonly views: OwnViews;
}

/**
 * The devices of Firefox, which are opened through a page that people see: the event page itself is always refused. The
 * track goes wherever any other would, and dies with the page it came from.
 */
export function createViewMedia(page: Window, { views, clock, log }: ViewMediaDeps): MediaPort {
  return {
    ...createBrowserMedia(page, { clock, log }),
    access: (device) => readAccess(views.any() ?? page.navigator, device),
    async open(device, preferredId) {
      for (const view of await views.forCapture()) {
        const opened = await inTime(clock, openTimeoutMs, openDevice(view.navigator, device, preferredId));
        if (opened === undefined) continue;
        if (opened.kind === 'opened') endWithPage(view, opened.track);
        return opened;
      }
      return { kind: 'failed', reason: 'missing' } satisfies OpenedDevice;
    },
    async list() {
      const view = views.any();
      if (view === undefined) return noDevices;
      return (await inTime(clock, listTimeoutMs, listDevices(view))) ?? noDevices;
    },
    onDevicesChanged: (notify) => watchDevices(page.navigator, notify),
    openScreen() {
      const clicked = views.clicked();
      return clicked === undefined ? Promise.resolve({ kind: 'refused' }) : openScreen(clicked);
    },
  };
}

/** Undefined when it has not settled in time. */
function inTime<Value>(
  clock: Pick<Clock, 'after'>,
  timeoutMs: number,
  work: Promise<Value>,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(timeoutMs, () => resolve(undefined));
    work.then(resolve, reject).finally(stop);
  });
}

/** The browser does not always say that a track went with its page, and afterwards the track cannot even be asked. */
function endWithPage(view: Window, track: MediaStreamTrack): void {
  view.addEventListener('pagehide', () => {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  });
}
