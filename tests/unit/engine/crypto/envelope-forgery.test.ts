import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { sign } from '#src/engine/crypto/public-keys.ts';
import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import type { Addressee, WrittenSignal } from '#src/engine/crypto/signal-codec.ts';
import { encodePayload, encodeSignal, signalLength, signedBytes } from '#src/engine/crypto/signal-codec.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { sealPage } from './hostile-sealer.ts';
import { createPerson, flipBit } from './people.ts';

const path = 'inbox/a/knock/b';
let alice: IdentityRecord;
let bob: IdentityRecord;
let mallory: IdentityRecord;
let signal: WrittenSignal;

beforeAll(async () => {
  [alice, bob, mallory] = await Promise.all([createPerson(1), createPerson(2), createPerson(3)]);
  signal = {
    sender: alice.publicKeys,
    kind: 'offer',
    session: 5,
    sequence: 6,
    messageId: 'ab'.repeat(16),
    packedPayload: await encodePayload({ hello: 'Bob' }, 812),
  };
});

function addressOf(person: IdentityRecord): Addressee {
  return { keys: person.publicKeys, box: person.box };
}

async function signatureOf(signer: IdentityRecord, signed: WrittenSignal, to: Addressee): Promise<Uint8Array> {
  return sign(signer.signingKey, signedBytes(signed, to));
}

/** What Bob gets out of a page that was encrypted to him without fault. */
async function openAtBob(page: Uint8Array): Promise<OpenedSignal | undefined> {
  return createEnvelope({ identity: bob }).open(await sealPage(page, bob, path), path);
}

describe('a page encrypted without fault', () => {
  it('opens when the signature is right, so that the refusals below mean something', async () => {
    const page = encodeSignal(signal, await signatureOf(alice, signal, addressOf(bob)));
    expect(await openAtBob(page)).toMatchObject({ payload: { hello: 'Bob' }, sender: alice.publicKeys });
  });

  it('is refused when Mallory writes under Alice’s name', async () => {
    expect(await openAtBob(encodeSignal(signal, await signatureOf(mallory, signal, addressOf(bob))))).toBeUndefined();
  });

  it('is refused when Mallory passes on what Alice wrote to her', async () => {
    const forMallory = await signatureOf(alice, signal, addressOf(mallory));
    expect(await openAtBob(encodeSignal(signal, forMallory))).toBeUndefined();
  });

  it.each([
    [
      'identity key',
      (): Addressee => ({ ...addressOf(bob), keys: { ...bob.publicKeys, identity: mallory.publicKeys.identity } }),
    ],
    [
      'agreement key',
      (): Addressee => ({ ...addressOf(bob), keys: { ...bob.publicKeys, agreement: mallory.publicKeys.agreement } }),
    ],
    ['mailbox', (): Addressee => ({ ...addressOf(bob), box: mallory.box })],
  ])('is refused when it was signed for another %s', async (_, addressee) => {
    expect(await openAtBob(encodeSignal(signal, await signatureOf(alice, signal, addressee())))).toBeUndefined();
  });

  it.each([
    [
      'sender’s identity key',
      (): Partial<WrittenSignal> => ({ sender: { ...alice.publicKeys, identity: mallory.publicKeys.identity } }),
    ],
    [
      'sender’s agreement key',
      (): Partial<WrittenSignal> => ({ sender: { ...alice.publicKeys, agreement: mallory.publicKeys.agreement } }),
    ],
    ['kind', (): Partial<WrittenSignal> => ({ kind: 'answer' })],
    ['session', (): Partial<WrittenSignal> => ({ session: 6 })],
    ['sequence', (): Partial<WrittenSignal> => ({ sequence: 7 })],
    ['message ID', (): Partial<WrittenSignal> => ({ messageId: 'ac'.repeat(16) })],
    ['payload', (): Partial<WrittenSignal> => ({ packedPayload: deflateRawSync('{"hello":"Eve"}') })],
  ])('is refused when the %s was changed after signing', async (_, change) => {
    const signature = await signatureOf(alice, signal, addressOf(bob));
    expect(await openAtBob(encodeSignal({ ...signal, ...change() }, signature))).toBeUndefined();
  });

  it('is refused with any byte of it changed (all 975)', async () => {
    const page = encodeSignal(signal, await signatureOf(alice, signal, addressOf(bob)));
    const accepted: number[] = [];
    for (let at = 0; at < signalLength; at += 1) {
      if (await openAtBob(flipBit(page, at * 8 + (at & 7)))) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['a payload that is no deflate stream', () => Uint8Array.of(0xff, 0xff)],
    ['an empty payload', () => new Uint8Array(0)],
    ['a payload that is no JSON', () => deflateRawSync('hello')],
    ['a payload that inflates to 800 kB', () => deflateRawSync(`"${'a'.repeat(800_000)}"`)],
  ])('is refused with %s, although it is signed', async (_, packedPayload) => {
    const hostile = { ...signal, packedPayload: new Uint8Array(packedPayload()) };
    expect(await openAtBob(encodeSignal(hostile, await signatureOf(alice, hostile, addressOf(bob))))).toBeUndefined();
  });

  it('is refused when nobody could write back to the sender’s agreement key', async () => {
    const weak = { ...signal, sender: { ...alice.publicKeys, agreement: new Uint8Array(32) } };
    expect(await openAtBob(encodeSignal(weak, await signatureOf(alice, weak, addressOf(bob))))).toBeUndefined();
  });

  it('is refused when it is random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: signalLength, minLength: signalLength }), async (page) => {
        expect(await openAtBob(page)).toBeUndefined();
      }),
      { numRuns: 500, interruptAfterTimeLimit: 1_500 },
    );
  });
});

describe('bytes that are no envelope', () => {
  it('never open and never throw', async () => {
    const envelope = createEnvelope({ identity: bob });
    const sealed = await sealPage(encodeSignal(signal, await signatureOf(alice, signal, addressOf(bob))), bob, path);
    const random = fc
      .uint8Array({ minLength: 1_023, maxLength: 1_023 })
      .map((rest) => concatBytes(Uint8Array.of(1), rest));
    const anySize = fc.uint8Array({ maxLength: 2_000 });
    const overwritten = fc
      .tuple(fc.nat({ max: 1_000 }), fc.uint8Array({ minLength: 1, maxLength: 24 }))
      .map(([at, bytes]) => concatBytes(sealed.subarray(0, at), bytes, sealed.subarray(at + bytes.length)))
      .filter((changed) => changed.some((byte, at) => byte !== sealed[at]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(random, anySize, overwritten), async (bytes) => {
        expect(await envelope.open(bytes, path)).toBeUndefined();
      }),
      { numRuns: 3_000, interruptAfterTimeLimit: 2_000 },
    );
    expect(await envelope.open(sealed, path)).toBeDefined();
  });
});
