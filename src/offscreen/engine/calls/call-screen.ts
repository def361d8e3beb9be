import type { CallNotice, CallView } from '../../../shared/snapshot.ts';
import type { MediaPort } from '../../media/media-port.ts';
import type { MediaSlot } from '../../peer/peer-port.ts';

export interface CallScreenDeps {
  readonly media: Pick<MediaPort, 'openScreen'>;
  readonly onTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void;
  readonly onNotice: (notice: CallNotice | null) => void;
  readonly onChange: () => void;
}

/** The share of one call: none, picking, or live with its tracks. */
export interface CallScreen {
  share(): void;
  stop(): void;
  state(): CallView['mine']['screen'];
}

type Share =
  | { readonly phase: 'none' }
  | { readonly phase: 'picking' }
  | { readonly phase: 'live'; readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null };

export function createCallScreen({ media, onTrack, onNotice, onChange }: CallScreenDeps): CallScreen {
  let share: Share = { phase: 'none' };

  function stop(): void {
    const ended = share;
    share = { phase: 'none' };
    if (ended.phase !== 'live') return;
    ended.picture.stop();
    ended.sound?.stop();
    onTrack('screen', null);
    onTrack('screenAudio', null);
  }

  async function pick(): Promise<void> {
    const own: Share = { phase: 'picking' };
    share = own;
    const pending = media.openScreen();
    onChange();
    const opened = await pending;
    if (share !== own) {
      if (opened.kind === 'opened') stopTracks(opened.picture, opened.sound);
      return;
    }
    share = { phase: 'none' };
    if (opened.kind === 'opened') goLive(opened.picture, opened.sound);
    else if (opened.kind === 'refused') onNotice('screen-refused');
    onChange();
  }

  function goLive(picture: MediaStreamTrack, sound: MediaStreamTrack | null): void {
    const live: Share = { phase: 'live', picture, sound };
    share = live;
    picture.addEventListener('ended', () => {
      if (share !== live) return;
      stop();
      onNotice('screen-ended');
      onChange();
    });
    onTrack('screen', picture);
    onTrack('screenAudio', sound);
  }

  return {
    share() {
      if (share.phase !== 'none') return;
      onNotice(null);
      void pick();
    },
    stop,
    state: () => (share.phase === 'live' ? 'on' : share.phase === 'picking' ? 'picking' : 'off'),
  };
}

function stopTracks(...tracks: readonly (MediaStreamTrack | null)[]): void {
  for (const track of tracks) track?.stop();
}
