import { beforeAll, describe, expect, it } from 'vitest';
import { parseHex, toHex } from '#src/engine/bytes/hex.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import type { EnvelopePort, SignalKind } from '#src/engine/crypto/signal.ts';
import { envelopeLength, PayloadTooLarge } from '#src/engine/crypto/signal-codec.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { fromBase64, golden, goldenEnvelope } from './golden.ts';
import { createPerson, flipBit, sampleSignal } from './people.ts';

const path = 'inbox/a/slot/b_0';
const kinds: readonly SignalKind[] = ['knock', 'accept', 'offer', 'answer', 'candidates', 'poke'];

let alice: IdentityRecord;
let bob: IdentityRecord;
let carol: IdentityRecord;
let fromAlice: EnvelopePort;
let toBob: EnvelopePort;

beforeAll(async () => {
  [alice, bob, carol] = await Promise.all([createPerson(1), createPerson(2), createPerson(3)]);
  fromAlice = createEnvelope({ identity: alice });
  toBob = createEnvelope({ identity: bob });
});

function addressOf(person: IdentityRecord) {
  return { keys: person.publicKeys, box: person.box, path };
}

describe('envelope', () => {
  it('opens for its recipient as the signal it was, with the sender’s keys', async () => {
    const signal = sampleSignal({ kind: 'offer', payload: { description: ['one', 2, null, { three: true }] } });
    const opened = await toBob.open(await fromAlice.seal(signal, addressOf(bob)), path);
    expect(opened).toEqual({ ...signal, sender: alice.publicKeys });
  });

  it('opens the golden one, which a browser sealed: a change would cut old versions off', async () => {
    const root = parseHex(golden.root, 16) ?? new Uint8Array(0);
    const identity = await createIdentity({ root, name: '', knockToken: '', beacon: '' });
    const opened = await createEnvelope({ identity }).open(fromBase64(goldenEnvelope.sealed), goldenEnvelope.path);
    const sender = await createPerson(0x42);
    expect(sender.id).toBe(goldenEnvelope.senderId);
    expect(opened).toEqual({ ...goldenEnvelope.signal, sender: sender.publicKeys });
  });

  it('has one size whatever is in it', async () => {
    const payloads = [null, 'x', 'noise '.repeat(200), Array.from({ length: 60 }, (_, n) => ({ n, square: n * n }))];
    for (const kind of kinds) {
      for (const [sequence, payload] of payloads.entries()) {
        const sealed = await fromAlice.seal(sampleSignal({ kind, sequence, payload }), addressOf(bob));
        expect(sealed).toHaveLength(envelopeLength);
        expect(await toBob.open(sealed, path)).toMatchObject({ kind, sequence, payload });
      }
    }
  });

  it('is never the same twice and shows nothing of its signal', async () => {
    const signal = sampleSignal({ payload: 'a text that would be seen' });
    const [first, second] = await Promise.all([0, 1].map(() => fromAlice.seal(signal, addressOf(bob))));
    expect(toHex(first ?? new Uint8Array(0)).slice(2)).not.toBe(toHex(second ?? new Uint8Array(0)).slice(2));
    const shown = toHex(first ?? new Uint8Array(0));
    for (const hidden of [alice.publicKeys.identity, alice.publicKeys.agreement, bob.publicKeys.agreement]) {
      expect(shown).not.toContain(toHex(hidden).slice(0, 16));
    }
    expect(shown).not.toContain(signal.messageId);
  });

  it('opens neither for somebody else, nor for its sender, nor in another document', async () => {
    const sealed = await fromAlice.seal(sampleSignal(), addressOf(bob));
    expect(await createEnvelope({ identity: carol }).open(sealed, path)).toBeUndefined();
    expect(await fromAlice.open(sealed, path)).toBeUndefined();
    expect(await toBob.open(sealed, 'inbox/a/slot/b_1')).toBeUndefined();
    expect(await toBob.open(sealed, '')).toBeUndefined();
  });

  it('does not open for the right keys when it was written for another mailbox', async () => {
    const sealed = await fromAlice.seal(sampleSignal(), { ...addressOf(bob), box: carol.box });
    expect(await toBob.open(sealed, path)).toBeUndefined();
  });

  it('takes all 53 bits of session and sequence and nothing beyond', async () => {
    const largest = sampleSignal({ session: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER });
    expect(await toBob.open(await fromAlice.seal(largest, addressOf(bob)), path)).toMatchObject(largest);
    await expect(fromAlice.seal(sampleSignal({ sequence: 2 ** 53 }), addressOf(bob))).rejects.toThrow(RangeError);
    await expect(fromAlice.seal(sampleSignal({ session: -1 }), addressOf(bob))).rejects.toThrow(RangeError);
  });

  it('says so when the payload does not fit', async () => {
    const noise = toHex(crypto.getRandomValues(new Uint8Array(900)));
    await expect(fromAlice.seal(sampleSignal({ payload: noise }), addressOf(bob))).rejects.toThrow(PayloadTooLarge);
  });

  it('opens with keys that went through structured cloning, as IndexedDB does', async () => {
    const sealed = await fromAlice.seal(sampleSignal(), addressOf(bob));
    const stored = structuredClone(bob);
    expect(stored.agreementKey.extractable).toBe(false);
    expect(await createEnvelope({ identity: stored }).open(sealed, path)).toBeDefined();
  });

  it('stays closed with any single bit changed (every 7th of 8,192)', async () => {
    const sealed = await fromAlice.seal(sampleSignal(), addressOf(bob));
    const opened: number[] = [];
    for (let bit = 0; bit < envelopeLength * 8; bit += 7) {
      if (await toBob.open(flipBit(sealed, bit), path)) opened.push(bit);
    }
    expect(opened).toEqual([]);
    expect(await toBob.open(sealed, path)).toBeDefined();
  });

  it('stays closed when it is cut, lengthened or of another version', async () => {
    const sealed = await fromAlice.seal(sampleSignal(), addressOf(bob));
    expect(await toBob.open(sealed.slice(0, -1), path)).toBeUndefined();
    expect(await toBob.open(Uint8Array.of(...sealed, 0), path)).toBeUndefined();
    expect(await toBob.open(Uint8Array.of(2, ...sealed.slice(1)), path)).toBeUndefined();
    expect(await toBob.open(new Uint8Array(0), path)).toBeUndefined();
  });
});
