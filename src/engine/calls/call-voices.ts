import type { CallView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort, SoundMeter } from '../ports/media-port.ts';
import type { PeerMedia } from '../ports/peer-port.ts';
import type { SpeakingState } from './rules/speaking.ts';
import { silent, stepSpeaking } from './rules/speaking.ts';

/** Fast enough for an indicator to follow a sentence; whoever speaks is told once or twice a second at most. */
const sampleEveryMs = 250;

export interface CallVoicesDeps {
  readonly media: Pick<MediaPort, 'listen'>;
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

interface OpenMeter {
  readonly track: MediaStreamTrack;
  readonly meter: SoundMeter;
}

export function createCallVoices({ media, clock, log, microphone, onChange }: CallVoicesDeps): CallVoices {
  let peer: PeerMedia | null = null;
  let stopTimer = (): void => undefined;
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
    open ??= { track, meter: media.listen(track) };
    return open.meter.level();
  }

  function schedule(own: PeerMedia): void {
    stopTimer = clock.after(sampleEveryMs, () => {
      sample(own)
        .catch((cause: unknown) => log('warn', 'voices-not-read', { cause: String(cause) }))
        .finally(() => {
          if (peer === own) schedule(own);
        });
    });
  }

  async function sample(own: PeerMedia): Promise<void> {
    const levels = await own.levels();
    if (peer !== own) return;
    const before = [mine.speaking, theirs.speaking];
    const muted = mutedLevel();
    if ((muted !== null) !== ofMuted) mine = silent;
    ofMuted = muted !== null;
    mine = stepSpeaking(mine, muted ?? levels.mine);
    theirs = stepSpeaking(theirs, levels.theirs);
    if (before[0] !== mine.speaking || before[1] !== theirs.speaking) onChange();
  }

  return {
    follow(next) {
      if (next === peer) return;
      stopTimer();
      peer = next;
      if (next !== null) return schedule(next);
      closeMeter();
      mine = silent;
      theirs = silent;
    },
    view: () => ({ mine: mine.speaking && microphone().muted === ofMuted, theirs: theirs.speaking }),
  };
}
