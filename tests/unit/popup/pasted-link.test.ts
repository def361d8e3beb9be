import { describe, expect, it } from 'vitest';
import { judgePastedLink } from '#src/popup/pasted-link.ts';
import { encodeId, formatId, parseContactInput } from '#src/shared/identity/id-codec.ts';
import { formatInviteLink } from '#src/shared/identity/invite-link.ts';

const id = encodeId(Uint8Array.of(0x31, 0x41, 0x59, 0x26, 0x53, 0x58, 0x97, 0x93, 0x23, 0x84, 0x62, 0x64));
const shown = formatId(id);
const token = '00112233445566778899aabbccddeeff';
const home = { projectId: 'friends-of-bob', apiKey: 'AIzaSyA1b2C3d4E5f6G7h8J9k0L1m2N3o4P5q6R' };
const link = formatInviteLink({ id, token, home: null }, null);
const pageLink = formatInviteLink({ id, token, home }, 'https://beeline.example/');

/** `link` with `mark` put at each place in it, its ends left out. */
const brokenBy = (mark: string, link: string): readonly string[] =>
  Array.from(link.slice(1), (_, index) => `${link.slice(0, index + 1)}${mark}${link.slice(index + 1)}`);

describe('a pasted invite link', () => {
  it.each([
    ['as it was handed out', link],
    ['in upper case', link.toUpperCase()],
    ['inside Japanese text', `招待リンクは${link}です`],
    ['in full-width characters', link.replace('#', '＃').replace(':', '：')],
    ['with zero-width blanks', link.replace('-', '-\u200b')],
  ])('is whole %s, as the engine finds', (_, text) => {
    expect(judgePastedLink(text)).toBe('whole');
    expect(parseContactInput(text).kind).toBe('link');
  });

  it.each([
    ['a blank', ' '],
    ['a line break', '\n'],
    ['a line break and a quotation mark', '\r\n> '],
  ])('with %s anywhere is a link to the engine, or known as one that it could not read', (_, mark) => {
    const broken = brokenBy(mark, link).filter((text) => parseContactInput(text).kind !== 'link');
    expect(broken.length).toBeGreaterThan(30);
    expect(broken.filter((text) => judgePastedLink(text) === null)).toEqual([]);
    // The engine may ask whoever is named in what it takes for a bare ID, and hear that they want a link.
    const asked = broken.filter((text) => parseContactInput(text).kind === 'id');
    expect(asked.filter((text) => judgePastedLink(text) !== 'altered')).toEqual([]);
  });

  it.each([
    ['a blank', ' '],
    ['a line break', '\n'],
    ['a line break and a quotation mark', '\r\n> '],
  ])('as an address with %s anywhere asks nobody, and is known for what it is', (_, mark) => {
    const broken = brokenBy(mark, pageLink).filter((text) => parseContactInput(text).kind !== 'link');
    expect(broken.length).toBeGreaterThan(60);
    expect(broken.filter((text) => parseContactInput(text).kind !== 'typo')).toEqual([]);
    // Where the break is in the ID, what comes behind it is whole.
    expect(broken.filter((text) => judgePastedLink(text) === null)).toEqual([]);
  });

  it('as an address cut off anywhere behind its # asks nobody, and is called altered from the first group on', () => {
    const begin = pageLink.indexOf('#') + 1;
    const cut = Array.from(pageLink.slice(begin + 1), (_, index) => pageLink.slice(0, begin + 1 + index));
    expect(cut.filter((text) => !['typo', 'none'].includes(parseContactInput(text).kind))).toEqual([]);
    expect(cut.filter((text) => judgePastedLink(text) !== 'altered')).toEqual([]);
  });

  it('cut off anywhere behind the first character of its ID is called altered', () => {
    const scheme = 'beeline:'.length;
    const cut = Array.from(link.slice(scheme + 1), (_, index) => link.slice(0, scheme + 1 + index));
    expect(cut.filter((text) => judgePastedLink(text) !== 'altered')).toEqual([]);
  });

  it.each([
    ['without its beginning and cut off', `${shown}#${token.slice(0, 20)}`],
    ['with an escaped #', link.replace('#', '%23')],
    ['with a line break behind the ID', `${shown}\n#${token}`],
    ['doubled', `${link}${token}`],
  ])('%s is called altered', (_, text) => {
    expect(judgePastedLink(text)).toBe('altered');
  });

  it.each([
    ['a bare ID', shown],
    ['an ID behind a label', `My Beeline: ${shown}`],
    ['an ID before a hash tag', `${shown} #beeline #decade`],
    ['a sentence', 'Call me on Beeline: tomorrow?'],
    ['the address of something else', `See https://example.org/help#install and ${shown}`],
    ['nothing', ''],
  ])('is nothing that %s is taken for', (_, text) => {
    expect(judgePastedLink(text)).toBeNull();
  });
});
