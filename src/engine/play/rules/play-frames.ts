import * as v from 'valibot';

/** What travels of games (docs/protocol.md#games). */
export type PlayFrame = v.InferOutput<typeof frameSchema>;

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const game = v.pipe(v.string(), v.regex(/^[a-z-]{1,16}$/));
/** More than anybody plays, and exact as a number. */
const most = 100_000;
const round = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));

const act = v.variant('kind', [
  v.object({ kind: v.literal('move'), move: v.unknown() }),
  v.object({ kind: v.literal('ask-undo'), at: count }),
  v.object({ kind: v.literal('answer-undo'), at: count, agreed: v.boolean() }),
]);

const frameSchema = v.variant('t', [
  v.object({ t: v.literal('play.invite'), id, game }),
  v.object({ t: v.literal('play.accept'), id }),
  v.object({ t: v.literal('play.decline'), id, reason: v.picklist(['declined', 'unknown-game']) }),
  /** Takes an invitation back, or leaves a game. */
  v.object({ t: v.literal('play.leave'), id }),
  /** `n` is the place of the first among the acts of the sender in this round, from 0. */
  v.object({
    t: v.literal('play.acts'),
    id,
    round,
    n: count,
    acts: v.pipe(v.array(act), v.minLength(1), v.maxLength(64)),
  }),
  v.object({ t: v.literal('play.rematch'), id, round }),
  /** On each new link: `have` acts of the reader are stored here. */
  v.object({ t: v.literal('play.sync'), id, round, have: count, rematch: v.boolean() }),
  /** Said once in a game: the last move was not valid, and the position stands. */
  v.object({ t: v.literal('play.invalid'), id }),
]);

export function parsePlayFrame(value: unknown): PlayFrame | undefined {
  const result = v.safeParse(frameSchema, value);
  return result.success ? result.output : undefined;
}
