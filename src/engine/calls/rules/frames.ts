import * as v from 'valibot';

/**
 * What the two sides of a call tell each other on the control lane (docs/decisions/calls.md).
 * A share is a flag of `call.state`; keys we do not know are left out, so that a newer peer is understood as far as possible.
 */
const callId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** Only a screen is to be seen, and no device opened; whoever does not know the word has an ordinary call. */
const share = v.optional(v.fallback(v.boolean(), false));

/** How long the two were connected, as the one counts who says so first. */
const lengthMs = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null));

/** After a day a call that nobody heard of is no news any more. */
export const maxMissedAgeMs = 24 * 60 * 60 * 1000;

const frameSchema = v.variant('t', [
  v.object({ t: v.literal('call.invite'), callId, video: v.boolean(), share }),
  v.object({ t: v.literal('call.ringing'), callId }),
  v.object({ t: v.literal('call.accept'), callId, video: v.boolean(), share }),
  v.object({ t: v.literal('call.decline'), callId, reason: v.picklist(['declined', 'no-answer']) }),
  v.object({ t: v.literal('call.busy'), callId }),
  v.object({ t: v.literal('call.cancel'), callId, reason: v.picklist(['cancelled', 'no-answer']) }),
  v.object({ t: v.literal('call.hangup'), callId, reason: v.picklist(['hung-up', 'connection-lost']), lengthMs }),
  v.object({
    t: v.literal('call.state'),
    callId,
    mic: v.boolean(),
    /** Why nothing is heard that nobody has muted; a value that we do not know is as good as none. */
    quiet: v.optional(v.fallback(v.picklist(['none', 'opening', 'silenced', 'no']), 'no')),
    camera: v.boolean(),
    screen: v.boolean(),
    /** Both of a share; a value that we do not know is as good as none. */
    sound: v.optional(v.fallback(v.boolean(), false)),
    paused: v.optional(v.fallback(v.picklist(['frozen', 'blank', 'no']), 'no')),
  }),
  v.object({
    t: v.literal('call.missed'),
    callId,
    video: v.boolean(),
    share,
    atAgeMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxMissedAgeMs)),
  }),
  v.object({ t: v.literal('call.noted'), callId }),
]);

export type CallFrame = Readonly<v.InferOutput<typeof frameSchema>>;

/** Undefined for anything that is not a well-formed call frame. */
export function parseCallFrame(input: unknown): CallFrame | undefined {
  const parsed = v.safeParse(frameSchema, input);
  return parsed.success ? parsed.output : undefined;
}
