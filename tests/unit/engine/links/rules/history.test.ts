import { describe, expect, it } from 'vitest';
import type { LinkPhase } from '#src/engine/links/rules/state.ts';
import { presenceOf } from '#src/engine/links/rules/state.ts';
import { attemptSpacingMs, maxOfferAgeMs, retryDelayMs, retryWindowMs } from '#src/engine/links/rules/timing.ts';
import {
  answering,
  atMs,
  begins,
  changed,
  closedHere,
  closePeer,
  connecting,
  down,
  farewell,
  fired,
  healing,
  lanes,
  linkIn,
  open,
  renewMailbox,
  sent,
  step,
  stopTimer,
  theirs,
  timer,
  unsent,
  waiting,
  wanted,
} from './link-facts.ts';

describe('a link', () => {
  it('gives way to the same number of a smaller ID', () => {
    expect(step(linkIn(sent, {}, 'a'), theirs(50))[0].phase).toMatchObject({ kind: 'answering', session: 50 });
  });

  it('takes a second offer against its own as a sign that its own never arrived', () => {
    const [state] = step(linkIn({ ...sent, won: true }), theirs(90));
    expect(state.phase).toMatchObject({ kind: 'answering', session: 90 });
  });

  it('does nothing for a signal that was overtaken, and remembers one that is too old', () => {
    const state = linkIn(down);
    expect(step(state, theirs(9, { sequence: 5 }))).toEqual([state, []]);
    expect(step(state, theirs(9, { ageMs: maxOfferAgeMs + 1 }))).toEqual([linkIn(down, { seenSequence: 6 }), []]);
  });

  it('forgets its failures when it opens, when it is wanted after its time, and not before', () => {
    const tired = { failures: 3, retryUntilMs: atMs - 1 };
    expect(step(linkIn(connecting, tired), lanes)[0].history).toMatchObject({ failures: 0, retryUntilMs: null });
    expect(step(linkIn(down, tired), wanted)[0].history).toMatchObject({ failures: 0, retryUntilMs: null });
    const alive = { failures: 3, retryUntilMs: atMs };
    expect(step(linkIn(down, alive), wanted)[0].history).toMatchObject(alive);
  });

  it('is not tried again unasked after it was ended on purpose, and for a while after it was lost', () => {
    const alive = { retryUntilMs: atMs + 1, failures: 2 };
    for (const fact of [closedHere, farewell]) {
      expect(step(linkIn(open, alive), fact)[0].history.retryUntilMs).toBeNull();
    }
    const [lost] = step(linkIn(open, alive), changed('failed'));
    expect(lost.history).toMatchObject({ failures: 0, retryUntilMs: atMs + retryWindowMs });
    const [silent] = step(linkIn(healing, alive), fired('heal'));
    expect(silent.history.failures).toBe(1);
  });

  it('keeps the space between two attempts, unless the clock was set back', () => {
    const wantedAgain = (agoMs: number) => step(linkIn(down, { lastOfferAtMs: atMs - agoMs }), wanted);
    expect(wantedAgain(attemptSpacingMs)[1]).toEqual(begins);
    expect(wantedAgain(-1)[1]).toEqual(begins);
    expect(wantedAgain(0)[1]).toEqual([timer('retry', 3, attemptSpacingMs)]);
    expect(wantedAgain(1_000)).toEqual([
      linkIn({ kind: 'waiting', wanted: true }, { lastOfferAtMs: atMs - 1_000 }),
      [timer('retry', 3, attemptSpacingMs - 1_000)],
    ]);
  });

  it('tries again after a failure only as long as there were signs of life', () => {
    const delayMs = retryDelayMs(1, 0.5);
    const failed = (leftMs: number) => step(linkIn(sent, { retryUntilMs: atMs + leftMs }), fired('answer'));
    expect(failed(delayMs)[1]).toEqual([closePeer, timer('retry', 3, delayMs), renewMailbox]);
    expect(failed(delayMs)[0]).toMatchObject({ phase: waiting, history: { failures: 1 } });
    expect(failed(delayMs - 1)[1]).toEqual([closePeer, stopTimer, renewMailbox]);
  });

  it('forgets the signs of life when a person closes it, so that nothing is tried unasked', () => {
    for (const phase of [down, waiting, sent, answering, open, healing]) {
      const [closed] = step(linkIn(phase, { retryUntilMs: atMs + 1_000 }), closedHere);
      expect(closed).toEqual(linkIn(down, { retryUntilMs: null }));
    }
  });

  it.each<[LinkPhase, number, string]>([
    [down, 0, 'away'],
    [open, 0, 'online'],
    [healing, 0, 'connecting'],
    [waiting, 0, 'away'],
    [{ kind: 'waiting', wanted: true }, 0, 'connecting'],
    [unsent, 0, 'connecting'],
    [unsent, 1, 'away'],
    [{ ...unsent, wanted: true }, 1, 'connecting'],
    [answering, 0, 'connecting'],
    [{ ...connecting, replaces: true }, 0, 'online'],
  ])('in %j after %i failures is seen as %s', (phase, failures, presence) => {
    expect(presenceOf(linkIn(phase, { failures }))).toBe(presence);
  });
});

describe('the pause after failures', () => {
  it.each([
    [1, 0, 1_000],
    [1, 1, 500],
    [3, 0.5, 3_000],
    [9, 0, 30_000],
  ])('after %i of them with jitter %f is %i ms', (failures, jitter, delayMs) => {
    expect(retryDelayMs(failures, jitter)).toBe(delayMs);
  });
});
