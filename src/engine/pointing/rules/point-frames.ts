import * as v from 'valibot';
import type { Pointer } from './board.ts';
import { mostSpots } from './stroke.ts';

/** What travels of pointing (docs/protocol.md#pointing). */
export type PointFrame = Readonly<v.InferOutput<typeof frameSchema>>;

/** More than anybody draws, and exact as a number. */
const most = 1_000_000;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const countFromZero = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const place = v.strictTuple([part, part]);
const line = v.pipe(
  v.array(part),
  v.minLength(2),
  v.maxLength(2 * mostSpots),
  v.check(({ length }) => length % 2 === 0),
  v.readonly(),
);

const frameSchema = v.variant('t', [
  /** From who shares: each board has another number, and is empty. `wiped`: strokes up to that one are gone. */
  v.object({ t: v.literal('point.board'), board: count, allowed: v.boolean(), wiped: countFromZero }),
  v.object({ t: v.literal('point.stroke'), board: count, n: count, stays: v.boolean(), line }),
  v.object({ t: v.literal('point.wipe'), board: count, upTo: count }),
]);

const stateSchema = v.object({
  board: count,
  at: v.nullable(place),
  click: v.nullable(v.object({ n: count, at: place })),
  stroke: v.nullable(v.object({ n: count, stays: v.boolean(), line })),
});

/** Undefined for anything that is not well-formed. */
export function parsePointFrame(value: unknown): PointFrame | undefined {
  const result = v.safeParse(frameSchema, value);
  return result.success ? result.output : undefined;
}

export function parsePointState(value: unknown): (Pointer & { readonly board: number }) | undefined {
  const result = v.safeParse(stateSchema, value);
  return result.success ? result.output : undefined;
}
