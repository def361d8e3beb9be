import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { MediaKey, SoundId } from '../../shared/participant.ts';
import { mediaKey } from '../../shared/participant.ts';
import type { ParticipantView } from '../../shared/snapshot.ts';
import type { MediaPort } from '../ports/media-port.ts';
import type { PeerMedia } from '../ports/peer-port.ts';
import type { StreamRegistry } from '../ports/stream-registry-port.ts';
import type { CallTheirs } from './rules/state.ts';

export interface IncomingMediaDeps {
  readonly media: Pick<MediaPort, 'play' | 'setVolume'>;
  readonly streams: StreamRegistry;
}

/** What is seen and heard of the others in a call. */
export interface IncomingMedia {
  /** Again with the same tracks it changes nothing. */
  receive(contactId: ContactId, peer: PeerMedia, theirs: CallTheirs): void;
  /** From 0 to 1. */
  setVolume(sound: SoundId, volume: number): void;
  view(contactId: ContactId): Pick<ParticipantView, 'pictures' | 'volumes'>;
  /** Silence, nothing to see, and full volume for whoever comes next. */
  clear(): void;
}

export function createIncomingMedia({ media, streams }: IncomingMediaDeps): IncomingMedia {
  const known = new Set<ContactId>();
  const volumes = new Map<MediaKey, number>();

  function setVolume(sound: SoundId, volume: number): void {
    known.add(sound.participant);
    volumes.set(mediaKey(sound), volume);
    media.setVolume(sound, volume);
  }

  function clearOne(participant: ContactId): void {
    for (const source of ['camera', 'screen'] as const) streams.put({ participant, source }, null);
    for (const source of ['voice', 'screen'] as const) {
      media.play({ participant, source }, null);
      media.setVolume({ participant, source }, 1);
    }
  }

  return {
    receive(participant, peer, theirs) {
      known.add(participant);
      // A picture goes when they turn it off; through an interruption its last image stays until new slots are there.
      for (const source of ['camera', 'screen'] as const) {
        if (!theirs[source]) streams.put({ participant, source }, null);
        else if (peer.ready) streams.put({ participant, source }, peer.remoteTrack(source));
      }
      if (!peer.ready) return;
      media.play({ participant, source: 'voice' }, peer.remoteTrack('microphone'));
      media.play({ participant, source: 'screen' }, theirs.screen ? peer.remoteTrack('screenAudio') : null);
    },
    setVolume,
    view(participant) {
      const version = (source: 'camera' | 'screen'): number => streams.version({ participant, source });
      const volume = (source: SoundId['source']): number => volumes.get(mediaKey({ participant, source })) ?? 1;
      return {
        pictures: { camera: version('camera'), screen: version('screen') },
        volumes: { voice: volume('voice'), screen: volume('screen') },
      };
    },
    clear() {
      for (const participant of known) clearOne(participant);
      known.clear();
      volumes.clear();
    },
  };
}
