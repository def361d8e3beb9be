import * as v from 'valibot';
import type { IceCandidate } from './candidate.ts';
import type { LinkDescription } from './description.ts';
import { candidateListSchema, parseLinkDescription } from './description.ts';

const described = v.object({ description: v.unknown() });
const candidates = v.object({ candidates: candidateListSchema });

/** Payload of an `offer` signal: `{description}`. */
export function parseOfferPayload(payload: unknown): LinkDescription | undefined {
  return parseDescribed(payload, 'offer');
}

/** Payload of an `answer` signal: `{description}`. */
export function parseAnswerPayload(payload: unknown): LinkDescription | undefined {
  return parseDescribed(payload, 'answer');
}

/** Payload of a `candidates` signal: `{candidates}`. */
export function parseCandidatesPayload(payload: unknown): readonly IceCandidate[] | undefined {
  const result = v.safeParse(candidates, payload);
  return result.success ? result.output.candidates : undefined;
}

function parseDescribed(payload: unknown, role: LinkDescription['role']): LinkDescription | undefined {
  const result = v.safeParse(described, payload);
  if (!result.success) return undefined;
  const description = parseLinkDescription(result.output.description);
  return description?.role === role ? description : undefined;
}
