import * as v from 'valibot';
import { utf8Length } from '../../../shared/text/text-size.ts';

/** What a lane of apps says by itself; the names of its frames begin with that of the app. */

/** One packet on every path, as the unreliable lane has it (docs/protocol.md#channels); the reliable side needs no more. */
export const maxAppFrameBytes = 1_150;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const hello = v.object({ names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(32)) });
const state = v.object({ n: count, s: v.unknown() });
const probe = v.object({ n: count });

/** What they can do; undefined when it is not well-formed, as for the others. */
export function parseHello(frame: unknown): readonly string[] | undefined {
  const result = v.safeParse(hello, frame);
  return result.success ? result.output.names : undefined;
}

export function parseState(frame: unknown): { readonly n: number; readonly s: unknown } | undefined {
  const result = v.safeParse(state, frame);
  return result.success ? { n: result.output.n, s: result.output.s } : undefined;
}

/** The number of a ping, or of the one that is answered. */
export function parseProbe(frame: unknown): number | undefined {
  const result = v.safeParse(probe, frame);
  return result.success ? result.output.n : undefined;
}

export function fitsInAppFrame(frame: unknown): boolean {
  return utf8Length(JSON.stringify(frame)) <= maxAppFrameBytes;
}
