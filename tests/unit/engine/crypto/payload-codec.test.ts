import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePayload,
  encodePayload,
  maxPayloadTextLength,
  PayloadTooLarge,
} from '#src/engine/crypto/payload-codec.ts';

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
