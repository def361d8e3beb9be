import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact } from '#src/engine/calls/rules/state.ts';
import { idleCalls, isPicking, liveCall, pastCallsKept } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';

const one = '1'.repeat(32);
const two = '2'.repeat(32);
const callIds = fc.constantFrom(one, two, '3'.repeat(32));
const contacts = fc.constantFrom('bob', 'carol');
const anyFrame: fc.Arbitrary<CallFrame> = fc.oneof(
  fc.record({
    t: fc.constantFrom('call.invite' as const, 'call.accept' as const),
    callId: callIds,
    video: fc.boolean(),
    share: fc.boolean(),
  }),
  fc.record({ t: fc.constantFrom('call.ringing' as const, 'call.busy' as const), callId: callIds }),
  fc.record({
    t: fc.constant('call.decline' as const),
    callId: callIds,
    reason: fc.constantFrom('declined' as const, 'no-answer' as const),
  }),
  fc.record({
    t: fc.constant('call.cancel' as const),
    callId: callIds,
    reason: fc.constantFrom('cancelled' as const, 'no-answer' as const),
  }),
  fc.record({
    t: fc.constant('call.hangup' as const),
    callId: callIds,
    reason: fc.constantFrom('hung-up' as const, 'connection-lost' as const),
  }),
  fc.record({
    t: fc.constant('call.state' as const),
    callId: callIds,
    mic: fc.boolean(),
    camera: fc.boolean(),
    screen: fc.boolean(),
  }),
);
const anyFact: fc.Arbitrary<CallFact> = fc.oneof(
  fc.record({
    kind: fc.constant('started' as const),
    callId: callIds,
    contactId: contacts,
    video: fc.boolean(),
    linkOpen: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('started' as const),
    callId: callIds,
    contactId: contacts,
    video: fc.constant(false),
    share: fc.constant(true as const),
    linkOpen: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('screen-picked' as const, 'screen-not-picked' as const, 'screen-refused' as const),
  }),
  fc.record({ kind: fc.constant('share-ended' as const), devicesOn: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('permission-needed' as const, 'permission-refused' as const, 'devices-settled' as const),
  }),
  fc.record({ kind: fc.constant('answered' as const), video: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('declined' as const, 'hung-up' as const, 'dismissed' as const) }),
  fc.record({ kind: fc.constant('frame-received' as const), contactId: contacts, frame: anyFrame }),
  fc.record({
    kind: fc.constantFrom(
      'link-opened' as const,
      'link-interrupted' as const,
      'link-restored' as const,
      'link-down' as const,
      'link-unreachable' as const,
      'media-ready' as const,
      'contact-removed' as const,
    ),
    contactId: contacts,
  }),
  fc.record({
    kind: fc.constant('timer-fired' as const),
    timer: fc.constantFrom('reach' as const, 'ring' as const, 'join' as const, 'lost' as const, 'retry' as const),
  }),
);

function invites(effect: CallEffect): boolean {
  return effect.kind === 'send' && effect.frame.t === 'call.invite';
}

describe('whatever happens in whatever order', () => {
  it('never throws, stays plain data, and every call that goes lets go of its media and its timers', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        let machine = idleCalls;
        facts.forEach((fact, atMs) => {
          const [next, effects] = stepCall(machine, { ...fact, atMs });
          expect(structuredClone(next)).toEqual(next);
          expect(next.past.length).toBeLessThanOrEqual(pastCallsKept);
          const kinds = effects.map(({ kind }) => kind);
          if (liveCall(machine) !== undefined && liveCall(next) === undefined) {
            expect(kinds).toContain('release-media');
            expect(kinds.includes('stop-timers')).toBe(!isPicking(machine.call));
          }
          machine = next;
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('opens devices only when the person here has started or answered', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        let machine = idleCalls;
        facts.forEach((fact, atMs) => {
          const [next, effects] = stepCall(machine, { ...fact, atMs });
          if (effects.some(({ kind }) => kind === 'acquire-devices'))
            expect(['started', 'answered']).toContain(fact.kind);
          if (effects.some(({ kind }) => kind === 'pick-screen')) expect(fact).toMatchObject({ share: true });
          if (isPicking(next.call)) expect(effects.some(invites)).toBe(false);
          machine = next;
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('joins no call that nobody here has started or answered', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        let machine = idleCalls;
        const inbound = facts.filter(({ kind }) => kind !== 'started' && kind !== 'answered');
        inbound.forEach((fact, atMs) => {
          [machine] = stepCall(machine, { ...fact, atMs });
          expect(['idle', 'incoming', 'ended']).toContain(machine.call.phase);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
