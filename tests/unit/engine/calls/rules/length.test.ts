import { describe, expect, it } from 'vitest';
import type { CallFact, CallMachine } from '#src/engine/calls/rules/state.ts';
import { idleCalls } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import { accepted, fact, fired, hungUp, one, ready, said, settled, started } from './call-facts.ts';

type At = readonly [seconds: number, fact: CallFact];

const connectedAtS = 3;
const begun: readonly At[] = [
  [0, started],
  [1, settled],
  [2, accepted],
  [connectedAtS, ready],
];
const slept = (sinceS: number): CallFact => ({ kind: 'slept', sinceMs: sinceS * 1_000 });
const lostThere = (lengthMs: number): CallFact =>
  said({ t: 'call.hangup', callId: one, reason: 'connection-lost', lengthMs });

/** How long the note says that the call was which went like this, in seconds. */
function lengthAfter(...facts: readonly At[]): number | undefined {
  let machine: CallMachine = idleCalls;
  let durationMs: number | undefined;
  for (const [seconds, told] of [...begun, ...facts]) {
    const [next, effects] = stepCall(machine, { ...told, atMs: seconds * 1_000 });
    machine = next;
    for (const effect of effects) if (effect.kind === 'write-note') durationMs = effect.note.durationMs;
  }
  return durationMs === undefined ? undefined : durationMs / 1_000;
}

describe('the length of a call', () => {
  it('ends with the connection, not with the waiting for it', () => {
    expect(lengthAfter([103, fact('link-interrupted')], [110, fact('link-down')], [140, fired('lost')])).toBe(100);
  });

  it('ends with the connection although somebody gives up the waiting', () => {
    expect(lengthAfter([103, fact('link-down')], [120, hungUp])).toBe(100);
  });

  it('counts an interruption that was over before the end', () => {
    const healed = [
      [50, fact('link-interrupted')],
      [55, fact('link-restored')],
    ] as const;
    expect(lengthAfter(...healed, [103, hungUp])).toBe(100);
    expect(lengthAfter([50, fact('link-down')], [55, fact('link-opened')], [56, ready], [103, hungUp])).toBe(100);
  });

  it.each([
    [
      'the break is noticed after it',
      [
        [703, slept(103)],
        [706, fact('link-interrupted')],
        [736, fired('lost')],
      ],
    ],
    [
      'the break is noticed before it',
      [
        [703, fact('link-down')],
        [704, slept(103)],
        [733, fired('lost')],
      ],
    ],
  ] as const)('ends with the falling asleep of the computer when %s', (_when, facts) => {
    expect(lengthAfter(...facts)).toBe(100);
  });

  it('goes on through a sleep that the connection has survived', () => {
    expect(lengthAfter([113, slept(103)], [203, hungUp])).toBe(200);
    expect(lengthAfter([113, slept(103)], [203, fact('link-down')], [233, fired('lost')])).toBe(200);
  });

  it('is the one that the other side tells, which knew of the end first', () => {
    expect(lengthAfter([703, slept(103)], [704, fact('link-down')], [706, lostThere(107_000)])).toBe(107);
    expect(lengthAfter([103, lostThere(101_000)])).toBe(101);
  });

  it('is not believed to be longer than it can have been', () => {
    expect(lengthAfter([103, lostThere(106_000)])).toBe(100);
    expect(lengthAfter([103, lostThere(Number.MAX_SAFE_INTEGER)])).toBe(100);
  });

  it('is told to the other side by who ends it', () => {
    let machine: CallMachine = idleCalls;
    for (const [seconds, told] of begun) [machine] = stepCall(machine, { ...told, atMs: seconds * 1_000 });
    const [, [farewell]] = stepCall(machine, { ...hungUp, atMs: 103_000 });
    expect(farewell).toMatchObject({ kind: 'send', frame: { t: 'call.hangup', lengthMs: 100_000 } });
  });
});
