import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCallFrame } from '#src/engine/calls/rules/frames.ts';

const callId = 'a'.repeat(32);

const good = [
  { t: 'call.invite', callId, video: true },
  { t: 'call.ringing', callId },
  { t: 'call.accept', callId, video: false },
  { t: 'call.decline', callId, reason: 'declined' },
  { t: 'call.decline', callId, reason: 'no-answer' },
  { t: 'call.busy', callId },
  { t: 'call.cancel', callId, reason: 'cancelled' },
  { t: 'call.cancel', callId, reason: 'no-answer' },
  { t: 'call.hangup', callId, reason: 'hung-up' },
  { t: 'call.hangup', callId, reason: 'connection-lost' },
  { t: 'call.state', callId, mic: true, camera: false, screen: false },
  { t: 'call.missed', callId, video: true, atAgeMs: 60_000 },
  { t: 'call.noted', callId },
];

describe('parseCallFrame', () => {
  it.each(good)('reads $t', (frame) => {
    expect(parseCallFrame(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
  });

  it.each(good.flatMap((frame) => Object.keys(frame).map((key) => [frame.t, key, frame] as const)))(
    'refuses %s without %s',
    (_kind, key, frame) => {
      expect(parseCallFrame({ ...frame, [key]: undefined })).toBeUndefined();
      expect(
        parseCallFrame(Object.fromEntries(Object.entries(frame).filter(([name]) => name !== key))),
      ).toBeUndefined();
    },
  );

  it.each(['', 'A'.repeat(32), 'a'.repeat(31), 'a'.repeat(33), 'a'.repeat(100_000), 7, null, [callId]])(
    'refuses a call ID that is not 32 lower-case hex digits (%#)',
    (wrong) => {
      for (const frame of good) expect(parseCallFrame({ ...frame, callId: wrong })).toBeUndefined();
    },
  );

  it.each([
    [
      { sound: true, paused: 'frozen' },
      { sound: true, paused: 'frozen' },
    ],
    [
      { sound: false, paused: 'blank' },
      { sound: false, paused: 'blank' },
    ],
    [{ paused: 'no' }, { paused: 'no' }],
    [
      { sound: 'loud', paused: 'asleep' },
      { sound: false, paused: 'no' },
    ],
  ])('reads %j of a share, and takes what it does not know for none', (share, read) => {
    const frame = { t: 'call.state', callId, mic: true, camera: false, screen: true };
    expect(parseCallFrame({ ...frame, ...share })).toEqual({ ...frame, ...read });
  });

  it.each([
    [true, true],
    [false, false],
    ['window', false],
    [null, false],
  ])(
    'reads a screen without a call that is marked by %j, and takes what it does not know for a call',
    (share, read) => {
      for (const frame of good.filter(({ t }) => ['call.invite', 'call.accept', 'call.missed'].includes(t))) {
        expect(parseCallFrame({ ...frame, share })).toEqual({ ...frame, share: read });
      }
    },
  );

  it.each([
    [61_000, 61_000],
    [0, 0],
    [-1, null],
    [0.5, null],
    ['long', null],
  ])('reads the length %j of a call, and takes what it does not know for none', (lengthMs, read) => {
    const frame = { t: 'call.hangup', callId, reason: 'hung-up' };
    expect(parseCallFrame({ ...frame, lengthMs })).toEqual({ ...frame, lengthMs: read });
  });

  it.each([
    ['none', 'none'],
    ['opening', 'opening'],
    ['silenced', 'silenced'],
    ['shy', 'no'],
  ])('reads why nobody is heard from %j, and takes what it does not know for none', (quiet, read) => {
    const frame = { t: 'call.state', callId, mic: false, camera: false, screen: false };
    expect(parseCallFrame({ ...frame, quiet })).toEqual({ ...frame, quiet: read });
  });

  it('refuses words and flags of other types', () => {
    expect(parseCallFrame({ t: 'call.invite', callId, video: 1 })).toBeUndefined();
    expect(parseCallFrame({ t: 'call.cancel', callId, reason: 'bored' })).toBeUndefined();
    expect(parseCallFrame({ t: 'call.state', callId, mic: 'yes', camera: false, screen: false })).toBeUndefined();
    expect(parseCallFrame({ t: 'call.dance', callId })).toBeUndefined();
  });

  it.each([-1, 0.5, 86_400_001, Number.NaN, '7'])('refuses a missed call of the age %j', (atAgeMs) => {
    expect(parseCallFrame({ t: 'call.missed', callId, video: true, atAgeMs })).toBeUndefined();
  });

  it('leaves out what a newer peer adds', () => {
    expect(parseCallFrame({ t: 'call.ringing', callId, tune: 'x' })).toEqual({ t: 'call.ringing', callId });
  });

  it('never throws and gives back what survives JSON', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const frame = parseCallFrame(input);
        if (frame !== undefined) expect(JSON.parse(JSON.stringify(frame))).toEqual(frame);
      }),
    );
  });
});
