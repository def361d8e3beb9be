import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#src/engine/bytes/hex.ts';
import type { SignalKind } from '#src/engine/crypto/signal.ts';
import type { WrittenSignal } from '#src/engine/crypto/signal-codec.ts';
import {
  decodePayload,
  decodeSignal,
  encodePayload,
  encodeSignal,
  maxPackedPayloadLength,
  maxPayloadTextLength,
  PayloadTooLarge,
  signalLength,
  signedBytes,
} from '#src/engine/crypto/signal-codec.ts';

const kinds: readonly SignalKind[] = ['knock', 'accept', 'offer', 'answer', 'candidates', 'poke'];
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const keys = fc.record({ identity: bytes(32), agreement: bytes(32) });
const anySignal: fc.Arbitrary<WrittenSignal> = fc.record({
  sender: keys,
  kind: fc.constantFrom(...kinds),
  session: fc.maxSafeNat(),
  sequence: fc.maxSafeNat(),
  messageId: bytes(16).map(toHex),
  packedPayload: fc.uint8Array({ maxLength: maxPackedPayloadLength('offer'), size: 'max' }),
});
const signal: WrittenSignal = {
  sender: { identity: new Uint8Array(32).fill(1), agreement: new Uint8Array(32).fill(2) },
  kind: 'offer',
  session: 0x1234,
  sequence: Number.MAX_SAFE_INTEGER,
  messageId: '000102030405060708090a0b0c0d0e0f',
  packedPayload: Uint8Array.of(0xaa, 0xbb),
};
const signature = new Uint8Array(64).fill(9);
const addressee = {
  keys: { identity: new Uint8Array(32).fill(3), agreement: new Uint8Array(32).fill(4) },
  box: '05'.repeat(32),
};

/** The sample on its page, then altered at one place. */
function alteredPage(offset: number, values: readonly number[]): Uint8Array {
  const page = encodeSignal(signal, signature);
  page.set(values, offset);
  return page;
}

describe('mail', () => {
  it.each([
    [812, 1_024],
    [813, 4_096],
    [3_884, 4_096],
    [3_885, 16_384],
    [16_172, 16_384],
  ])('with %i bytes to say takes an envelope of %i, and comes back whole', (said, envelope) => {
    const mail: WrittenSignal = { ...signal, kind: 'mail', packedPayload: new Uint8Array(said).fill(7) };
    const page = encodeSignal(mail, signature);
    expect(page).toHaveLength(envelope - 49);
    expect(decodeSignal(page)).toEqual({ signal: mail, signature });
  });

  it('has no room for more', () => {
    const mail: WrittenSignal = { ...signal, kind: 'mail', packedPayload: new Uint8Array(16_173) };
    expect(() => encodeSignal(mail, signature)).toThrow(RangeError);
  });
});

describe('signal', () => {
  it('comes back from its page as it was, and every page has one length', () => {
    fc.assert(
      fc.property(anySignal, bytes(64), (any, anySignature) => {
        const page = encodeSignal(any, anySignature);
        expect(page).toHaveLength(signalLength);
        expect(decodeSignal(page)).toEqual({ signal: any, signature: anySignature });
      }),
    );
  });

  it('has the documented layout', () => {
    const page = toHex(encodeSignal(signal, signature));
    expect(page).toBe(
      '01'.repeat(32) +
        '02'.repeat(32) +
        '03' +
        '0000000000001234' +
        '001fffffffffffff' +
        '000102030405060708090a0b0c0d0e0f' +
        '0002' +
        'aabb' +
        '00'.repeat(810) +
        '09'.repeat(64),
    );
  });

  it('is signed over everything it says and to whom', () => {
    const content = toHex(encodeSignal(signal, signature)).slice(0, 2 * 101);
    expect(toHex(signedBytes(signal, addressee))).toBe(
      `${toHex(new TextEncoder().encode('beeline/1 letter'))}00` +
        `01${'03'.repeat(32)}${'04'.repeat(32)}${'05'.repeat(32)}${content}`,
    );
  });

  it('is signed over different bytes as soon as anything differs', () => {
    const variants = [
      signedBytes(signal, addressee),
      ...kinds.filter((kind) => kind !== signal.kind).map((kind) => signedBytes({ ...signal, kind }, addressee)),
      signedBytes({ ...signal, sender: { ...signal.sender, identity: new Uint8Array(32) } }, addressee),
      signedBytes({ ...signal, sender: { ...signal.sender, agreement: new Uint8Array(32) } }, addressee),
      signedBytes({ ...signal, session: 0x1235 }, addressee),
      signedBytes({ ...signal, sequence: 0 }, addressee),
      signedBytes({ ...signal, messageId: 'ff'.repeat(16) }, addressee),
      signedBytes({ ...signal, packedPayload: Uint8Array.of(0xaa) }, addressee),
      signedBytes({ ...signal, packedPayload: Uint8Array.of(0xaa, 0xbb, 0) }, addressee),
      signedBytes(signal, { ...addressee, box: '06'.repeat(32) }),
      signedBytes(signal, { ...addressee, keys: { ...addressee.keys, identity: new Uint8Array(32) } }),
      signedBytes(signal, { ...addressee, keys: { ...addressee.keys, agreement: new Uint8Array(32) } }),
    ].map(toHex);
    expect(new Set(variants).size).toBe(variants.length);
  });

  it.each([
    ['kind 0', alteredPage(64, [0])],
    ['a kind of a later version', alteredPage(64, [9])],
    ['a session beyond 53 bits', alteredPage(65, [0, 0x20, 0, 0, 0, 0, 0, 0])],
    ['a session of 64 ones', alteredPage(65, Array(8).fill(255))],
    ['a sequence beyond 53 bits', alteredPage(73, [0, 0x20, 0, 0, 0, 0, 0, 0])],
    ['a payload that reaches into the signature', alteredPage(97, [0x03, 0x2d])],
    ['a payload longer than the page', alteredPage(97, [255, 255])],
    ['something hidden in the padding', alteredPage(101, [1])],
    ['something hidden at the end of the padding', alteredPage(910, [1])],
    ['a byte too few', encodeSignal(signal, signature).slice(1)],
    ['no bytes', new Uint8Array(0)],
  ])('is refused with %s', (_, page) => {
    expect(decodeSignal(page)).toBeUndefined();
  });

  it.each([
    ['a negative session', { session: -1 }],
    ['a fraction as session', { session: 0.5 }],
    ['a sequence beyond 53 bits', { sequence: 2 ** 53 }],
    ['a sequence that is not a number', { sequence: Number.NaN }],
    ['a message ID in upper case', { messageId: 'AB'.repeat(16) }],
    ['a short message ID', { messageId: 'ab' }],
  ])('is not written with %s', (_, change) => {
    expect(() => encodeSignal({ ...signal, ...change }, signature)).toThrow(RangeError);
  });
});

describe('payload', () => {
  it('comes back as the JSON it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        const expected: unknown = JSON.parse(JSON.stringify(payload));
        expect(await decodePayload(await encodePayload(payload, 65_536))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused at one byte over the limit and not before', async () => {
    const packed = await encodePayload({ text: 'some text' }, 1_000);
    expect(await encodePayload({ text: 'some text' }, packed.length)).toEqual(packed);
    const refused = await encodePayload({ text: 'some text' }, packed.length - 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PayloadTooLarge);
    expect(refused).toMatchObject({ byteCount: packed.length, maxByteCount: packed.length - 1 });
  });

  it('is refused when it compresses well but would inflate beyond what readers accept', async () => {
    await expect(encodePayload('a'.repeat(maxPayloadTextLength - 1), 1_000)).rejects.toThrow(PayloadTooLarge);
    const largest = 'a'.repeat(maxPayloadTextLength - 2);
    expect(await decodePayload(await encodePayload(largest, 1_000))).toBe(largest);
  });

  it('is refused when it is no JSON value', async () => {
    await expect(encodePayload(undefined, 1_000)).rejects.toThrow(TypeError);
  });

  it('inflates to no more than the limit when somebody sends a bomb', async () => {
    const bomb = deflateRawSync(Buffer.from(`"${'a'.repeat(800_000)}"`));
    expect(bomb.length).toBeLessThan(812);
    await expect(decodePayload(bomb)).rejects.toThrow(RangeError);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no deflate stream', Buffer.from([0xff, 0xff, 3, 4])],
    ['a stream that stops early', deflateRawSync('{"a":"bcdefghijklmnop"}').subarray(0, -4)],
    ['no JSON', deflateRawSync('{"a":')],
    ['bytes that are no UTF-8', deflateRawSync(Buffer.from([0x22, 0xc3, 0x28, 0x22]))],
    ['JSON behind a byte order mark', deflateRawSync('\ufeff1')],
  ])('is refused when it is %s', async (_, packed) => {
    await expect(decodePayload(packed)).rejects.toThrow();
  });
});
