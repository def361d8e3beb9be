import type { BrowserMediaDeps } from '../adapters/media/browser-media.ts';
import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { listDevices, openDevice, readAccess, watchDevices } from '../adapters/media/devices.ts';
import { openScreen } from '../adapters/media/screen.ts';
import { inTime } from '../engine/in-time.ts';
import type { DeviceKind, MediaPort, OpenedDevice, OpenedScreen } from '../engine/ports/media-port.ts';
import { noDevices } from '../shared/settings/device-choice.ts';
import type { OwnViews } from './own-views.ts';

/** Devices of a view that is in the background are neither opened nor refused: after this long the next is tried beside it. */
const nextViewAfterMs = 4_000;
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
  const own = createBrowserMedia(page, { clock, log });
  let closedAtMs = Number.NEGATIVE_INFINITY;
  /** Whom to tell that a track has gone with its page. */
  const listeners = new WeakMap<MediaStreamTrack, Set<() => void>>();

  /** Its own event is not heard any more in a page that goes, and afterwards the track cannot even be asked. */
  function endWithPage(view: Window, track: MediaStreamTrack): void {
    const told = new Set<() => void>();
    listeners.set(track, told);
    views.onGone(view, () => {
      if (track.readyState === 'live') closedAtMs = clock.nowMs();
      track.stop();
      for (const notify of told) notify();
    });
  }

  async function openThrough(view: Window, device: DeviceKind, preferredId: string | null): Promise<OpenedDevice> {
    const opened = await openDevice(view.navigator, device, preferredId);
    if (opened.kind === 'opened') endWithPage(view, opened.track);
    return opened;
  }

  return {
    ...own,
    access: (device) => readAccess(views.any() ?? page.navigator, device),
    async open(device, preferredId) {
      const attempts: Promise<OpenedDevice>[] = [];
      for (const view of await views.forCapture(clock.nowMs() - closedAtMs >= closingMs)) {
        attempts.push(openThrough(view, device, preferredId));
        const first = await inTime(Promise.race(attempts), { clock, limitMs: nextViewAfterMs });
        if (first !== 'late') return keepOnly(first, attempts);
      }
      if (attempts.length === 0) return { kind: 'failed', reason: 'no-window' };
      // Somebody may be reading the browser's question.
      return keepOnly(await Promise.race(attempts), attempts);
    },
    onEnded(track, notify) {
      const stop = own.onEnded(track, notify);
      listeners.get(track)?.add(notify);
      return () => {
        listeners.get(track)?.delete(notify);
        stop();
      };
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
      if (clicked === undefined) {
        // After a key, or a click in the action popup: the same button in a page that lasts leads to the picker.
        views.show().catch((cause: unknown) => log('warn', 'window-not-opened', { cause: String(cause) }));
        return { kind: 'cancelled' } satisfies OpenedScreen;
      }
      const opened = await openScreen(clicked.navigator);
      if (opened.kind === 'opened') {
        for (const track of [opened.picture, opened.sound]) if (track !== null) endWithPage(clicked, track);
      }
      return opened;
    },
  };
}

/** What another page opens after all is not left on. */
function keepOnly(kept: OpenedDevice, attempts: readonly Promise<OpenedDevice>[]): OpenedDevice {
  for (const attempt of attempts) {
    void attempt.then((opened) => {
      if (opened !== kept && opened.kind === 'opened') opened.track.stop();
    });
  }
  return kept;
}
