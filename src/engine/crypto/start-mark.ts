import { concatBytes } from '../bytes/concat-bytes.ts';
import { readTime, writeTime } from '../bytes/time-bytes.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { hasSigned, sign } from './public-keys.ts';
import { madeAtLength, signedStartMarkLength, startMarkLength, startNameLength } from './rules/lengths.ts';
import { utf8 } from './utf8.ts';

/** One start of an engine. A copied profile has all that is stored, and still makes a mark of its own. */
export interface StartMark {
  /** By its maker's reading of the service's clock. */
  readonly madeAtMs: number;
  /** By which it is known: chosen at random. */
  readonly name: Uint8Array;
}

const version = 1;

/** As the presence document holds it: signed, so that the service cannot make one up, for this document alone. */
export async function makeStartMark(
  { signingKey, beacon }: Pick<IdentityRecord, 'signingKey' | 'beacon'>,
  madeAtMs: number,
): Promise<Uint8Array> {
  const name = crypto.getRandomValues(new Uint8Array(startNameLength));
  const content = concatBytes(Uint8Array.of(version), writeTime(madeAtMs), name);
  return concatBytes(content, await sign(signingKey, signedBytes(content, beacon)));
}

/** Undefined unless its owner signed it for this presence document; never rejects. */
export async function parseStartMark(
  mark: Uint8Array,
  { publicKeys, beacon }: Pick<IdentityRecord, 'publicKeys' | 'beacon'>,
): Promise<StartMark | undefined> {
  if (mark.length !== startMarkLength || mark[0] !== version) return undefined;
  const content = mark.slice(0, signedStartMarkLength);
  const madeAtMs = readTime(content.subarray(1));
  if (madeAtMs === undefined) return undefined;
  const signature = mark.slice(signedStartMarkLength);
  if (!(await hasSigned(publicKeys, { message: signedBytes(content, beacon), signature }))) return undefined;
  return { madeAtMs, name: content.slice(1 + madeAtLength) };
}

function signedBytes(content: Uint8Array, beacon: string): Uint8Array<ArrayBuffer> {
  return concatBytes(utf8('beeline/1 start\0'), utf8(beacon), content);
}
