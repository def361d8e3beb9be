import * as fc from 'fast-check';
import { Bytes, Timestamp } from 'firebase/firestore';
import { describe, expect, test } from 'vitest';
import {
  parseBeacon,
  parseCardDocument,
  parseClaim,
  parseHeader,
  parseKnock,
  parseMail,
  parseSlot,
  parseStampMs,
} from '#src/adapters/firestore/documents.ts';

const grant = '0123456789abcdef'.repeat(2);
const box = '0123456789abcdef'.repeat(4);
const at = Timestamp.fromMillis(1_700_000_000_000);
const bytes = (size: number): Bytes => Bytes.fromUint8Array(new Uint8Array(size).fill(7));
const signal = { sealed: bytes(1_024), at };

describe('a claim', () => {
  test('tells what it names and counts, and whether its proof is still there', () => {
    expect(parseClaim({ box, id: 'ID', beacon: grant, grants: 3, at })).toEqual({
      box,
      beacon: grant,
      grants: 3,
      proves: false,
    });
    expect(parseClaim({ box, pre: bytes(32) })).toEqual({ box, beacon: undefined, grants: undefined, proves: true });
  });

  test.each([undefined, {}, { box: 'short' }, { box, beacon: 7 }, { box, grants: 'three' }])(
    'is none in %j',
    (data) => {
      expect(parseClaim(data)).toBeUndefined();
    },
  );
});

describe('a slot', () => {
  test('gives grant, index, bytes and stamp', () => {
    expect(parseSlot(`${grant}_2`, signal)).toEqual({
      grant,
      index: 2,
      sealed: new Uint8Array(1_024).fill(7),
      atMs: 1_700_000_000_000,
    });
  });

  test.each([`${grant}_4`, `${grant}_`, grant, `${grant.toUpperCase()}_0`, `x${grant}_0`, `${grant}_00`, ''])(
    'is refused under the name %j',
    (name) => {
      expect(parseSlot(name, signal)).toBeUndefined();
    },
  );

  test.each([
    ['one byte short', { ...signal, sealed: bytes(1_023) }],
    ['one byte long', { ...signal, sealed: bytes(1_025) }],
    ['bytes of another kind', { ...signal, sealed: new Uint8Array(1_024) }],
    ['no stamp', { sealed: signal.sealed }],
    ['a number as stamp', { ...signal, at: 1 }],
    ['nothing', undefined],
  ])('is refused with %s', (_what, data) => {
    expect(parseSlot(`${grant}_0`, data)).toBeUndefined();
    expect(parseKnock('somebody', data)).toBeUndefined();
  });
});

describe('a piece of mail', () => {
  test.each([
    [0, 1_024],
    [9, 4_096],
    [10, 16_384],
    [59, 1_024],
    [60, 1_024],
    [63, 1_024],
  ])('has place %i and %i bytes', (index, size) => {
    const mail = { grant, index, sealed: new Uint8Array(size).fill(7), atMs: 1_700_000_000_000 };
    expect(parseMail(`${grant}_${index}`, { sealed: bytes(size), at })).toEqual(mail);
  });

  test.each([
    `${grant}_64`,
    `${grant}_70`,
    `${grant}_-1`,
    `${grant}_x`,
    `${grant}_1x`,
    `${grant}_00`,
    `x${grant}_0`,
    `${grant.toUpperCase()}_0`,
    `${grant.slice(1)}_0`,
    '',
  ])('is refused under the name %j', (name) => {
    expect(parseMail(name, signal)).toBeUndefined();
  });

  test.each([
    ['another size', { ...signal, sealed: bytes(2_048) }],
    ['no bytes', { at }],
    ['no stamp', { sealed: signal.sealed }],
  ])('is refused with %s', (_what, data) => {
    expect(parseMail(`${grant}_0`, data)).toBeUndefined();
  });
});

test('a knock gives the account that wrote it, bytes and stamp', () => {
  expect(parseKnock('somebody', signal)).toEqual({
    account: 'somebody',
    sealed: new Uint8Array(1_024).fill(7),
    atMs: 1_700_000_000_000,
  });
});

test('a card or prekeys may be as long as the rules allow', () => {
  expect(parseCardDocument({ card: bytes(512), box })?.card).toHaveLength(512);
  expect(parseHeader({ open: true, tokenHash: box, prekeys: bytes(512) })?.prekeys).toHaveLength(512);
});

describe('cards, headers and beacons', () => {
  test('come through when they are well-formed', () => {
    expect(parseCardDocument({ card: bytes(3), box })).toEqual({ card: new Uint8Array([7, 7, 7]), box });
    const prekeys = Uint8Array.from({ length: 105 }, (_, index) => index);
    const header = { open: true, tokenHash: box, at };
    expect(parseHeader({ ...header, prekeys: Bytes.fromUint8Array(prekeys) })).toEqual({
      open: true,
      tokenHash: box,
      prekeys,
    });
    // Written before there were prekeys.
    expect(parseHeader(header)).toEqual({ open: true, tokenHash: box, prekeys: new Uint8Array(0) });
    expect(parseBeacon({ open: false, at, box })).toEqual({ open: false, atMs: 1_700_000_000_000 });
    expect(parseStampMs({ at })).toBe(1_700_000_000_000);
  });

  test.each([
    ['an empty card', () => parseCardDocument({ card: bytes(0), box })],
    ['a card of 513 bytes', () => parseCardDocument({ card: bytes(513), box })],
    ['a short box', () => parseCardDocument({ card: bytes(3), box: box.slice(1) })],
    ['a box with a digit before it', () => parseCardDocument({ card: bytes(3), box: `0${box}` })],
    ['a box with a digit behind it', () => parseCardDocument({ card: bytes(3), box: `${box}0` })],
    ['a box in upper case', () => parseCardDocument({ card: bytes(3), box: box.toUpperCase() })],
    ['an open flag of text', () => parseHeader({ open: 'true', tokenHash: box })],
    [
      'prekeys of 513 bytes',
      () => parseHeader({ open: true, tokenHash: box, prekeys: Bytes.fromUint8Array(new Uint8Array(513)) }),
    ],
    ['prekeys of text', () => parseHeader({ open: true, tokenHash: box, prekeys: 'keys' })],
    ['a short hash', () => parseHeader({ open: true, tokenHash: grant })],
    ['a beacon without a stamp', () => parseBeacon({ open: true })],
  ])('are refused: %s', (_what, parse) => {
    expect(parse()).toBeUndefined();
  });

  test('never throw, whatever somebody has stored', () => {
    const parsers = [
      parseCardDocument,
      parseHeader,
      parseBeacon,
      parseStampMs,
      (data: unknown) => parseSlot(`${grant}_0`, data),
    ];
    fc.assert(
      fc.property(fc.anything(), (data) => {
        for (const parse of parsers) expect(parse(data)).toBeUndefined();
      }),
    );
  });
});
