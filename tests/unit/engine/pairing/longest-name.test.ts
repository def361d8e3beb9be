import { describe, expect, it } from 'vitest';
import { toHex } from '#src/engine/bytes/hex.ts';
import { encodePayload, maxPackedPayloadLength } from '#src/engine/crypto/signal-codec.ts';
import { cleanName } from '#src/shared/identity/display-name.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';

const random = createSeededRandom(8);
const hex = (bytes: number): string => toHex(Uint8Array.from({ length: bytes }, () => random.between(0, 255)));
const anyOf = (first: number, last: number): string => String.fromCodePoint(random.between(first, last));
const sixty = (character: () => string): string => cleanName(Array.from({ length: 60 }, character).join(''));

/** The kinds of names that take most room, none of which compresses well. */
const longestNames: readonly (readonly [string, () => string])[] = [
  ['quotes and backslashes', () => sixty(() => anyOf(0x21, 0x5c))],
  ['kanji', () => sixty(() => anyOf(0x4e00, 0x9fbf))],
  ['emoji', () => sixty(() => anyOf(0x1f300, 0x1f5ff))],
  ['families', () => sixty(() => '👩‍👩‍👧‍👦')],
  [
    'couples of any kind',
    () => sixty(() => `${anyOf(0x1f466, 0x1f469)}${anyOf(0x1f3fb, 0x1f3ff)}\u200d${anyOf(0x1f680, 0x1f6c5)}`),
  ],
  ['letters under many marks', () => sixty(() => `${anyOf(0x3b1, 0x3c9)}${anyOf(0x316, 0x333)}${anyOf(0x316, 0x333)}`)],
];

const relayed = (): string => {
  const address = (): string => Array.from({ length: 4 }, () => random.between(100, 255)).join('.');
  const port = (): number => random.between(10_000, 65_535);
  const foundation = random.between(1_000_000_000, 4_294_967_295);
  return `${foundation} 1 udp ${random.between(10_000_000, 99_999_999)} ${address()} ${port()} typ relay raddr ${address()} rport ${port()}`;
};

describe.each(longestNames)('the longest name of %s', (_, name) => {
  it('fits into a knock', async () => {
    const knock = { name: name(), grant: hex(16), beacon: hex(16), box: hex(32) };
    await expect(encodePayload(knock, maxPackedPayloadLength('knock'))).resolves.toBeDefined();
  });

  it('leaves room in an acceptance for six candidates', async () => {
    const description = {
      role: 'offer',
      ufrag: hex(2),
      password: hex(12),
      fingerprint: hex(32),
      setup: 'actpass',
      candidates: Array.from({ length: 6 }, relayed),
    };
    const accept = { name: name(), grant: hex(16), beacon: hex(16), description };
    await expect(encodePayload(accept, maxPackedPayloadLength('accept'))).resolves.toBeDefined();
  });
});
