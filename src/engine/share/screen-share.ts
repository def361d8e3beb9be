import type { ShareMode, SharePause } from '../../shared/settings/share-mode.ts';
import { shareTunings } from '../../shared/settings/share-mode.ts';
import type { CallNotice, OwnPartView, OwnShareView } from '../../shared/snapshot.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort, OpenedScreen } from '../ports/media-port.ts';
import type { MediaSlot } from '../ports/peer-port.ts';
import type { LiveShare } from './live-share.ts';
import { createLiveShare } from './live-share.ts';

export interface ScreenShareDeps {
  readonly media: Pick<MediaPort, 'openScreen' | 'onEnded' | 'tuneScreen' | 'still' | 'watchPage'>;
  readonly log: Log;
  readonly shareMode: () => ShareMode;
  readonly onTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void;
  readonly onNotice: (notice: CallNotice | null) => void;
  readonly onChange: () => void;
  /** What became of the picker. */
  readonly onPicked: (outcome: OpenedScreen['kind']) => void;
  /** Nothing is shared any more, by the person here, the browser's own bar, or because what was shared is gone. */
  readonly onShareEnded: () => void;
}

type PickedScreen = Extract<OpenedScreen, { readonly kind: 'opened' }>;

/** The share of one call: none, picking, or live with its tracks. */
export interface ScreenShare {
  /** Shows the browser's picker; while something is shared, what is picked takes its place. */
  share(): void;
  /** Freezes or blanks what the other side sees, null to go on. */
  pause(pause: SharePause | null): void;
  /** The mode was changed. */
  tune(): void;
  /** The person has shared enough. */
  end(): void;
  /** The call is over. */
  stop(): void;
  view(): Pick<OwnPartView, 'screen' | 'share'>;
  hasSound(): boolean;
}

export function createScreenShare(deps: ScreenShareDeps): ScreenShare {
  const { media, shareMode, onTrack, onNotice, onChange } = deps;
  let live: LiveShare | null = null;
  /** The picker that is open; aborted when what is picked there is no longer wanted. */
  let picking: AbortController | null = null;

  function stop(): void {
    picking?.abort();
    picking = null;
    if (live === null) return;
    live.end();
    live = null;
    onTrack('screen', null);
    onTrack('screenAudio', null);
  }

  function end(): void {
    if (live === null) return;
    stop();
    // Before anybody is told what is on here: a share that is over by this has ended, and is no call.
    deps.onShareEnded();
    onChange();
  }

  async function pick(): Promise<void> {
    const own = new AbortController();
    picking = own;
    const pending = media.openScreen();
    onChange();
    const opened = await pending;
    if (own.signal.aborted) return stopPicked(opened);
    picking = null;
    if (opened.kind === 'opened') goLive(opened);
    else if (opened.kind === 'refused') onNotice('screen-refused');
    deps.onPicked(opened.kind);
    onChange();
  }

  function goLive(picked: PickedScreen): void {
    const before = live;
    live = follow(picked, deps, end);
    media.tuneScreen(picked.picture, shareTunings[shareMode()]);
    onTrack('screen', picked.picture);
    onTrack('screenAudio', picked.sound);
    before?.end();
  }

  return {
    share() {
      if (picking !== null) return;
      onNotice(null);
      void pick();
    },
    pause(pause) {
      live?.pause.set(pause);
      onChange();
    },
    tune: () => (live === null ? undefined : media.tuneScreen(live.picture, shareTunings[shareMode()])),
    end,
    stop,
    view: () => ({
      screen: live !== null ? 'on' : picking !== null ? 'picking' : 'off',
      share: viewShare(live, shareMode()),
    }),
    hasSound: () => (live?.sound ?? null) !== null,
  };
}

function viewShare(live: LiveShare | null, mode: ShareMode): OwnShareView {
  return {
    paused: live?.pause.current() ?? null,
    mode,
    source: live?.picture.id ?? null,
    page: live?.page() ?? null,
  };
}

function follow(picked: PickedScreen, deps: ScreenShareDeps, end: () => void): LiveShare {
  const { media, log, onTrack, onNotice, onChange } = deps;
  return createLiveShare(picked, {
    media,
    onPicture: (picture) => onTrack('screen', picture),
    onEnded() {
      onNotice('screen-ended');
      end();
    },
    onPage: onChange,
    onFailed: (cause) => log('warn', 'share-not-held', { cause: String(cause) }),
  });
}

function stopPicked(opened: OpenedScreen): void {
  if (opened.kind !== 'opened') return;
  opened.picture.stop();
  opened.sound?.stop();
}
