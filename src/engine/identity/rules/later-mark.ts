import { equalBytes } from '../../bytes/equal-bytes.ts';
import { toHex } from '../../bytes/hex.ts';

/** What one browser leaves where others with its identity see it; the latest one is the active browser's. */
export interface Mark {
  readonly madeAtMs: number;
  /** By which it is known, different for each. */
  readonly name: Uint8Array;
}

/** What somebody has found of a mark: it is their own, or that of another browser with the same identity. */
export type MarkVerdict = 'ours' | 'later' | 'earlier';

/** `own`: newest first. */
export function judgeMark(seen: Mark | undefined, own: readonly Mark[]): MarkVerdict {
  if (!seen) return 'earlier';
  if (own.some(({ name }) => equalBytes(name, seen.name))) return 'ours';
  const [mine] = own;
  return !mine || isLater(seen, mine) ? 'later' : 'earlier';
}

/** Any order will do for two of one millisecond, as long as both browsers find the same. */
function isLater(one: Mark, other: Mark): boolean {
  if (one.madeAtMs !== other.madeAtMs) return one.madeAtMs > other.madeAtMs;
  return toHex(one.name) > toHex(other.name);
}
