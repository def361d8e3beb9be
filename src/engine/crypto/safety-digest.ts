import { concatBytes } from '../bytes/concat-bytes.ts';
import { safetyDigestLength } from '../pairing/rules/safety-number.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import { utf8 } from './utf8.ts';

/** As dear to guess at as an ID. */
const rounds = 65_536;

/** One person's half of a safety number: both keys, under another label than the ID, so that it says more than the ID does. */
export async function safetyDigest(keys: PublicKeys): Promise<Uint8Array> {
  const both = concatBytes(keys.identity, keys.agreement);
  const key = await crypto.subtle.importKey('raw', both, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('beeline/1 safety number'), iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, safetyDigestLength * 8));
}
