import * as v from 'valibot';
import type { IceCandidate } from './candidate.ts';
import { readCandidate } from './candidate.ts';

/** What an SDP for a data-only connection really says; small enough for an envelope and strict enough to parse from a stranger. */
export interface LinkDescription {
  readonly role: 'offer' | 'answer';
  /** ICE user fragment and password (RFC 8839 §5.4). */
  readonly ufrag: string;
  readonly password: string;
  /** SHA-256 of the DTLS certificate, 64 lower-case hex digits (RFC 8122 §5). */
  readonly fingerprint: string;
  readonly setup: 'actpass' | 'active' | 'passive';
  readonly candidates: readonly IceCandidate[];
}

/** More than a machine with several networks has; with four of ours they stay within the 100 pairs ICE proposes (RFC 8445 §6.1.2.5). */
export const maxCandidates = 24;

const candidate = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const facts = readCandidate(dataset.value);
    if (facts !== undefined) return facts.value;
    addIssue({ message: 'not a candidate' });
    return NEVER;
  }),
);

/** At most `maxCandidates` candidates, canonical. */
const candidateListSchema = v.pipe(v.array(v.unknown()), v.maxLength(maxCandidates), v.array(candidate));

/** RFC 8839 §5.4. */
export const ufragSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{4,256}$/));

const common = {
  ufrag: ufragSchema,
  password: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{22,256}$/)),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  candidates: candidateListSchema,
};

const descriptionSchema = v.variant('role', [
  v.object({ role: v.literal('offer'), setup: v.literal('actpass'), ...common }),
  v.object({ role: v.literal('answer'), setup: v.picklist(['active', 'passive']), ...common }),
]);

/** Undefined for anything that would not make a clean data-only SDP. */
export function parseLinkDescription(value: unknown): LinkDescription | undefined {
  const result = v.safeParse(descriptionSchema, value);
  return result.success ? result.output : undefined;
}

const described = v.object({ description: v.unknown() });
const listed = v.object({ candidates: candidateListSchema });

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
  const result = v.safeParse(listed, payload);
  return result.success ? result.output.candidates : undefined;
}

function parseDescribed(payload: unknown, role: LinkDescription['role']): LinkDescription | undefined {
  const result = v.safeParse(described, payload);
  if (!result.success) return undefined;
  const description = parseLinkDescription(result.output.description);
  return description?.role === role ? description : undefined;
}
