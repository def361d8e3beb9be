import { describe, expect, it } from 'vitest';
import type { CallEnding } from '#src/engine/calls/rules/call-note.ts';
import type { StartedFact } from '#src/engine/calls/rules/state.ts';
import type { Move, World } from './call-model.ts';
import { callIdOf, everyOutcome, newWorld, play, runOut, tell } from './call-model.ts';

const small = '1'.repeat(32);
const large = '2'.repeat(32);

const aliceCalls: StartedFact = { kind: 'started', callId: small, contactId: 'bob', video: true, linkOpen: true };
const aliceCallsLate: Move = { ...aliceCalls, callId: large };
const bobCalls: StartedFact = { kind: 'started', callId: large, contactId: 'alice', video: false, linkOpen: true };
const aliceShares: Move = { ...aliceCalls, video: false, share: true };
const bobShares: Move = { ...bobCalls, share: true };
const stopShowing: Move = { kind: 'share-ended', devicesOn: false };
const answer: Move = { kind: 'answered', video: true };
const decline: Move = { kind: 'declined' };
const hangUp: Move = { kind: 'hung-up' };
const dismiss: Move = { kind: 'dismissed' };
const ringOver: Move = { kind: 'timer-fired', timer: 'ring' };

/** What the two may be told about one call; more than one way only when both acted before they heard of each other. */
const agreements: readonly (readonly [CallEnding, CallEnding])[] = [
  ['declined-there', 'declined-here'],
  ['cancelled-here', 'cancelled-there'],
  ['cancelled-here', 'declined-here'],
  ['cancelled-here', 'hung-up-here'],
  ['cancelled-here', 'hung-up-there'],
  ['cancelled-here', 'missed'],
  ['no-answer', 'missed'],
  ['no-answer', 'declined-here'],
  ['no-answer', 'hung-up-here'],
  ['hung-up-here', 'hung-up-there'],
  ['hung-up-there', 'hung-up-here'],
  ['hung-up-here', 'hung-up-here'],
  ['connection-lost', 'connection-lost'],
  ['connection-lost', 'hung-up-here'],
  ['hung-up-here', 'connection-lost'],
  ['not-reachable', 'missed'],
  ['not-reachable', 'declined-here'],
  ['not-reachable', 'hung-up-here'],
  ['not-reachable', 'connection-lost'],
  ['no-answer', 'connection-lost'],
  ['cancelled-here', 'connection-lost'],
];

function agrees(caller: CallEnding, callee: CallEnding): boolean {
  return agreements.some(([one, two]) => one === caller && two === callee);
}

function expectAgreement(world: World): void {
  expect(callIdOf(world.alice), JSON.stringify(world)).toBe(callIdOf(world.bob));
  for (const [callId, ending] of Object.entries(world.alice.endings)) {
    const theirs = world.bob.endings[callId];
    if (theirs === undefined) continue;
    expect(agrees(ending, theirs) || agrees(theirs, ending), `${ending} here, ${theirs} there`).toBe(true);
  }
}

function phases(worlds: readonly World[]): Set<string> {
  return new Set(worlds.map(({ alice, bob }) => `${alice.machine.call.phase}/${bob.machine.call.phase}`));
}

function endings(worlds: readonly World[], callId: string): Set<string> {
  return new Set(worlds.map(({ alice, bob }) => `${alice.endings[callId]}/${bob.endings[callId]}`));
}

const scripts: Readonly<Record<string, { alice: readonly Move[]; bob: readonly Move[] }>> = {
  'cancel crosses answer': { alice: [aliceCalls, hangUp], bob: [answer] },
  'cancel crosses decline': { alice: [aliceCalls, hangUp], bob: [decline] },
  'timeout crosses answer': { alice: [aliceCalls, ringOver], bob: [answer] },
  'timeout crosses decline': { alice: [aliceCalls, ringOver], bob: [decline] },
  'answer, then both hang up': { alice: [aliceCalls, hangUp], bob: [answer, hangUp] },
  'cancel, dismiss, call again': {
    alice: [aliceCalls, hangUp, dismiss, aliceCallsLate],
    bob: [answer, dismiss, answer],
  },
  'both dial': { alice: [aliceCalls], bob: [bobCalls] },
  'both dial, larger first': { alice: [aliceCallsLate], bob: [{ ...bobCalls, callId: small }] },
  'both dial and one hangs up': { alice: [aliceCalls, hangUp], bob: [bobCalls] },
  'both dial and the other hangs up': { alice: [aliceCalls], bob: [bobCalls, hangUp] },
  'both dial and both hang up': { alice: [aliceCalls, hangUp], bob: [bobCalls, hangUp] },
  'both dial and one times out': { alice: [aliceCalls, ringOver], bob: [bobCalls] },
  'both dial and the other times out': { alice: [aliceCalls], bob: [bobCalls, ringOver] },
  'answer over a new link': { alice: [aliceCalls, 'cut', 'mend'], bob: [answer] },
  'decline over a new link': { alice: [aliceCalls, 'cut', 'mend'], bob: [decline, dismiss] },
  'cancel over a new link': { alice: [aliceCalls, hangUp, dismiss, 'cut', 'mend'], bob: [answer] },
  'hang up over a new link': { alice: [aliceCalls, 'cut', 'mend'], bob: [answer, hangUp, dismiss] },
  'both dial over a new link': { alice: [aliceCalls, 'cut', 'mend'], bob: [bobCalls] },
  'both dial and hang up over a new link': { alice: [aliceCalls, 'cut', 'mend', hangUp], bob: [bobCalls, hangUp] },
  'share, stop, hang up': { alice: [aliceShares, stopShowing], bob: [answer, hangUp] },
  'share over a new link': { alice: [aliceShares, 'cut', 'mend', stopShowing], bob: [answer] },
  'share and stop for a call': { alice: [aliceShares, { ...stopShowing, devicesOn: true }], bob: [answer, hangUp] },
  'one shares and the other dials': { alice: [aliceShares], bob: [bobCalls] },
  'one dials and the other shares': { alice: [aliceCalls], bob: [bobShares] },
  'both share': { alice: [aliceShares], bob: [bobShares] },
  'both share and one stops': { alice: [aliceShares, stopShowing], bob: [bobShares] },
  'answer on a dead link': { alice: [aliceCalls, 'cut', 'mend'], bob: [answer, answer] },
};

describe('two people, every order of what they do and what arrives', () => {
  it.each(Object.entries(scripts))('%s: both are in the same call or in none', (_name, script) => {
    const worlds = everyOutcome(script);
    expect(worlds.length).toBeGreaterThan(1);
    for (const world of worlds) expectAgreement(world);
  });

  it.each(Object.entries(scripts))('%s: and when all timers have run out, nothing waits any more', (_name, script) => {
    for (const world of everyOutcome(script)) {
      const end = runOut(world);
      expectAgreement(end);
      for (const side of ['alice', 'bob'] as const) {
        expect(['idle', 'ended', 'active']).toContain(end[side].machine.call.phase);
        expect(end[side].timers).toEqual([]);
      }
    }
  });

  it('cut for good: both calls end', () => {
    for (const world of everyOutcome({ alice: [aliceCalls, 'cut'], bob: [answer] })) {
      const end = runOut(world);
      expect(callIdOf(end.alice)).toBeUndefined();
      expect(callIdOf(end.bob)).toBeUndefined();
    }
  });
});

describe('both dial at once', () => {
  it('ends in one call in every order, the smaller ID wherever both had left, without a second ring', () => {
    const apart = everyOutcome({ alice: [aliceCalls], bob: [bobCalls] });
    expect(phases(apart)).toContain('active/active');
    // Both invites are on their way before either arrives: a true glare.
    const crossed = tell(tell(newWorld, 'alice', aliceCalls), 'bob', bobCalls);
    for (const world of everyOutcome({ alice: [], bob: [] }, crossed)) {
      expect([callIdOf(world.alice), callIdOf(world.bob)]).toEqual([small, small]);
      expect([world.alice.rings, world.bob.rings]).toEqual([0, 0]);
      expect([world.alice.machine.call.phase, world.bob.machine.call.phase]).toEqual(['active', 'active']);
    }
  });

  it('takes their call when ours has not left, whichever ID is smaller', () => {
    const waiting = tell({ ...newWorld, linkOpen: false }, 'alice', { ...aliceCalls, linkOpen: false });
    const invite: Move = {
      kind: 'frame-received',
      contactId: 'bob',
      frame: { t: 'call.invite', callId: large, video: false },
    };
    expect(callIdOf(tell({ ...waiting, linkOpen: true }, 'alice', invite).alice)).toBe(large);
  });

  it('keeps video on when either asked for it', () => {
    const crossed = tell(tell(newWorld, 'alice', aliceCalls), 'bob', bobCalls);
    const [world] = everyOutcome({ alice: [], bob: [] }, crossed);
    expect(world?.bob.machine.call).toMatchObject({ video: true, direction: 'outgoing' });
  });
});

describe('a share that meets another wish', () => {
  it.each([
    ['a call, whichever stands', aliceShares, bobCalls],
    ['a call, whoever shares', aliceCalls, bobShares],
    ['a call over a share of the larger ID', { ...aliceShares, callId: large }, { ...bobCalls, callId: small }],
  ])('is %s, on both sides', (_, alice, bob) => {
    const crossed = play(play(newWorld, 'alice', alice), 'bob', bob);
    for (const world of everyOutcome({ alice: [], bob: [] }, crossed)) {
      expect(phases([world])).toEqual(new Set(['active/active']));
      for (const side of ['alice', 'bob'] as const) expect(world[side].machine.call).not.toHaveProperty('share');
    }
  });

  it('is one share of the smaller ID when both share', () => {
    const crossed = play(play(newWorld, 'alice', aliceShares), 'bob', bobShares);
    for (const world of everyOutcome({ alice: [], bob: [] }, crossed)) {
      expect(world.alice.machine.call).toMatchObject({ callId: small, share: true, direction: 'outgoing' });
      expect(world.bob.machine.call).toMatchObject({ callId: small, share: true, direction: 'incoming' });
    }
  });
});

describe('one outcome per attempt', () => {
  it('declining says the same on both sides', () => {
    const worlds = everyOutcome({ alice: [aliceCalls], bob: [decline] });
    expect(endings(worlds, small)).toEqual(new Set(['undefined/undefined', 'declined-there/declined-here']));
  });

  it('an answer that crosses a cancel is a call that is over, never half a call and none that was missed', () => {
    const worlds = everyOutcome({ alice: [aliceCalls, hangUp], bob: [answer] });
    expect(endings(worlds, small)).toEqual(
      new Set(['cancelled-here/cancelled-there', 'cancelled-here/hung-up-there', 'hung-up-here/hung-up-there']),
    );
  });

  it('an answer that crosses the timeout is a missed call', () => {
    const worlds = everyOutcome({ alice: [aliceCalls, ringOver], bob: [answer] });
    expect(endings(worlds, small)).toEqual(new Set(['no-answer/missed', 'undefined/undefined']));
  });
});
