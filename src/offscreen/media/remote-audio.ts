import type { Log } from '../ports.ts';
import type { RemoteSound } from './media-port.ts';

/** Plays remote sound through hidden elements of the offscreen document, which needs no gesture there. */
export function createRemoteAudio(
  host: Document,
  log: Log,
): (sound: RemoteSound, track: MediaStreamTrack | null) => void {
  const elements = new Map<RemoteSound, { readonly element: HTMLAudioElement; readonly track: MediaStreamTrack }>();

  return (sound, track) => {
    const playing = elements.get(sound);
    if (playing?.track === track) return;
    if (playing !== undefined) {
      playing.element.srcObject = null;
      playing.element.remove();
      elements.delete(sound);
    }
    if (track === null) return;
    const element = host.createElement('audio');
    element.hidden = true;
    element.srcObject = new MediaStream([track]);
    host.body.append(element);
    elements.set(sound, { element, track });
    element.play().catch((cause: unknown) => {
      // Taking the element away again while it starts ends its promise with an AbortError.
      const name = cause instanceof Error ? cause.name : 'unknown';
      if (name !== 'AbortError') log('warn', 'remote-audio-not-playing', { name });
    });
  };
}
