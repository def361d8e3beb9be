import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import { maxMissedAgeMs } from '#src/engine/calls/rules/frames.ts';
import type { CallFact, CallMachine } from '#src/engine/calls/rules/state.ts';
import { idleCalls, untoldCallsKept } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import { isMissed } from '#src/shared/calls/is-missed.ts';
import { everyOutcome, newWorld, play, tell } from './call-model.ts';
import { frames, note, tellAll } from './told.ts';

const one = '1'.repeat(32);
const two = '2'.repeat(32);
const started: CallFact = { kind: 'started', callId: one, contactId: 'bob', video: true, linkOpen: false };
const settled: CallFact = { kind: 'devices-settled' };
const gaveUp: CallFact = { kind: 'timer-fired', timer: 'reach' };
const opened: CallFact = { kind: 'link-opened', contactId: 'bob' };
const dismissed: CallFact = { kind: 'dismissed' };
const noted: CallFact = { kind: 'frame-received', contactId: 'bob', frame: { t: 'call.noted', callId: one } };
const missed: CallFact = {
  kind: 'frame-received',
  contactId: 'bob',
  frame: { t: 'call.missed', callId: one, video: true, atAgeMs: 4000 },
};

describe('calling somebody who is away', () => {
  it('is told with its age when a link comes up, on every link until it was noted', () => {
    const away = [started, settled, gaveUp, dismissed];
    expect(frames(tellAll(...away, opened))).toEqual([{ t: 'call.missed', callId: one, video: true, atAgeMs: 2000 }]);
    expect(frames(tellAll(...away, opened, opened))).toHaveLength(1);
    expect(frames(tellAll(...away, opened, noted, opened))).toEqual([]);
  });

  it('is told to nobody else, and nobody else can have noted it', () => {
    const away = [started, settled, gaveUp];
    expect(frames(tellAll(...away, { kind: 'link-opened', contactId: 'carol' }))).toEqual([]);
    const byCarol: CallFact = { kind: 'frame-received', contactId: 'carol', frame: { t: 'call.noted', callId: one } };
    expect(frames(tellAll(...away, byCarol, opened))).toHaveLength(1);
  });

  it('is told also when the caller gave up first', () => {
    expect(frames(tellAll(started, settled, { kind: 'hung-up' }, opened))).toHaveLength(1);
  });

  it('is not told when it rang there, for then they know', () => {
    const ringing: CallFact = { kind: 'frame-received', contactId: 'bob', frame: { t: 'call.ringing', callId: one } };
    const rang = [{ ...started, linkOpen: true }, settled, ringing] as const;
    expect(tellAll(...rang, { kind: 'hung-up' }).machine.untold).toEqual([]);
    const lost: CallFact = { kind: 'link-down', contactId: 'bob' };
    expect(tellAll(...rang, lost, { kind: 'timer-fired', timer: 'ring' }).machine.untold).toEqual([]);
  });

  it('comes before the call that is made now', () => {
    const again: CallFact = { ...started, callId: two };
    const kinds = frames(tellAll(started, settled, gaveUp, again, settled, opened)).map(({ t }) => t);
    expect(kinds).toEqual(['call.missed', 'call.invite']);
  });

  it('is no news after a day', () => {
    const { machine } = tellAll(started, settled, gaveUp);
    expect(stepCall(machine, { ...opened, atMs: 2000 + maxMissedAgeMs })[1]).toHaveLength(1);
    expect(stepCall(machine, { ...opened, atMs: 2001 + maxMissedAgeMs })).toEqual([{ ...machine, untold: [] }, []]);
  });

  it('does not break when the clock was set back', () => {
    const { machine } = tellAll(started, settled, gaveUp);
    expect(stepCall(machine, { ...opened, atMs: -5 })[1]).toMatchObject([{ frame: { atAgeMs: 0 } }]);
  });

  it('is forgotten with the contact', () => {
    expect(tellAll(started, settled, gaveUp, { kind: 'contact-removed', contactId: 'bob' }).machine.untold).toEqual([]);
    expect(tellAll(started, settled, { kind: 'contact-removed', contactId: 'bob' }).machine.untold).toEqual([]);
  });

  it('is kept for a bounded number of calls', () => {
    let machine: CallMachine = idleCalls;
    for (let count = 0; count < untoldCallsKept + 5; count += 1) {
      const callId = String(count).padStart(32, '0');
      for (const fact of [{ ...started, callId }, settled, gaveUp]) {
        [machine] = stepCall(machine, { ...fact, atMs: count });
      }
    }
    expect(machine.untold).toHaveLength(untoldCallsKept);
    expect(machine.untold[0]?.callId).toBe('5'.padStart(32, '0'));
  });
});

describe('calls that were untold before a restart', () => {
  const untold = (count: number, atMs = 0) => ({
    callId: String(count).padStart(32, '0'),
    contactId: 'bob',
    video: false,
    atMs,
  });
  const restore = (calls: readonly ReturnType<typeof untold>[], atMs: number, machine: CallMachine = idleCalls) =>
    stepCall(machine, { kind: 'untold-restored', untold: calls, atMs });

  it('come before those since, each once, and not when they are too old', () => {
    const since = { ...idleCalls, untold: [untold(3)] };
    expect(restore([untold(1), untold(3), untold(2, -1)], maxMissedAgeMs, since)).toEqual([
      { ...since, untold: [untold(1), untold(3)] },
      [],
    ]);
  });

  it('change nothing when there is none to add', () => {
    const since = { ...idleCalls, untold: [untold(3)] };
    const [machine, effects] = restore([untold(3)], 1, since);
    expect(machine).toBe(since);
    expect(effects).toEqual([]);
  });

  it('are kept in a bounded number, the newest', () => {
    const calls = Array.from({ length: untoldCallsKept + 2 }, (_, count) => untold(count));
    expect(restore(calls, 1)[0].untold).toEqual(calls.slice(2));
  });

  it('are let go when they are noted, and nothing else is', () => {
    const since = { ...idleCalls, untold: [untold(1), untold(2)] };
    const frame = { t: 'call.noted', callId: untold(1).callId } as const;
    const heard = { kind: 'frame-received', contactId: 'bob', frame, atMs: 1 } as const;
    const [left, effects] = stepCall(since, heard);
    expect([left.untold, effects]).toEqual([[untold(2)], []]);
    expect(stepCall(left, heard)).toEqual([left, []]);
    expect(stepCall(left, heard)[0]).toBe(left);
  });
});

describe('a call that came while nobody was there', () => {
  it('becomes a missed call at the time when it was made', () => {
    const run = tellAll(dismissed, dismissed, dismissed, dismissed, dismissed, missed);
    expect(frames(run)).toEqual([{ t: 'call.noted', callId: one }]);
    expect(note(run)).toEqual({ mine: false, video: true, ending: 'missed', atMs: 1000, durationMs: 0 });
  });

  it('is noted once, however often it is told', () => {
    const again = tellAll(missed, missed);
    expect(again.effects).toEqual([{ kind: 'send', contactId: 'bob', frame: { t: 'call.noted', callId: one } }]);
  });

  it('does not disturb a call with somebody else', () => {
    const carol: CallFact = { ...started, callId: two, contactId: 'carol' };
    const run = tellAll(carol, settled, missed);
    expect(run.machine.call).toMatchObject({ phase: 'calling', contactId: 'carol' });
    expect(note(run)).toBeDefined();
  });
});

describe('a call to somebody away, over links that come and go', () => {
  it('leaves nothing untold and one note in every order', () => {
    const down = { ...newWorld, linkOpen: false };
    const called = tell(tell(down, 'alice', started), 'alice', gaveUp);
    const mended = play(called, 'alice', 'mend');
    for (const world of everyOutcome({ alice: ['cut', 'mend', 'cut', 'mend'], bob: [] }, mended)) {
      expect(world.alice.machine.untold).toEqual([]);
      expect(world.bob.machine.past.map(({ callId }) => callId)).toEqual([one]);
    }
  });
});

describe('a call that is missed', () => {
  it.each([
    ['gave up', { t: 'call.cancel', callId: one, reason: 'cancelled' }],
    ['waited in vain', { t: 'call.cancel', callId: one, reason: 'no-answer' }],
  ] as const)('is one whose caller %s while it rang', (_how, frame) => {
    const invite: CallFact = {
      kind: 'frame-received',
      contactId: 'bob',
      frame: { t: 'call.invite', callId: one, video: true },
    };
    const end: CallFact = { kind: 'frame-received', contactId: 'bob', frame };
    const isNotedAsMissed = (...facts: CallFact[]): boolean => {
      const written = note(tellAll(...facts));
      return written !== undefined && isMissed(written);
    };
    expect(isNotedAsMissed(invite, end)).toBe(true);
    expect(isNotedAsMissed(invite, { kind: 'declined' })).toBe(false);
    expect(isNotedAsMissed(started, settled, { ...end, contactId: 'carol' })).toBe(false);
  });

  it('is none that was answered as the caller gave up', () => {
    const said = (frame: CallFrame): CallFact => ({ kind: 'frame-received', contactId: 'bob', frame });
    const run = tellAll(
      said({ t: 'call.invite', callId: one, video: true }),
      { kind: 'answered', video: false },
      said({ t: 'call.cancel', callId: one, reason: 'cancelled' }),
    );
    expect(note(run)).toMatchObject({ ending: 'hung-up-there', durationMs: 0 });
  });
});
