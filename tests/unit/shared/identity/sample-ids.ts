import type { ContactId } from '#src/shared/identity/contact-id.ts';
import { encodeId } from '#src/shared/identity/id-codec.ts';

/** `count` IDs spread over the whole space, the same ones on every run (xorshift32). */
export function sampleIds(count: number): readonly ContactId[] {
  let state = 0x2545f491;
  const nextByte = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return Array.from({ length: count }, () => encodeId(Uint8Array.from({ length: 12 }, nextByte)));
}
