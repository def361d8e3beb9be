import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallFact } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import {
  busy,
  contactId,
  declined,
  fact,
  fired,
  hungUp,
  hungUpThere,
  one,
  ready,
  ringing,
  said,
  send,
  started,
  two,
} from './call-facts.ts';
import {
  ended,
  offered,
  offeredBy,
  offering,
  picked,
  picks,
  showing,
  stateOf,
  watchedBy,
  watching,
} from './share-facts.ts';
import { frames, note, tellAll } from './told.ts';

const accept: CallFrame = { t: 'call.accept', callId: one, video: false, share: true };

describe('a share that nothing is shown in any more', () => {
  it('is over on both sides when nobody speaks or films', () => {
    const run = tellAll(...showing, stateOf({}), ended);
    expect(run.machine.call).toMatchObject({ phase: 'ended', share: true, ending: 'hung-up-here' });
    expect(frames(run)).toEqual([{ t: 'call.hangup', callId: one, reason: 'hung-up', lengthMs: 2000 }]);
    expect(note(run)).toEqual({
      mine: true,
      video: false,
      share: true,
      ending: 'hung-up-here',
      atMs: 5000,
      durationMs: 2000,
    });
  });

  it.each<[string, readonly CallFact[]]>([
    ['a device is on here', [{ ...ended, devicesOn: true }]],
    ['they speak', [stateOf({ mic: true }), ended]],
    ['they film', [stateOf({ camera: true }), ended]],
    ['they show a screen as well', [stateOf({ screen: true }), ended]],
  ])('goes on as a call when %s', (_, facts) => {
    const before = tellAll(...showing, ...facts.slice(0, -1)).machine.call;
    const run = tellAll(...showing, ...facts);
    expect(run.effects).toEqual([]);
    expect({ ...run.machine.call, share: true }).toEqual(before);
    expect(run.machine.call).not.toHaveProperty('share');
  });

  it('is cancelled before it was answered', () => {
    const run = tellAll(...offering, ringing, { ...ended, devicesOn: true });
    expect(run.machine.call).toMatchObject({ phase: 'ended', share: true, ending: 'cancelled-here' });
    expect(frames(run)).toEqual([{ t: 'call.cancel', callId: one, reason: 'cancelled' }]);
  });

  it('is a call from then on for whoever watched, and was one before only if they said so', () => {
    expect(tellAll(...watching, stateOf({ screen: true })).machine.call).toMatchObject({ share: true });
    const run = tellAll(...watching, stateOf({ screen: true }), stateOf({ mic: true }));
    expect(run.machine.call).toMatchObject({ theirs: { microphone: true, screen: false } });
    expect(run.machine.call).not.toHaveProperty('share');
    expect(run.effects).toEqual([{ kind: 'connect-media', contactId }]);
  });

  it('is not ended by whoever watched and showed something too', () => {
    const both = tellAll(...watching, ready, stateOf({ screen: true }));
    expect(stepCall(both.machine, { ...ended, atMs: 9 })).toEqual([both.machine, []]);
    const back = tellAll(...showing, stateOf({ screen: true }), stateOf({}));
    expect(back.machine.call).toMatchObject({ share: true });
  });

  it('is no matter of a call', () => {
    const { machine } = tellAll(
      started,
      { kind: 'devices-settled' },
      said({ t: 'call.accept', callId: one, video: true }),
      // Nobody is heard or seen any more, and still it is a call.
      stateOf({}),
    );
    expect(stepCall(machine, { ...ended, atMs: 9 })).toEqual([machine, []]);
  });
});

describe('the end of a share', () => {
  it.each<[string, readonly CallFact[]]>([
    ['hung-up-here', [...showing, hungUp]],
    ['hung-up-there', [...showing, hungUpThere]],
    ['declined-there', [...offering, said({ t: 'call.decline', callId: one, reason: 'declined' })]],
    ['busy', [...offering, busy]],
    ['no-answer', [...offering, ringing, fired('ring')]],
    ['cancelled-here', [...offering, hungUp]],
    ['declined-here', [...offered, declined]],
    ['missed', [...offered, fired('ring')]],
  ])('%s is told as one of a share', (ending, facts) => {
    const run = tellAll(...facts);
    expect(run.machine.call).toMatchObject({ phase: 'ended', ending, share: true });
    expect(note(run)).toMatchObject({ ending, share: true });
  });

  it('is noted as a share when it came during a call', () => {
    const beside = tellAll(started, offeredBy({ callId: two }, 'carol'));
    expect(beside.effects.slice(1)).toEqual([
      {
        kind: 'write-note',
        contactId: 'carol',
        note: { mine: false, video: false, share: true, ending: 'missed', atMs: 1000, durationMs: 0 },
      },
    ]);
  });

  it('is told later as a share to whoever was away', () => {
    const away = tellAll({ ...picks, linkOpen: false }, picked, fired('reach'));
    expect(away.machine.untold).toEqual([{ callId: one, contactId, video: false, share: true, atMs: 2000 }]);
    const [, effects] = stepCall(away.machine, { ...fact('link-opened'), atMs: 5000 });
    expect(effects).toEqual([send({ t: 'call.missed', callId: one, video: false, share: true, atAgeMs: 3000 })]);
    const heard = tellAll(said({ t: 'call.missed', callId: one, video: false, share: true, atAgeMs: 0 }));
    expect(note(heard)).toEqual({ mine: false, video: false, share: true, ending: 'missed', atMs: 0, durationMs: 0 });
  });
});

describe('two who turn to each other at once', () => {
  const theirCall = said({ t: 'call.invite', callId: one, video: true });
  const ours = [{ ...picks, callId: two }, picked];

  it('are in a call when one dials, in which whoever shares is not heard or seen before they say so', () => {
    const run = tellAll(...ours, theirCall);
    expect(run.machine.call).toMatchObject({ phase: 'joining', callId: one, video: true, direction: 'outgoing' });
    expect(run.machine.call).not.toHaveProperty('share');
    expect(frames(run)[0]).toEqual({ t: 'call.accept', callId: one, video: false });
    expect(run.effects.some(({ kind }) => kind === 'acquire-devices')).toBe(false);
  });

  it('are in a call also when it is the share that stands', () => {
    const run = tellAll({ ...started, linkOpen: false, callId: two }, { kind: 'devices-settled' }, offeredBy());
    expect(run.machine.call).toMatchObject({ phase: 'joining', callId: one, video: true, direction: 'outgoing' });
    expect(run.machine.call).not.toHaveProperty('share');
    expect(frames(run)[0]).toEqual({ t: 'call.accept', callId: one, video: true });
  });

  it('share what one of them offered, when both did', () => {
    const run = tellAll(...ours, offeredBy());
    expect(run.machine.call).toMatchObject({ phase: 'joining', callId: one, share: true, direction: 'incoming' });
    expect(frames(run)[0]).toEqual(accept);
    const stands = tellAll(...offering, offeredBy({ callId: two }));
    expect(stands.effects).toEqual([]);
    expect(stands.machine).toEqual(tellAll(...offering).machine);
    expect(tellAll(...offering, watchedBy()).machine.call).toMatchObject({ share: true, direction: 'outgoing' });
  });
});
