import type { Log } from '../ports/log.ts';
import type { MediaSlot, PeerMedia } from '../ports/peer-port.ts';
import { mediaSlots } from '../ports/peer-port.ts';

/** Own tracks, on their way out once both sides have accepted: before that no track is on a connection. */
export interface OutgoingTracks {
  set(slot: MediaSlot, track: MediaStreamTrack | null): void;
  get(slot: MediaSlot): MediaStreamTrack | null;
  /** Sends everything there is on that connection; again with the same one it changes nothing. */
  attach(peer: PeerMedia): void;
  detach(): void;
  preferForScreen(preference: RTCDegradationPreference): void;
}

export function createOutgoingTracks(log: Log): OutgoingTracks {
  const tracks = new Map<MediaSlot, MediaStreamTrack>();
  let peer: PeerMedia | null = null;
  let screenPreference: RTCDegradationPreference = 'maintain-resolution';

  function send(to: PeerMedia, slot: MediaSlot): void {
    to.setTrack(slot, tracks.get(slot) ?? null).catch((cause: unknown) => {
      log('warn', 'track-not-sent', { slot, cause: String(cause) });
    });
  }

  return {
    set(slot, track) {
      if (track === null) tracks.delete(slot);
      else tracks.set(slot, track);
      if (peer !== null) send(peer, slot);
    },
    get: (slot) => tracks.get(slot) ?? null,
    attach(to) {
      if (peer === to) return;
      peer = to;
      to.prefer('screen', screenPreference);
      for (const slot of mediaSlots) if (tracks.has(slot)) send(to, slot);
    },
    detach() {
      peer = null;
    },
    preferForScreen(preference) {
      screenPreference = preference;
      peer?.prefer('screen', preference);
    },
  };
}
