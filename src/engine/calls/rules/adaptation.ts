import type { MediaSample } from './media-sample.ts';

/** How much of the own camera is sent. The browser fits the picture to its estimate; this leaves room for the voice. */
export interface SenderLimits {
  readonly maxBitrateBps: number;
  /** Two halves width and height. */
  readonly scaleDownBy: number;
}

/** From all to just enough for a face: each step costs less than half of the one before. */
export const cameraSteps: readonly SenderLimits[] = [
  { maxBitrateBps: 2_500_000, scaleDownBy: 1 },
  { maxBitrateBps: 900_000, scaleDownBy: 1.5 },
  { maxBitrateBps: 350_000, scaleDownBy: 2 },
  { maxBitrateBps: 120_000, scaleDownBy: 4 },
];

export interface Adaptation {
  /** Place in `cameraSteps`. */
  readonly step: number;
  readonly strainedSamples: number;
  readonly calmSamples: number;
  /** Calm samples until the next try of more. */
  readonly patience: number;
  /** Samples since the last try, for as long as it is on trial. */
  readonly trial: number | null;
}

const shortestPatience = 5;
/** A way that was too narrow eight times in a row is asked again every minute and a half at most. */
const longestPatience = 40;
const samplesUntilLess = 2;
/** A try that fails within so many samples was too early. */
const trialSamples = 5;
const strainedLoss = 0.08;
const calmLoss = 0.02;

export const initialAdaptation: Adaptation = {
  step: 0,
  strainedSamples: 0,
  calmSamples: 0,
  patience: shortestPatience,
  trial: null,
};

export function limitsOf({ step }: Adaptation): SenderLimits | undefined {
  return cameraSteps[step];
}

/** Less after two strained samples; more again after a calm while, which doubles with each try that failed. What is not known is neither. */
export function stepAdaptation(state: Adaptation, sample: Pick<MediaSample, 'lossSent' | 'limitedBy'>): Adaptation {
  const { lossSent, limitedBy } = sample;
  const strained = (lossSent !== null && lossSent >= strainedLoss) || limitedBy === 'cpu';
  const calm = !strained && lossSent !== null && lossSent < calmLoss;
  const trial = state.trial === null || state.trial >= trialSamples ? null : state.trial + 1;
  const next: Adaptation = {
    ...state,
    strainedSamples: strained ? state.strainedSamples + 1 : 0,
    calmSamples: calm ? state.calmSamples + 1 : 0,
    patience: state.trial !== null && trial === null ? shortestPatience : state.patience,
    trial,
  };
  if (next.strainedSamples >= samplesUntilLess) return less(next);
  if (next.step > 0 && next.calmSamples >= next.patience)
    return { ...next, step: next.step - 1, calmSamples: 0, trial: 0 };
  return next;
}

function less(state: Adaptation): Adaptation {
  const patience = state.trial === null ? state.patience : Math.min(longestPatience, state.patience * 2);
  const step = Math.min(cameraSteps.length - 1, state.step + 1);
  return { step, strainedSamples: 0, calmSamples: 0, patience, trial: null };
}
