import { describe, expect, it } from 'vitest';
import { parsePrekeyFrame, prekeyFrame } from '#src/engine/prekeys/rules/prekey-frame.ts';

const signed = Uint8Array.from({ length: 105 }, (_, index) => index);

describe('prekey frame', () => {
  it('carries the bytes', () => {
    expect(prekeyFrame(signed).t).toBe('keys.prekey');
    expect(parsePrekeyFrame(prekeyFrame(signed))).toEqual(signed);
  });

  it.each([
    null,
    {},
    { t: 'keys.prekey' },
    { t: 'keys.prekey', prekey: 7 },
    { t: 'keys.prekey', prekey: 'ab'.repeat(104) },
    { t: 'keys.prekey', prekey: 'ab'.repeat(106) },
    { t: 'keys.prekey', prekey: 'zz'.repeat(105) },
    { t: 'keys.other', prekey: 'ab'.repeat(105) },
  ])('is not made of %j', (frame) => {
    expect(parsePrekeyFrame(frame)).toBeUndefined();
  });
});
