import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#src/engine/bytes/hex.ts';
import { encodeId } from '#src/shared/identity/id-codec.ts';
import { formatInviteLink, parseInviteLink } from '#src/shared/identity/invite-link.ts';

const id = encodeId(new Uint8Array(12).fill(7));
const token = 'a'.repeat(32);

describe('invite link', () => {
  it('keeps the token behind the # and out of every other part', () => {
    const link = new URL(formatInviteLink(id, token));
    expect(link.hash).toBe(`#${token}`);
    expect(link.href.replace(link.hash, '')).not.toContain(token);
    expect(link.protocol).toBe('beeline:');
  });

  it('gives back ID and token, also in upper case and inside text', () => {
    const ids = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(encodeId);
    const tokens = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toHex);
    fc.assert(
      fc.property(ids, tokens, (anyId, anyToken) => {
        const link = formatInviteLink(anyId, anyToken);
        for (const text of [link, link.toUpperCase(), `Talk to me: <${link}>, bye`, `招待リンクは${link}です`]) {
          expect(parseInviteLink(text)).toEqual({ id: anyId, token: anyToken });
        }
      }),
    );
  });

  it('is not read from a bare ID', () => {
    expect(parseInviteLink(id)).toBeUndefined();
  });
});
