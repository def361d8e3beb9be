import type { CallView } from '../../shared/snapshot.ts';
import { peakOf } from '../devices/rules/loudness.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort, SoundMeter } from '../ports/media-port.ts';
import type { PeerMedia } from '../ports/peer-port.ts';
import type { SpeakingState } from './rules/speaking.ts';
import { silent, stepSpeaking } from './rules/speaking.ts';
import { startSampling } from './sampling.ts';

/** Fast enough for an indicator to follow a sentence; whoever speaks is told once or twice a second at most. */
const sampleEveryMs = 250;

export interface CallVoicesDeps {
  readonly media: Pick<MediaPort, 'meter'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The own microphone of this moment. */
  readonly microphone: () => { readonly track: MediaStreamTrack | null; readonly muted: boolean };
  readonly onChange: () => void;
}

/** Who speaks in a call, also into a muted microphone, which is heard here only for that. */
export interface CallVoices {
  /** The connection that carries the call now; null lets go of everything. */
  follow(peer: PeerMedia | null): void;
  view(): CallView['speaking'];
}

interface Watch {
  readonly peer: PeerMedia;
  readonly lifetime: AbortController;
}

interface OpenMeter {
  readonly track: MediaStreamTrack;
  readonly meter: SoundMeter;
}

export function createCallVoices({ media, clock, log, microphone, onChange }: CallVoicesDeps): CallVoices {
  let watch: Watch | null = null;
  let mine: SpeakingState = silent;
  let theirs: SpeakingState = silent;
  let open: OpenMeter | null = null;
  /** Whether `mine` is of a muted microphone: the last words before muting are no reason to remind anybody. */
  let ofMuted = false;

  function closeMeter(): void {
    open?.meter.close();
    open = null;
  }

  /** Loudness of the muted microphone; null while it is not muted, and nothing more than the call listens. */
  function mutedLevel(): number | null {
    const { track, muted } = microphone();
    if (!muted || open?.track !== track) closeMeter();
    if (!muted || track === null) return null;
    open ??= { track, meter: media.meter(track) };
    return peakOf(open.meter.samples());
  }

  async function sample(peer: PeerMedia, signal: AbortSignal): Promise<void> {
    const levels = await peer.levels();
    if (signal.aborted) return;
    const before = [mine.speaking, theirs.speaking];
    const muted = mutedLevel();
    if ((muted !== null) !== ofMuted) mine = silent;
    ofMuted = muted !== null;
    mine = stepSpeaking(mine, muted ?? levels.mine);
    theirs = stepSpeaking(theirs, levels.theirs);
    if (before[0] !== mine.speaking || before[1] !== theirs.speaking) onChange();
  }

  function begin(peer: PeerMedia): Watch {
    const lifetime = new AbortController();
    const onFailed = (cause: unknown): void => log('warn', 'voices-not-read', { cause: String(cause) });
    const read = (signal: AbortSignal): Promise<void> => sample(peer, signal);
    startSampling({ clock, everyMs: sampleEveryMs, sample: read, onFailed }, lifetime.signal);
    return { peer, lifetime };
  }

  return {
    follow(peer) {
      if (peer === (watch?.peer ?? null)) return;
      watch?.lifetime.abort();
      watch = peer === null ? null : begin(peer);
      if (watch !== null) return;
      closeMeter();
      mine = silent;
      theirs = silent;
    },
    view: () => ({ mine: mine.speaking && microphone().muted === ofMuted, theirs: theirs.speaking }),
  };
}
