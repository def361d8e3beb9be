import type { BrowserMediaDeps } from '../adapters/media/browser-media.ts';
import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { listDevices, openDevice, readAccess, watchDevices } from '../adapters/media/devices.ts';
import { openScreen } from '../adapters/media/screen.ts';
import { inTime } from '../engine/in-time.ts';
import type { MediaPort, OpenedDevice, OpenedScreen } from '../engine/ports/media-port.ts';
import { noDevices } from '../shared/settings/device-choice.ts';
import type { OwnViews } from './own-views.ts';

/** Devices of a view that is in the background are neither opened nor refused. */
const openTimeoutMs = 4_000;
const listTimeoutMs = 1_000;
/** Whoever closes the page of a call is not shown another one at once: what was lost with it is sought anew within this time. */
const closingMs = 2_000;

export interface ViewMediaDeps extends BrowserMediaDeps {
  readonly views: OwnViews;
}

/**
 * The devices of Firefox, which are opened through a page that people see: the event page itself is always refused. The
 * track goes wherever any other would, and dies with the page it came from.
 */
export function createViewMedia(page: Window, { views, clock, log }: ViewMediaDeps): MediaPort {
  let closedAtMs = Number.NEGATIVE_INFINITY;
  const onClosed = (): void => {
    closedAtMs = clock.nowMs();
  };

  return {
    ...createBrowserMedia(page, { clock, log }),
    access: (device) => readAccess(views.any() ?? page.navigator, device),
    async open(device, preferredId) {
      for (const view of await views.forCapture(clock.nowMs() - closedAtMs >= closingMs)) {
        const opening = openDevice(view.navigator, device, preferredId);
        const opened = await inTime(opening, { clock, limitMs: openTimeoutMs });
        if (opened === 'late') continue;
        if (opened.kind === 'opened') endWithPage(view, opened.track, onClosed);
        return opened;
      }
      return { kind: 'failed', reason: 'no-window' } satisfies OpenedDevice;
    },
    async list() {
      const view = views.any();
      if (view === undefined) return noDevices;
      const devices = await inTime(listDevices(view), { clock, limitMs: listTimeoutMs });
      return devices === 'late' ? noDevices : devices;
    },
    onDevicesChanged: (notify) => watchDevices(page.navigator, notify),
    async openScreen() {
      const clicked = views.clicked();
      if (clicked === undefined) return { kind: 'refused' } satisfies OpenedScreen;
      const opened = await openScreen(clicked.navigator);
      if (opened.kind === 'opened') {
        for (const track of [opened.picture, opened.sound]) if (track !== null) endWithPage(clicked, track);
      }
      return opened;
    },
  };
}

/** The browser does not always say that a track went with its page, and afterwards the track cannot even be asked. */
function endWithPage(view: Window, track: MediaStreamTrack, onClosed?: () => void): void {
  view.addEventListener('pagehide', () => {
    if (track.readyState === 'live') onClosed?.();
    track.stop();
    track.dispatchEvent(new Event('ended'));
  });
}
