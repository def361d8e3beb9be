import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import { parseHex, toHex } from '#src/engine/bytes/hex.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { createIdentity } from '#src/engine/crypto/identity-keys.ts';
import { sign } from '#src/engine/crypto/public-keys.ts';
import type { EnvelopePort } from '#src/engine/crypto/signal.ts';
import {
  encodePayload,
  encodeSignal,
  mailLengths,
  PayloadTooLarge,
  signedBytes,
} from '#src/engine/crypto/signal-codec.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { fromBase64, golden } from './golden.ts';
import { goldenMail } from './golden-mail.ts';
import { sealPage } from './hostile-sealer.ts';
import { createPerson, flipBit, sampleSignal } from './people.ts';

const path = 'inbox/a/mail/b_63';

let alice: IdentityRecord;
let bob: IdentityRecord;
let fromAlice: EnvelopePort;
let toBob: EnvelopePort;

beforeAll(async () => {
  [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
  fromAlice = createEnvelope({ identity: alice });
  toBob = createEnvelope({ identity: bob });
});

/** Does not compress below half its length. */
const noise = (characters: number): string =>
  Array.from({ length: Math.ceil(characters / 8_192) }, () => crypto.getRandomValues(new Uint8Array(4_096)))
    .map(toHex)
    .join('')
    .slice(0, characters);

const sealMail = (payload: unknown): Promise<Uint8Array> =>
  fromAlice.seal(sampleSignal({ kind: 'mail', payload }), { keys: bob.publicKeys, box: bob.box, path });

describe('an envelope of mail', () => {
  it('has one of three sizes, the smallest that holds it, and opens as what it was', async () => {
    const sizes: number[] = [];
    for (const payload of ['hello', noise(1_400), noise(2_000), noise(7_000), noise(9_000), noise(16_000)]) {
      const sealed = await sealMail(payload);
      sizes.push(sealed.length);
      expect(await toBob.open(sealed, path)).toMatchObject({ kind: 'mail', payload, sender: alice.publicKeys });
    }
    expect(sizes).toEqual([1_024, 1_024, 4_096, 4_096, 16_384, 16_384]);
  });

  it('opens the golden one: a change would cut old versions off', async () => {
    const root = parseHex(golden.root, 16) ?? new Uint8Array(0);
    const identity = await createIdentity({ root, name: '', knockToken: '', beacon: '' });
    const opened = await createEnvelope({ identity }).open(fromBase64(goldenMail.sealed), goldenMail.path);
    expect(fromBase64(goldenMail.sealed)).toHaveLength(1_024);
    expect(opened).toEqual({ ...goldenMail.signal, sender: (await createPerson(0x42)).publicKeys });
  });

  it('does not open at another place of the ring, nor as a signal in a slot', async () => {
    const sealed = await sealMail('hello');
    for (const other of ['inbox/a/mail/b_62', 'inbox/a/slot/b_63', 'inbox/c/mail/b_63', '']) {
      expect(await toBob.open(sealed, other)).toBeUndefined();
    }
  });

  it.each(mailLengths)('of %i bytes stays closed with any bit changed, or cut to another size', async (length) => {
    const payload = { 1024: 'hello', 4096: noise(4_000), 16384: noise(16_000) }[length];
    const sealed = await sealMail(payload);
    expect(sealed).toHaveLength(length);
    const opened: number[] = [];
    const stride = Math.ceil((length * 8) / 300);
    for (let bit = 0; bit < length * 8; bit += stride)
      if (await toBob.open(flipBit(sealed, bit), path)) opened.push(bit);
    expect(opened).toEqual([]);
    for (const other of mailLengths.filter((one) => one !== length)) {
      const resized = new Uint8Array(other);
      resized.set(sealed.subarray(0, other));
      expect(await toBob.open(resized, path)).toBeUndefined();
    }
    expect(await toBob.open(sealed, path)).toBeDefined();
  });

  it('says so when the payload does not fit into the largest', async () => {
    await expect(sealMail(noise(16_400))).rejects.toThrow(PayloadTooLarge);
    await expect(sealMail('a'.repeat(16_400))).rejects.toThrow(PayloadTooLarge);
  });

  it('gives no other kind of signal more than 1,024 bytes, even with a true signature', async () => {
    const packedPayload = await encodePayload(noise(2_000), 16_000);
    const to = { keys: bob.publicKeys, box: bob.box };
    for (const kind of ['mail', 'offer'] as const) {
      const signal = { ...sampleSignal({ kind }), sender: alice.publicKeys, packedPayload };
      const signature = await sign(alice.signingKey, signedBytes(signal, to));
      const page = encodeSignal({ ...signal, kind: 'mail' }, signature);
      page[64] = kind === 'mail' ? 7 : 3;
      const opened = await toBob.open(await sealPage(page, bob, path), path);
      expect(opened?.kind).toBe(kind === 'mail' ? 'mail' : undefined);
    }
  });

  it('is refused when something is hidden in the padding', async () => {
    const signal = {
      ...sampleSignal({ kind: 'mail' }),
      sender: alice.publicKeys,
      packedPayload: await encodePayload('x', 100),
    };
    const signature = await sign(alice.signingKey, signedBytes(signal, { keys: bob.publicKeys, box: bob.box }));
    const page = encodeSignal(signal, signature);
    expect(await toBob.open(await sealPage(page, bob, path), path)).toBeDefined();
    const hiding = concatBytes(page.subarray(0, 900), Uint8Array.of(1), page.subarray(901));
    expect(await toBob.open(await sealPage(hiding, bob, path), path)).toBeUndefined();
  });
});
