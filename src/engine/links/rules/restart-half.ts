import * as v from 'valibot';
import type { LinkDescription } from './signals.ts';
import { parseAnswerPayload, parseOfferPayload } from './signals.ts';

/** Counts the offers of one side over one link, from 1; an answer has the number of its offer. */
export const roundSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0x7fffffff));

/** Half of an ICE restart, as it travels beside the lane. */
export interface RestartHalf extends LinkDescription {
  /** So that neither an offer that was taken back, nor the answer to it, is taken for the next. */
  readonly round: number;
}

const rounds = v.object({ round: roundSchema });

/** Payload of a `restart` signal: `{description, round}`. */
export function parseRestartPayload(payload: unknown): RestartHalf | undefined {
  const description = parseOfferPayload(payload) ?? parseAnswerPayload(payload);
  const numbered = v.safeParse(rounds, payload);
  return description && numbered.success ? { ...description, round: numbered.output.round } : undefined;
}
