import * as v from 'valibot';
import type { IceCandidate } from './candidate.ts';
import { readCandidate } from './candidate.ts';
import { roundSchema } from './restart-half.ts';
import { ufragSchema } from './signals.ts';

/** Frames of the control lane that belong to the link itself. */
export type NegotiationFrame =
  | {
      readonly t: 'negotiation.description';
      readonly type: 'offer' | 'answer';
      readonly sdp: string;
      /** Half of an ICE restart may come as a signal too, and counts once. */
      readonly round: number;
    }
  | {
      readonly t: 'negotiation.candidate';
      readonly candidate: IceCandidate;
      /** The section and the ICE generation it belongs to. */
      readonly mid: string;
      readonly ufrag: string;
    };

/** Said before closing on purpose, so that the other side does not try to heal the link. */
export interface FarewellFrame {
  readonly t: 'link.farewell';
}

export const farewellFrame: FarewellFrame = { t: 'link.farewell' };

/** Asks whether the other side is there; answered at once by a pong on the same lane, without touching a disk. */
export const pingFrame = { t: 'link.ping' } as const;
/** `unreliable`: whoever says this takes pings on that lane too; earlier versions know none there. */
export const pongFrame = { t: 'link.pong', unreliable: true } as const;

export function takesBeats(pong: object): boolean {
  return 'unreliable' in pong && pong.unreliable === true;
}

/** Four media sections with every codec of today's browsers take about 20 KiB. */
export const maxSdpLength = 32 * 1024;

const description = v.object({
  t: v.literal('negotiation.description'),
  type: v.picklist(['offer', 'answer']),
  sdp: v.pipe(v.string(), v.minLength(1), v.maxLength(maxSdpLength)),
  round: roundSchema,
});

const candidate = v.object({
  t: v.literal('negotiation.candidate'),
  candidate: v.pipe(v.string(), v.maxLength(256)),
  mid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,16}$/)),
  ufrag: ufragSchema,
});

const frame = v.variant('t', [description, candidate]);

export function isNegotiation(t: string): boolean {
  return t.startsWith('negotiation.');
}

export function parseNegotiationFrame(value: unknown): NegotiationFrame | undefined {
  const result = v.safeParse(frame, value);
  if (!result.success) return undefined;
  if (result.output.t === 'negotiation.description') return result.output;
  const facts = readCandidate(result.output.candidate);
  return facts === undefined ? undefined : { ...result.output, candidate: facts.value };
}

/** The name of a frame, undefined for anything that is not an object with a string `t`. */
export function frameName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('t' in value)) return undefined;
  return typeof value.t === 'string' ? value.t : undefined;
}
