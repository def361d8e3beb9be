import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ParticipantId } from '../../shared/participant.ts';
import { selfId } from '../../shared/participant.ts';
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

/** Who speaks in a call, also into a microphone that is muted, or whose level the browser does not tell: it is heard here only for that. */
export interface CallVoices {
  /** Whom the call is with, and over which connection now; null lets go of everything. */
  follow(other: ConnectedParticipant | null): void;
  isSpeaking(participant: ParticipantId): boolean;
}

export interface ConnectedParticipant {
  readonly contactId: ContactId;
  readonly peer: PeerMedia;
}

interface Watch {
  readonly peer: PeerMedia;
  readonly lifetime: AbortController;
}

interface OpenMeter {
  readonly track: MediaStreamTrack;
  readonly muted: boolean;
  readonly meter: SoundMeter;
}

export function createCallVoices({ media, clock, log, microphone, onChange }: CallVoicesDeps): CallVoices {
  let watch: Watch | null = null;
  const states = new Map<ParticipantId, SpeakingState>();
  let open: OpenMeter | null = null;
  /** Whether the own state is of a muted microphone: the last words before muting are no reason to remind anybody. */
  let ofMuted = false;

  function closeMeter(): void {
    open?.meter.close();
    open = null;
  }

  /** Loudness of the own microphone; as long as the connection tells it, nothing more than the call listens. */
  function ownLevel(told: number | null): number {
    const { track, muted } = microphone();
    const heard = muted || told === null ? track : null;
    if (open?.track !== heard || open?.muted !== muted) closeMeter();
    if (heard === null) return told ?? 0;
    open ??= { track: heard, muted, meter: media.meter(heard) };
    return peakOf(open.meter.samples());
  }

  const stateOf = (participant: ParticipantId): SpeakingState => states.get(participant) ?? silent;

  const speakers = (): string => [...states.keys()].filter((participant) => stateOf(participant).speaking).join(' ');

  async function sample({ contactId, peer }: ConnectedParticipant, signal: AbortSignal): Promise<void> {
    const levels = await peer.levels();
    if (signal.aborted) return;
    const before = speakers();
    const { muted } = microphone();
    if (muted !== ofMuted) states.set(selfId, silent);
    ofMuted = muted;
    states.set(selfId, stepSpeaking(stateOf(selfId), ownLevel(levels.mine)));
    states.set(contactId, stepSpeaking(stateOf(contactId), levels.theirs));
    if (before !== speakers()) onChange();
  }

  function begin(other: ConnectedParticipant): Watch {
    const lifetime = new AbortController();
    const onFailed = (cause: unknown): void => log('warn', 'voices-not-read', { cause: String(cause) });
    const read = (signal: AbortSignal): Promise<void> => sample(other, signal);
    startSampling({ clock, everyMs: sampleEveryMs, sample: read, onFailed }, lifetime.signal);
    return { peer: other.peer, lifetime };
  }

  return {
    follow(other) {
      if ((other?.peer ?? null) === (watch?.peer ?? null)) return;
      watch?.lifetime.abort();
      watch = other === null ? null : begin(other);
      if (watch !== null) return;
      closeMeter();
      states.clear();
    },
    isSpeaking(participant) {
      const isOfNow = participant !== selfId || microphone().muted === ofMuted;
      return isOfNow && stateOf(participant).speaking;
    },
  };
}
