import * as v from 'valibot';
import { fitsInMessage } from '../../../shared/text/text-size.ts';
import { isReaction } from './amendments.ts';

/** Everything that travels on the `text` lane. A later kind of frame is one more entry in `frameSchemas`. */
export type TextFrame = v.InferOutput<typeof frameSchema>;
export type MessageFrame = Extract<TextFrame, { t: 'text.message' }>;
/** What has a place in its sender's order and is kept until it is acknowledged. */
export type OrderedFrame = Extract<TextFrame, { base: number }>;

/** What we say of ourselves when a link opens: we take frames that refer to messages, and say and hear what is stored. */
export const ownFeatures: readonly string[] = ['amend', 'position', 'named'];

/** Counts begin at 1; 2^48 messages are more than a life holds and stay exact as a number. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 48));
const hex128 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** The range of times that a `Date` can hold, ECMA-262 §21.4.1.1. */
const timeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));

const messageText = v.pipe(v.string(), v.minLength(1), v.check(fitsInMessage));

const place = {
  id: hex128,
  epoch: hex128,
  n: count,
  /** The sender's oldest count that is not acknowledged: what lies before it will not come again. */
  base: count,
  sentAtMs: timeMs,
};

const frameSchemas = [
  v.strictObject({
    t: v.literal('text.message'),
    ...place,
    text: messageText,
    /** The message that this one answers. */
    re: v.optional(hex128),
  }),
  v.strictObject({ t: v.literal('text.edit'), ...place, of: hex128, text: messageText }),
  v.strictObject({ t: v.literal('text.delete'), ...place, of: hex128 }),
  /** One per person and message; an empty one takes it back. */
  v.strictObject({
    t: v.literal('text.reaction'),
    ...place,
    of: hex128,
    emoji: v.pipe(v.string(), v.check(isReaction)),
  }),
  /** Names that are not known are ignored. */
  v.strictObject({
    t: v.literal('text.features'),
    names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(16)),
  }),
  /** The newest message of the reader that its writer has together with all before it; null when there is none. */
  v.strictObject({
    t: v.literal('text.position'),
    newest: v.nullable(v.strictObject({ epoch: hex128, n: count, id: v.optional(hex128) })),
  }),
  /** Cumulative: everything in `epoch` up to `n` is stored; `id` is in that place. */
  v.strictObject({ t: v.literal('text.ack'), epoch: hex128, n: count, id: v.optional(hex128) }),
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
  return 'base' in frame && frame.base > frame.n ? undefined : frame;
}
