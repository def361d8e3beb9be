import type { LinkDescription } from './signals.ts';
import { parseAnswerPayload, parseOfferPayload } from './signals.ts';

/** Half of an ICE restart, as it travels beside the lane. */
export interface RestartHalf extends LinkDescription {
  /** The `ufrag` of its offer, so that the answer to one that was taken back is not taken for the answer to the next. */
  readonly offerUfrag: string;
}

/** Payload of a `restart` signal: `{description, offer}`; an offer names itself. */
export function parseRestartPayload(payload: unknown): RestartHalf | undefined {
  const offer = parseOfferPayload(payload);
  if (offer !== undefined) return { ...offer, offerUfrag: offer.ufrag };
  const answer = parseAnswerPayload(payload);
  if (answer === undefined || typeof payload !== 'object' || payload === null || !('offer' in payload))
    return undefined;
  return typeof payload.offer === 'string' ? { ...answer, offerUfrag: payload.offer } : undefined;
}
