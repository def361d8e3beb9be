import type { MediaSample } from './media-sample.ts';

/** How well one hears and sees each other, in the words that people are told. */
export interface CallQuality {
  readonly grade: 'good' | 'weak' | 'poor';
  /** What it is about; null while it is good. */
  readonly reason: 'your-network' | 'their-network' | 'slow-way' | 'busy-computer' | null;
}

export const goodQuality: CallQuality = { grade: 'good', reason: null };

/** What is told, and for how many samples in a row something else was measured. */
export interface QualityState {
  readonly told: CallQuality;
  readonly differing: readonly CallQuality[];
}

export const initialQuality: QualityState = { told: goodQuality, differing: [] };

/** One bad sample is a hiccup that is over before anybody has read about it. */
const samplesUntilWorse = 2;
/** Taking a warning back too early makes it flicker. */
const samplesUntilBetter = 4;

interface Limits {
  readonly weak: number;
  readonly poor: number;
}

/** Opus hides about three percent; beyond ten, words are missing. */
const lossLimits: Limits = { weak: 0.03, poor: 0.1 };
/** ITU-T G.114: up to 150 ms one way nobody notices, beyond 300 people talk into each other's words. */
const roundTripLimits: Limits = { weak: 300, poor: 600 };
/** The playout buffer of a voice grows with jitter: 40 ms is what it has by itself. */
const jitterLimits: Limits = { weak: 40, poor: 100 };
/** Less than this leaves no picture worth the name beside the voice. */
const narrowBps = 250_000;
const tooNarrowBps = 100_000;

const severities = { good: 0, weak: 1, poor: 2 } as const;
type Grade = CallQuality['grade'];

/** What one sample says by itself. */
export function classify(sample: MediaSample): CallQuality {
  const out = worst(over(sample.lossSent, lossLimits), over(sample.jitterThereMs, jitterLimits), gradeOfWayOut(sample));
  const here = worst(over(sample.lossReceived, lossLimits), over(sample.jitterMs, jitterLimits));
  const findings: readonly CallQuality[] = [
    // What hurts both ways is most likely the part of the way that both have in common with this computer.
    { grade: out, reason: 'your-network' },
    { grade: here, reason: out === 'good' ? 'their-network' : 'your-network' },
    { grade: over(sample.roundTripMs, roundTripLimits), reason: 'slow-way' },
    { grade: sample.limitedBy === 'cpu' ? 'weak' : 'good', reason: 'busy-computer' },
  ];
  const grade = worst(...findings.map((finding) => finding.grade));
  return grade === 'good' ? goodQuality : (findings.find((finding) => finding.grade === grade) ?? goodQuality);
}

/** Takes one more sample in; `told` changes only when it has been different for long enough. */
export function stepQuality(state: QualityState, sample: MediaSample): QualityState {
  const { told } = state;
  const measured = classify(sample);
  if (measured.grade === told.grade && measured.reason === told.reason) {
    return state.differing.length === 0 ? state : { told, differing: [] };
  }
  const isBetter = (one: CallQuality): boolean => severities[one.grade] < severities[told.grade];
  const sameDirection = state.differing.every((one) => isBetter(one) === isBetter(measured));
  const differing = [...(sameDirection ? state.differing : []), measured];
  if (differing.length < (isBetter(measured) ? samplesUntilBetter : samplesUntilWorse)) return { told, differing };
  return { told: worstOf(differing, isBetter(measured)) ?? measured, differing: [] };
}

/** On the way up the least good of the samples counts; on the way down the mildest. */
function worstOf(samples: readonly CallQuality[], improving: boolean): CallQuality | undefined {
  const sorted = samples.toSorted((a, b) => severities[a.grade] - severities[b.grade]);
  return improving ? sorted.at(-1) : sorted[0];
}

function over(value: number | null, { weak, poor }: Limits): Grade {
  if (value === null || value < weak) return 'good';
  return value < poor ? 'weak' : 'poor';
}

/** The estimate counts only where a picture would like to have more. */
function gradeOfWayOut({ limitedBy, availableBps }: MediaSample): Grade {
  if (limitedBy !== 'bandwidth' || availableBps === null || availableBps >= narrowBps) return 'good';
  return availableBps < tooNarrowBps ? 'poor' : 'weak';
}

function worst(...grades: readonly Grade[]): Grade {
  if (grades.includes('poor')) return 'poor';
  return grades.includes('weak') ? 'weak' : 'good';
}
