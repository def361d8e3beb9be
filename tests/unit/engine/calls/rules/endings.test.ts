import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact } from '#src/engine/calls/rules/state.ts';
import { pastCallsKept } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import {
  accepted,
  active,
  answering,
  busy,
  calling,
  cancelled,
  contactId,
  declined,
  fact,
  fired,
  hungUp,
  hungUpThere,
  incoming,
  lostThere,
  noLink,
  one,
  ringing,
  said,
  send,
  started,
  two,
  waiting,
} from './call-facts.ts';
import { frames, tellAll } from './told.ts';

const stopTimers: CallEffect = { kind: 'stop-timers' };
const hangUp: CallFrame = { t: 'call.hangup', callId: one, reason: 'hung-up' };
const lost: CallFrame = { t: 'call.hangup', callId: one, reason: 'connection-lost' };
const cancel: CallFrame = { t: 'call.cancel', callId: one, reason: 'cancelled' };
const noAnswer: CallFrame = { t: 'call.cancel', callId: one, reason: 'no-answer' };
const unanswered: CallFrame = { t: 'call.decline', callId: one, reason: 'no-answer' };
const refused: CallFrame = { t: 'call.decline', callId: one, reason: 'declined' };

describe('the end of a call', () => {
  it.each<[string, readonly CallFact[], boolean, CallFrame, number]>([
    ['hung-up-here', [...active, hungUp], true, { ...hangUp, lengthMs: 1000 }, 1000],
    ['hung-up-there', [...active, hungUpThere], false, { ...hangUp, lengthMs: 1000 }, 1000],
    ['connection-lost', [...active, fact('link-down'), fired('lost')], true, { ...lost, lengthMs: 1000 }, 1000],
    ['connection-lost', [...active, lostThere], true, { ...lost, lengthMs: 1000 }, 1000],
    ['declined-here', [...incoming, declined], true, refused, 0],
    ['declined-there', [...calling, said(refused)], false, cancel, 0],
    ['no-answer', [...calling, said(unanswered)], true, noAnswer, 0],
    ['no-answer', [...calling, ringing, fact('link-down'), fired('ring')], true, noAnswer, 0],
    ['busy', [...calling, busy], false, cancel, 0],
    ['busy', [...waiting, busy], false, cancel, 0],
    ['missed', [...incoming, fired('ring')], true, unanswered, 0],
    ['missed', [...incoming, lostThere], true, unanswered, 0],
    ['cancelled-here', [...calling, hungUp], true, cancel, 0],
    ['cancelled-here', [noLink, hungUp], false, cancel, 0],
    ['cancelled-there', [...incoming, cancelled], false, hangUp, 0],
    ['cancelled-there', [...incoming, hungUpThere], false, hangUp, 0],
    ['hung-up-there', [...answering, cancelled], false, hangUp, 0],
    ['permission-refused', [started, { kind: 'permission-refused' }], false, cancel, 0],
  ])('is %s, and a peer that still believes in it hears the same word', (ending, facts, isSaid, word, durationMs) => {
    const { machine, effects } = tellAll(...facts);
    expect(machine.call).toMatchObject({ phase: 'ended', ending });
    expect(machine.untold).toEqual([]);
    expect(effects.slice(0, isSaid ? 3 : 2)).toEqual([
      ...(isSaid ? [send(word)] : []),
      stopTimers,
      { kind: 'release-media' },
    ]);
    expect(effects.find(({ kind }) => kind === 'write-note')).toMatchObject({
      contactId,
      note: { ending, durationMs },
    });
    expect(stepCall(machine, { ...ringing, atMs: 9_000 })).toEqual([machine, [send(word)]]);
    expect(stepCall(machine, { ...accepted, atMs: 9_000 })).toEqual([machine, [send(word)]]);
    const byCarol = said({ t: 'call.ringing', callId: one }, 'carol');
    expect(stepCall(machine, { ...byCarol, atMs: 9_000 })[1]).toEqual([send(lost, 'carol')]);
  });

  it('is told later when the call never reached anybody, and then said as unanswered', () => {
    const { machine, effects } = tellAll(...waiting, fired('reach'));
    expect(machine.untold).toEqual([{ callId: one, contactId, video: true, atMs: 2000 }]);
    expect(effects[0]).toEqual(send(noAnswer));
    expect(stepCall(machine, { ...ringing, atMs: 0 })[1]).toEqual([send(noAnswer)]);
    const about = (who: string) => stepCall(machine, { ...fact('contact-removed', who), atMs: 0 })[0].untold;
    expect(about(contactId)).toEqual([]);
    expect(about('carol')).toHaveLength(1);
  });

  it('is kept for late peers only of the newest calls', () => {
    const ids = Array.from({ length: pastCallsKept + 1 }, (_, index) => index.toString(16).padStart(32, '0'));
    const run = tellAll(...ids.map((callId) => said({ t: 'call.missed', callId, video: false, atAgeMs: 0 })));
    expect(run.machine.past.map(({ callId }) => callId)).toEqual(ids.slice(1));
  });

  it('is followed by ringing when the other side begins anew', () => {
    const run = tellAll(...active, said({ t: 'call.invite', callId: two, video: false }));
    expect(run.machine.call).toMatchObject({ phase: 'incoming', callId: two });
    expect(frames(run)).toEqual([
      { ...lost, lengthMs: 1000 },
      { t: 'call.ringing', callId: two },
    ]);
    expect(run.effects.find(({ kind }) => kind === 'write-note')).toMatchObject({
      note: { ending: 'connection-lost' },
    });
  });
});
