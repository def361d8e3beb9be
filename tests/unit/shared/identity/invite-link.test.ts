import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeId } from '#src/shared/identity/id-codec.ts';
import { formatInviteLink, parseInviteLink } from '#src/shared/identity/invite-link.ts';
import { anyInviteLink } from '../../../fakes/any-invite-link.ts';

const page = 'https://beeline.example/';
const link = {
  id: encodeId(new Uint8Array(12).fill(7)),
  token: 'a'.repeat(32),
  home: { projectId: 'friends-of-bob', apiKey: `AIza${'x-_Y1'.repeat(7)}` },
};

describe('invite link', () => {
  it('of a page keeps everything behind the #, which no server is told', () => {
    const address = new URL(formatInviteLink(link, page));
    expect(address.href.replace(address.hash, '')).toBe(page);
    expect(address.hash).toContain(link.token);
  });

  it('of a build without a page has the same fields, and leads to nobody', () => {
    const address = new URL(formatInviteLink(link, null));
    expect(address.protocol).toBe('beeline:');
    expect(parseInviteLink(address.href)).toEqual(link);
  });

  it('gives back every field, also inside text', () => {
    const pages = fc.option(fc.constantFrom(page, 'http://127.0.0.1:5000/', 'https://friends-of-bob.web.app/join'));
    fc.assert(
      fc.property(anyInviteLink, pages, (any, anyPage) => {
        const shown = formatInviteLink(any, anyPage);
        const texts = [shown, `Talk to me: <${shown}>, bye`, `Here it is:\n${shown}.`, `招待リンクは${shown}です`];
        for (const text of texts) expect(parseInviteLink(text)).toEqual(any);
      }),
    );
  });

  it('of earlier versions, which name no home, is read in any case', () => {
    const earlier = { ...link, home: null };
    const shown = formatInviteLink(earlier, page);
    expect(shown).toMatch(/^beeline:[0-9A-Z-]+#a+$/);
    for (const text of [shown, shown.toUpperCase()]) expect(parseInviteLink(text)).toEqual(earlier);
  });

  it('is not read from a bare ID', () => {
    expect(parseInviteLink(link.id)).toBeUndefined();
  });
});
