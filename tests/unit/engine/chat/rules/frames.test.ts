import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTextFrame } from '#src/engine/chat/rules/frames.ts';
import { fitsInMessage, maxMessageBytes, utf8Length } from '#src/shared/text/text-size.ts';

const message = {
  t: 'text.message',
  id: 'a'.repeat(32),
  epoch: 'b'.repeat(32),
  n: 2,
  base: 1,
  text: 'hello',
  sentAtMs: 1,
};

describe('parseTextFrame', () => {
  it.each([
    message,
    { t: 'text.position', newest: null },
    { t: 'text.position', newest: { epoch: message.epoch, n: 1 } },
    { t: 'text.position', newest: { epoch: message.epoch, n: 1, id: message.id } },
    { t: 'text.ack', epoch: message.epoch, n: 1 },
    { t: 'text.read', epoch: message.epoch, n: 2 ** 48 },
    { t: 'text.typing', on: false },
  ])('takes $t back as it was sent', (frame) => {
    expect(parseTextFrame(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
  });

  it.each([
    ['null', null],
    ['a list', [message]],
    ['an unknown kind', { ...message, t: 'text.sing' }],
    ['another field', { ...message, html: true }],
    ['no text', { ...message, text: '' }],
    ['text that is a number', { ...message, text: 5 }],
    ['text one byte too long', { ...message, text: `${'é'.repeat(maxMessageBytes / 2)}x` }],
    ['an upper-case ID', { ...message, id: 'A'.repeat(32) }],
    ['an ID of 33 digits', { ...message, id: 'a'.repeat(33) }],
    ['an ID with something before it', { ...message, id: `x${'a'.repeat(32)}` }],
    ['an ID with a line break behind it', { ...message, id: `${'a'.repeat(32)}\n` }],
    ['an ID of 31 digits', { ...message, id: 'a'.repeat(31) }],
    ['an epoch that names a prototype', { ...message, epoch: '__proto__' }],
    ['a count of zero', { ...message, n: 0, base: 0 }],
    ['a count between two', { ...message, n: 1.5 }],
    ['a count beyond all messages', { ...message, n: 2 ** 48 + 1 }],
    ['a base above its count', { ...message, base: 3 }],
    ['a time before 1970', { ...message, sentAtMs: -1 }],
    ['a time that no date can hold', { ...message, sentAtMs: 8.64e15 + 1 }],
    ['typing that is not yes or no', { t: 'text.typing', on: 1 }],
    ['a position that says nothing', { t: 'text.position' }],
    ['a position without a count', { t: 'text.position', newest: { epoch: message.epoch } }],
    ['an acknowledgement without count', { t: 'text.ack', epoch: message.epoch }],
  ])('refuses %s', (_, value) => {
    expect(parseTextFrame(value)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    const field = fc.oneof(fc.anything(), fc.constantFrom(...Object.values(message)));
    const almost = fc.record({ t: fc.constantFrom('text.message', 'text.ack'), n: field, text: field, epoch: field });
    fc.assert(fc.property(fc.oneof(fc.anything(), almost), (value) => parseTextFrame(value) === undefined));
  });
});

describe('the size of a message', () => {
  it('is that of its UTF-8', () => {
    const unit = fc.oneof(fc.nat(0x7ff), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff }));
    const text = fc.array(unit).map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(text, (value) => utf8Length(value) === new TextEncoder().encode(value).length));
    expect(utf8Length('\ud800')).toBe(3);
  });

  it('may be 65,536 bytes and not one more', () => {
    expect(fitsInMessage('x'.repeat(65_536))).toBe(true);
    expect(fitsInMessage('x'.repeat(65_537))).toBe(false);
    expect(fitsInMessage('"\n'.repeat(32_768))).toBe(true);
  });

  it('is counted right where UTF-8 grows', () => {
    const sizes = ['\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}'].map(utf8Length);
    expect(sizes).toEqual([1, 2, 2, 3, 3, 4]);
  });

  it('may be 245,760 bytes when quoted and not one more', () => {
    const control = '\u0001'.repeat(40_959);
    expect(fitsInMessage(`${control}xxxx`)).toBe(true);
    expect(fitsInMessage(`${control}xxxxx`)).toBe(false);
  });

  it('is refused when quoting makes it too large for a data channel', () => {
    expect(fitsInMessage('\u0001'.repeat(65_536))).toBe(false);
  });
});
