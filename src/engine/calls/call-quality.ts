import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { PeerMedia } from '../ports/peer-port.ts';
import type { Adaptation } from './rules/adaptation.ts';
import { initialAdaptation, limitsOf, stepAdaptation } from './rules/adaptation.ts';
import type { MediaCounters, MediaSample } from './rules/media-sample.ts';
import { sampleBetween } from './rules/media-sample.ts';
import type { CallQuality, QualityState } from './rules/quality.ts';
import { initialQuality, stepQuality } from './rules/quality.ts';
import { startSampling } from './sampling.ts';

/** Reading the statistics takes a millisecond or two, and nobody sees a change sooner. */
const sampleEveryMs = 2_000;
/** Losses are told by the other side every few seconds; over eight they even out. */
const windowSamples = 5;
/** A connection that has just begun starts small and grows, which says nothing. */
const settlingMs = 6_000;

export interface CallQualityDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** What is told to people has changed. */
  readonly onChange: () => void;
}

/** Watches how well a call goes, while there is one, and sends less of the own camera where the way is narrow. */
export interface CallQualityWatch {
  /** The connection that carries the call now; null ends the watch. */
  follow(peer: PeerMedia | null): void;
  quality(): CallQuality;
  /** The figures behind it; null before the first two samples. */
  details(): MediaSample | null;
}

interface Watch {
  readonly peer: PeerMedia;
  readonly startedAtMs: number;
  readonly lifetime: AbortController;
  window: readonly MediaCounters[];
  quality: QualityState;
  adaptation: Adaptation;
  latest: MediaSample | null;
}

export function createCallQuality({ clock, log, onChange }: CallQualityDeps): CallQualityWatch {
  let watch: Watch | null = null;

  async function sample(own: Watch): Promise<void> {
    const counters = await own.peer.count(clock.nowMs());
    if (own.lifetime.signal.aborted) return;
    own.window = [...own.window, counters].slice(-windowSamples);
    const [oldest] = own.window;
    if (oldest === undefined || oldest === counters) return;
    own.latest = sampleBetween(oldest, counters);
    if (counters.atMs - own.startedAtMs >= settlingMs) judge(own, own.latest);
  }

  function judge(own: Watch, latest: MediaSample): void {
    const before = own.quality.told;
    own.quality = stepQuality(own.quality, latest);
    const { step } = own.adaptation;
    own.adaptation = stepAdaptation(own.adaptation, latest);
    const limits = own.adaptation.step === step ? undefined : limitsOf(own.adaptation);
    if (limits !== undefined) own.peer.limitCamera(limits);
    if (own.quality.told !== before) onChange();
  }

  function begin(peer: PeerMedia): Watch {
    const own: Watch = {
      peer,
      startedAtMs: clock.nowMs(),
      lifetime: new AbortController(),
      window: [],
      quality: initialQuality,
      adaptation: initialAdaptation,
      latest: null,
    };
    const onFailed = (cause: unknown): void => log('warn', 'quality-not-read', { cause: String(cause) });
    startSampling({ clock, everyMs: sampleEveryMs, sample: () => sample(own), onFailed }, own.lifetime.signal);
    return own;
  }

  return {
    follow(peer) {
      if ((watch?.peer ?? null) === peer) return;
      watch?.lifetime.abort();
      watch = peer === null ? null : begin(peer);
    },
    quality: () => (watch?.quality ?? initialQuality).told,
    details: () => watch?.latest ?? null,
  };
}
