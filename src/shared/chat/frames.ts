import * as v from 'valibot';
import { fitsInMessage } from './text-size.ts';

/** Everything that travels on the `text` lane. A later kind of frame is one more entry in `frameSchemas`. */
export type TextFrame = v.InferOutput<typeof frameSchema>;
export type MessageFrame = Extract<TextFrame, { t: 'text.message' }>;

/** Counts begin at 1; 2^48 messages are more than a life holds and stay exact as a number. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 48));
const hex128 = v.pipe(v.string(), v.length(32), v.regex(/^[0-9a-f]{32}$/));
/** The range of times that a `Date` can hold, ECMA-262 §21.4.1.1. */
const timeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));

const frameSchemas = [
  v.strictObject({
    t: v.literal('text.message'),
    id: hex128,
    epoch: hex128,
    n: count,
    /** The sender's oldest count that is not acknowledged: what lies before it will not come again. */
    base: count,
    text: v.pipe(v.string(), v.minLength(1), v.check(fitsInMessage)),
    sentAtMs: timeMs,
  }),
  /** Cumulative: everything in `epoch` up to `n` is stored. */
  v.strictObject({ t: v.literal('text.ack'), epoch: hex128, n: count }),
  /** Cumulative: everything in `epoch` up to `n` was before somebody's eyes. */
  v.strictObject({ t: v.literal('text.read'), epoch: hex128, n: count }),
  v.strictObject({ t: v.literal('text.typing'), on: v.boolean() }),
] as const;

const frameSchema = v.variant('t', frameSchemas);

/** Undefined for whatever is not exactly a frame within its limits. */
export function parseTextFrame(value: unknown): TextFrame | undefined {
  const result = v.safeParse(frameSchema, value, { abortEarly: true });
  if (!result.success) return undefined;
  const frame = result.output;
  return frame.t === 'text.message' && frame.base > frame.n ? undefined : frame;
}

/** Whether a value claims to be a frame of this lane, well formed or not. */
export function claimsTextFrame(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('t' in value)) return false;
  return typeof value.t === 'string' && value.t.startsWith('text.');
}
