import type { MediaSample } from '../../../shared/call/media-sample.ts';
import type { JoinedCall } from '../../../shared/call/state.ts';
import type { CallNotice, CallView } from '../../../shared/snapshot.ts';
import type { DeviceKind, MediaPort } from '../../media/media-port.ts';
import type { MediaShelf } from '../../media/media-shelf.ts';
import type { MediaSlot, PeerMedia } from '../../peer/peer-port.ts';
import { mediaSlots } from '../../peer/peer-port.ts';
import type { Clock, Log } from '../../ports.ts';
import type { CallDevices } from './call-devices.ts';
import { createCallDevices } from './call-devices.ts';
import { createCallMonitor } from './call-monitor.ts';
import type { CallScreen } from './call-screen.ts';
import { createCallScreen } from './call-screen.ts';

export interface CallMediaDeps {
  readonly media: MediaPort;
  readonly shelf: MediaShelf;
  readonly clock: Clock;
  readonly log: Log;
  /** The device to open, null for the system's choice. */
  readonly preferred: (device: DeviceKind) => string | null;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onChange: () => void;
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
}

/** All that is seen and heard in one call: own devices on their way out, the other side's on its way in. */
export interface CallMedia {
  readonly devices: CallDevices;
  readonly screen: CallScreen;
  /** Sends our tracks on that connection and shows and plays theirs; again with the same ones it changes nothing. */
  connect(peer: PeerMedia, theirs: JoinedCall['theirs']): void;
  notify(notice: CallNotice): void;
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
}

export function createCallMedia(deps: CallMediaDeps): CallMedia {
  const { media, shelf, log, onChange } = deps;
  const outgoing = new Map<MediaSlot, MediaStreamTrack>();
  /** Null until both sides have accepted: no track is on a connection before that. */
  let peer: PeerMedia | null = null;
  let notice: CallNotice | null = null;

  const onNotice = (next: CallNotice | null): void => {
    notice = next;
  };

  function send(to: PeerMedia, slot: MediaSlot): void {
    to.setTrack(slot, outgoing.get(slot) ?? null).catch((cause: unknown) => {
      log('warn', 'track-not-sent', { slot, cause: String(cause) });
    });
  }

  function setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    if (track === null) outgoing.delete(slot);
    else outgoing.set(slot, track);
    if (slot === 'camera') shelf.put('selfView', track);
    if (peer !== null) send(peer, slot);
  }

  const devices = createCallDevices({ ...deps, onTrack: setTrack, onNotice });
  const screen = createCallScreen({ media, onTrack: setTrack, onNotice, onChange });

  const monitor = createCallMonitor({
    ...deps,
    microphone: () => ({ track: outgoing.get('microphone') ?? null, muted: devices.view().microphone === 'muted' }),
  });

  return {
    devices,
    screen,
    connect(to, theirs) {
      if (peer !== to) {
        peer = to;
        for (const slot of mediaSlots) if (outgoing.has(slot)) send(to, slot);
      }
      monitor.follow(to);
      receive({ media, shelf }, to, theirs);
    },
    notify(next) {
      onNotice(next);
      onChange();
    },
    release() {
      monitor.follow(null);
      screen.stop();
      devices.release();
      peer = null;
      notice = null;
      clear({ media, shelf });
    },
    view: () => {
      const { microphone, camera, waiting } = devices.view();
      const { remoteVideo, remoteScreen, selfView } = shelf.versions();
      return {
        mine: { microphone, camera, screen: screen.state() },
        notice,
        waiting,
        pictures: { remoteVideo, remoteScreen, selfView },
        ...monitor.view(),
      };
    },
    details: monitor.details,
  };
}

function clear({ media, shelf }: Pick<CallMediaDeps, 'media' | 'shelf'>): void {
  shelf.put('remoteVideo', null);
  shelf.put('remoteScreen', null);
  media.play('voice', null);
  media.play('screen', null);
}

/** A picture goes when they turn it off; through an interruption its last frame stays until new slots are there. */
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
