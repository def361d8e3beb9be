import type { ShareMode } from '../../shared/settings/share-mode.ts';
import { shareTunings } from '../../shared/settings/share-mode.ts';
import type { CallNotice, CallView } from '../../shared/snapshot.ts';
import type { CallDevices } from '../devices/call-devices.ts';
import { createCallDevices } from '../devices/call-devices.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceKind, MediaPort, RemoteSound } from '../ports/media-port.ts';
import type { MediaShelf } from '../ports/media-shelf-port.ts';
import type { MediaSlot, PeerMedia } from '../ports/peer-port.ts';
import type { ScreenShare, ScreenShareDeps } from '../share/screen-share.ts';
import { createScreenShare } from '../share/screen-share.ts';
import { createCallMonitor } from './call-monitor.ts';
import { createOutgoingTracks } from './outgoing-tracks.ts';
import type { MediaSample } from './rules/media-sample.ts';
import type { JoinedCall } from './rules/state.ts';

export interface CallMediaDeps {
  readonly media: MediaPort;
  readonly shelf: MediaShelf;
  readonly clock: Clock;
  readonly log: Log;
  /** The device to open, null for the system's choice. */
  readonly preferred: (device: DeviceKind) => string | null;
  readonly shareMode: () => ShareMode;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onChange: () => void;
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
  readonly onPicked: ScreenShareDeps['onPicked'];
  readonly onShareEnded: () => void;
}

/** All that is seen and heard in one call: own devices on their way out, the other side's on its way in. */
export interface CallMedia {
  readonly devices: CallDevices;
  readonly screen: ScreenShare;
  /** Sends our tracks on that connection and shows and plays theirs; again with the same ones it changes nothing. */
  connect(peer: PeerMedia, theirs: JoinedCall['theirs']): void;
  notify(notice: CallNotice): void;
  /** The mode of shares was changed. */
  tuneShare(): void;
  /** How loud the other side is heard here, from 0 to 1. */
  setVolume(sound: RemoteSound, volume: number): void;
  /** Stops and clears everything. */
  release(): void;
  view(): CallMediaView;
  /** The figures behind the quality; null before there are any. */
  details(): MediaSample | null;
}

export interface CallMediaView {
  readonly mine: CallView['mine'];
  readonly notice: CallNotice | null;
  readonly waiting: boolean;
  readonly pictures: CallView['pictures'];
  readonly quality: CallView['quality'];
  readonly speaking: CallView['speaking'];
  readonly volumes: CallView['volumes'];
  readonly share: CallView['share'];
  readonly shareHasSound: boolean;
}

export function createCallMedia(deps: CallMediaDeps): CallMedia {
  const { media, shelf, log, onChange } = deps;
  const outgoing = createOutgoingTracks(log);
  let notice: CallNotice | null = null;
  const volumes = createVolumes(media);
  const onNotice = (next: CallNotice | null): void => {
    notice = next;
  };
  function setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    if (slot === 'camera') shelf.put('selfView', track);
    outgoing.set(slot, track);
  }

  const preferForShare = (): void => outgoing.preferForScreen(shareTunings[deps.shareMode()].degradationPreference);

  const devices = createCallDevices({ ...deps, onTrack: setTrack, onNotice });
  const screen = createScreenShare({ ...deps, onTrack: setTrack, onNotice });
  const monitor = createCallMonitor({
    ...deps,
    microphone: () => ({ track: outgoing.get('microphone'), muted: devices.view().microphone === 'muted' }),
  });

  return {
    devices,
    screen,
    connect(to, theirs) {
      preferForShare();
      outgoing.attach(to);
      monitor.follow(to);
      receive({ media, shelf }, to, theirs);
    },
    notify(next) {
      onNotice(next);
      onChange();
    },
    tuneShare() {
      screen.tune();
      preferForShare();
    },
    setVolume: volumes.set,
    release() {
      monitor.follow(null);
      volumes.reset();
      screen.stop();
      devices.release();
      outgoing.detach();
      notice = null;
      clear({ media, shelf });
    },
    view: () => {
      const { microphone, camera, waiting } = devices.view();
      return {
        mine: { microphone, camera, screen: screen.state() },
        notice,
        waiting,
        pictures: picturesOn(shelf),
        ...monitor.view(),
        volumes: volumes.view(),
        share: { paused: screen.paused(), mode: deps.shareMode() },
        shareHasSound: screen.hasSound(),
      };
    },
    details: monitor.details,
  };
}

function picturesOn(shelf: Pick<MediaShelf, 'versions'>): CallView['pictures'] {
  const { remoteVideo, remoteScreen, selfView } = shelf.versions();
  return { remoteVideo, remoteScreen, selfView };
}

interface Volumes {
  readonly set: CallMedia['setVolume'];
  readonly reset: () => void;
  readonly view: () => CallView['volumes'];
}

function createVolumes(media: Pick<MediaPort, 'setVolume'>): Volumes {
  const volumes = { voice: 1, screen: 1 };
  const set: CallMedia['setVolume'] = (sound, volume) => {
    volumes[sound] = volume;
    media.setVolume(sound, volume);
  };
  return {
    set,
    reset() {
      set('voice', 1);
      set('screen', 1);
    },
    view: () => ({ ...volumes }),
  };
}

function clear({ media, shelf }: Pick<CallMediaDeps, 'media' | 'shelf'>): void {
  shelf.put('remoteVideo', null);
  shelf.put('remoteScreen', null);
  media.play('voice', null);
  media.play('screen', null);
}

/** A picture goes when they turn it off; through an interruption its last image stays until new slots are there. */
function receive(
  { media, shelf }: Pick<CallMediaDeps, 'media' | 'shelf'>,
  peer: PeerMedia,
  theirs: JoinedCall['theirs'],
): void {
  if (!theirs.camera) shelf.put('remoteVideo', null);
  else if (peer.ready) shelf.put('remoteVideo', peer.remoteTrack('camera'));
  if (!theirs.screen) shelf.put('remoteScreen', null);
  else if (peer.ready) shelf.put('remoteScreen', peer.remoteTrack('screen'));
  if (!peer.ready) return;
  media.play('voice', peer.remoteTrack('microphone'));
  media.play('screen', theirs.screen ? peer.remoteTrack('screenAudio') : null);
}
