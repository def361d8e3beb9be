import { describe, expect, it } from 'vitest';
import type { CallFact, StartedFact } from '#src/engine/calls/rules/state.ts';
import { goOnMs, reachTimeoutMs } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import {
  active,
  answering,
  dismissed,
  fact,
  fired,
  hungUp,
  lostThere,
  ready,
  said,
  send,
  settled,
  started,
  two,
} from './call-facts.ts';
import { tellAll, timers } from './told.ts';

const again: StartedFact = { ...started, callId: two, linkOpen: false };
const isLost = [fact('link-down'), fired('lost')];

/** How long the other one is sought when they are called again so long after the last of these facts. */
function soughtMs(before: readonly CallFact[], laterMs: number, by: CallFact = again): number | undefined {
  const { machine } = tellAll(...before);
  const atMs = (before.length - 1) * 1_000 + laterMs;
  const [called] = stepCall(machine, { ...by, atMs });
  const [next, effects] = stepCall(called, { ...settled, atMs });
  return timers({ machine: next, effects }).find(([timer]) => timer === 'reach')?.[1];
}

describe('a call that was lost', () => {
  it.each([
    ['by our own patience', [...active, ...isLost]],
    ['by their word', [...active, lostThere]],
    ['before it was whole', [...answering, fired('join')]],
  ])('%s: who calls again is sought for the two minutes in which the other one may want it, too', (_how, before) => {
    expect(soughtMs(before, 0)).toBe(goOnMs);
    expect(soughtMs(before, 70_000)).toBe(goOnMs - 70_000);
    expect(soughtMs(before, goOnMs - 1_000)).toBe(reachTimeoutMs);
  });

  it('is gone on with by nobody who was called afterwards, who hung up, or who put it away', () => {
    expect(soughtMs([...active, ...isLost], 0, { ...again, contactId: 'carol' })).toBe(reachTimeoutMs);
    expect(soughtMs([...active, hungUp], 0)).toBe(reachTimeoutMs);
    expect(soughtMs([...active, ...isLost, dismissed], 0)).toBe(reachTimeoutMs);
  });

  it('goes on without a click as soon as there is a link, when both have called again', () => {
    const theirs = said({ t: 'call.invite', callId: '0'.repeat(32), video: true });
    const run = tellAll(...active, ...isLost, again, settled, fact('link-unreachable'), fact('link-opened'), theirs);
    expect(run.machine.call).toMatchObject({ phase: 'joining', link: 'open' });
    expect(run.effects).toContainEqual(send({ t: 'call.accept', callId: '0'.repeat(32), video: true }));
    expect(
      tellAll(...active, ...isLost, again, settled, fact('link-opened'), theirs, ready).machine.call,
    ).toMatchObject({
      phase: 'active',
    });
  });
});
