import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { SoundId } from '../../shared/participant.ts';
import { ownCamera, ownScreen, selfId } from '../../shared/participant.ts';
import type { ShareMode } from '../../shared/settings/share-mode.ts';
import { shareTunings } from '../../shared/settings/share-mode.ts';
import type { CallNotice, CallView, OwnPartView, ParticipantView } from '../../shared/snapshot.ts';
import type { CallDevices, CallDevicesDeps } from '../devices/call-devices.ts';
import { createCallDevices } from '../devices/call-devices.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceKind, MediaPort } from '../ports/media-port.ts';
import type { MediaSlot, PeerMedia } from '../ports/peer-port.ts';
import type { StreamRegistry } from '../ports/stream-registry-port.ts';
import type { ScreenShare, ScreenShareDeps } from '../share/screen-share.ts';
import { createScreenShare } from '../share/screen-share.ts';
import type { CallMonitor } from './call-monitor.ts';
import { createCallMonitor } from './call-monitor.ts';
import type { CallNotices } from './call-notices.ts';
import { createCallNotices } from './call-notices.ts';
import { createIncomingMedia } from './incoming-media.ts';
import { createOutgoingTracks } from './outgoing-tracks.ts';
import type { MediaSample } from './rules/media-sample.ts';
import type { JoinedCall } from './rules/state.ts';
import { createSleepWatch } from './sleep-watch.ts';

export interface CallMediaDeps {
  readonly media: MediaPort;
  readonly streams: StreamRegistry;
  readonly clock: Clock;
  readonly log: Log;
  /** The device to open, null for the system's choice. */
  readonly preferred: (device: DeviceKind) => string | null;
  readonly listed: CallDevicesDeps['listed'];
  readonly readDevices: CallDevicesDeps['readDevices'];
  readonly shareMode: () => ShareMode;
  readonly askPermission: (wanted: { readonly video: boolean }) => void;
  readonly onChange: () => void;
  readonly onPermission: (outcome: 'needed' | 'refused' | 'settled') => void;
  readonly onPicked: ScreenShareDeps['onPicked'];
  readonly onShareEnded: () => void;
  /** This computer was asleep since then, and is no more. */
  readonly onSlept: (sinceMs: number) => void;
}

/** All that is seen and heard in one call: own devices on their way out, the others' on their way in. */
export interface CallMedia {
  readonly devices: CallDevices;
  readonly screen: ScreenShare;
  /** Sends our tracks on that connection and shows and plays theirs; again with the same ones it changes nothing. */
  connect(contactId: ContactId, peer: PeerMedia, theirs: JoinedCall['theirs']): void;
  /** What was chosen to be heard on is gone, or is used again. */
  handleSpeakerLost(lost: boolean): void;
  /** The mode of shares was changed. */
  tuneShare(): void;
  /** How loud that is heard here, from 0 to 1. */
  setVolume(sound: SoundId, volume: number): void;
  /** Stops and clears everything. */
  release(): void;
  view(): CallMediaView;
  participant(contactId: ContactId): Pick<ParticipantView, 'pictures' | 'volumes' | 'speaking'>;
  /** The figures behind the quality; null before there are any. */
  details(): MediaSample | null;
}

export interface CallMediaView {
  readonly self: OwnPartView;
  readonly notices: readonly CallNotice[];
  readonly waiting: boolean;
  readonly quality: CallView['quality'];
  readonly shareHasSound: boolean;
}

export function createCallMedia(deps: CallMediaDeps): CallMedia {
  const { media, streams, clock, log, onChange } = deps;
  const outgoing = createOutgoingTracks(log);
  const incoming = createIncomingMedia({ media, streams });
  const notices = createCallNotices(clock, onChange);
  const sleep = createSleepWatch(clock, deps.onSlept);
  function setTrack(slot: MediaSlot, track: MediaStreamTrack | null): void {
    if (slot === 'camera') streams.put(ownCamera, track);
    if (slot === 'screen') streams.put(ownScreen, track);
    outgoing.set(slot, track);
  }

  const preferForShare = (): void => outgoing.preferForScreen(shareTunings[deps.shareMode()].degradationPreference);

  const { devices, screen } = createOwnMedia(deps, setTrack, notices);
  const microphone = () => ({
    track: outgoing.get('microphone'),
    muted: devices.view().microphone === 'muted',
  });
  const monitor = createCallMonitor({ media, clock, log, microphone, onChange });

  return {
    devices,
    screen,
    connect(contactId, peer, theirs) {
      preferForShare();
      outgoing.attach(peer);
      monitor.follow({ contactId, peer });
      incoming.receive(contactId, peer, theirs);
      sleep.start();
    },
    handleSpeakerLost(lost) {
      notices.tell('speaker', lost ? 'speaker-switched' : null);
      onChange();
    },
    tuneShare() {
      screen.tune();
      preferForShare();
    },
    setVolume: incoming.setVolume,
    release() {
      monitor.follow(null);
      sleep.stop();
      screen.stop();
      devices.release();
      outgoing.detach();
      notices.clear();
      incoming.clear();
    },
    view: () => viewMedia({ devices, screen, monitor, notices, streams }),
    participant: (contactId) => ({ ...incoming.view(contactId), speaking: monitor.isSpeaking(contactId) }),
    details: monitor.details,
  };
}

/** What the person here shows of themselves and of their screen. */
function createOwnMedia(
  deps: CallMediaDeps,
  onTrack: (slot: MediaSlot, track: MediaStreamTrack | null) => void,
  notices: Pick<CallNotices, 'tell'>,
): Pick<CallMedia, 'devices' | 'screen'> {
  const { media, clock, log, shareMode, onChange, onPicked, onShareEnded } = deps;
  const devices = createCallDevices({
    media,
    clock,
    log,
    preferred: deps.preferred,
    listed: deps.listed,
    readDevices: deps.readDevices,
    askPermission: deps.askPermission,
    onTrack,
    onNews: (device, news) => notices.tell(device, news && `${device}-${news}`),
    onChange,
    onPermission: deps.onPermission,
  });
  const onNotice = (notice: CallNotice | null): void => notices.tell('screen', notice);
  const screen = createScreenShare({ media, log, shareMode, onTrack, onNotice, onChange, onPicked, onShareEnded });
  return { devices, screen };
}

interface ShownMedia extends Pick<CallMedia, 'devices' | 'screen'> {
  readonly monitor: CallMonitor;
  readonly notices: CallNotices;
  readonly streams: StreamRegistry;
}

function viewMedia({ devices, screen, monitor, notices, streams }: ShownMedia): CallMediaView {
  const { waiting, notices: conditions, ...own } = devices.view();
  // Nothing is to be seen of a camera that lets nothing out.
  const camera = own.camera === 'silenced' ? 0 : streams.version(ownCamera);
  const pictures = { camera, screen: streams.version(ownScreen) };
  return {
    self: { ...own, ...screen.view(), speaking: monitor.isSpeaking(selfId), pictures },
    notices: [...conditions, ...notices.list()],
    waiting,
    quality: monitor.quality(),
    shareHasSound: screen.hasSound(),
  };
}
