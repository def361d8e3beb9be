import type { Log } from '../../engine/ports/log.ts';
import type { MediaKey, SoundId } from '../../shared/participant.ts';
import { mediaKey } from '../../shared/participant.ts';

export interface RemoteAudio {
  /** Null for silence; the same track again changes nothing. */
  play(sound: SoundId, track: MediaStreamTrack | null): void;
  /** From 0 to 1; kept for whatever is played later. */
  setVolume(sound: SoundId, volume: number): void;
  useSpeaker(id: string | null): void;
}

interface Playing {
  readonly element: HTMLAudioElement;
  readonly track: MediaStreamTrack;
}

/** Plays remote sound through hidden elements of the offscreen document, which needs no gesture there. */
export function createRemoteAudio(host: Document, log: Log): RemoteAudio {
  const playing = new Map<MediaKey, Playing>();
  const volumes = new Map<MediaKey, number>();
  let speaker = '';

  function route(element: HTMLAudioElement): void {
    if (element.sinkId === speaker) return;
    element.setSinkId(speaker).catch((cause: unknown) => log('warn', 'speaker-not-used', { name: nameOf(cause) }));
  }

  function start(key: MediaKey, track: MediaStreamTrack): void {
    const element = host.createElement('audio');
    element.hidden = true;
    element.volume = volumes.get(key) ?? 1;
    element.srcObject = new MediaStream([track]);
    host.body.append(element);
    playing.set(key, { element, track });
    route(element);
    element.play().catch((cause: unknown) => {
      // Taking the element away again while it starts ends its promise with an AbortError.
      const name = nameOf(cause);
      if (name !== 'AbortError') log('warn', 'remote-audio-not-playing', { name });
    });
  }

  return {
    play(sound, track) {
      const key = mediaKey(sound);
      const before = playing.get(key);
      if (before?.track === track) return;
      if (before !== undefined) {
        before.element.srcObject = null;
        before.element.remove();
        playing.delete(key);
      }
      if (track !== null) start(key, track);
    },
    setVolume(sound, volume) {
      const key = mediaKey(sound);
      volumes.set(key, volume);
      const element = playing.get(key)?.element;
      if (element !== undefined) element.volume = volume;
    },
    useSpeaker(id) {
      speaker = id ?? '';
      for (const { element } of playing.values()) route(element);
    },
  };
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown';
}
