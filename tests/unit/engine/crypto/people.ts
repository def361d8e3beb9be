import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import type { Signal } from '#src/engine/crypto/signal.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';

/** The same person every time for the same `number`. */
export function createPerson(number: number): Promise<IdentityRecord> {
  return createIdentity({
    root: new Uint8Array(16).fill(number),
    name: `Person ${number}`,
    knockToken: '00'.repeat(16),
    beacon: '11'.repeat(16),
  });
}

export function sampleSignal(changes: Partial<Signal> = {}): Signal {
  return { kind: 'poke', session: 3, sequence: 41, messageId: 'ab'.repeat(16), payload: null, ...changes };
}

/** `bytes` with one bit other than before. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}
