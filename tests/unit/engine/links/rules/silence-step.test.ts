import { describe, expect, test } from 'vitest';
import type { LinkEffect, LinkFact, LinkState, LinkTimer } from '#src/engine/links/rules/state.ts';
import { initialLink, presenceOf } from '#src/engine/links/rules/state.ts';
import { stepLink } from '#src/engine/links/rules/step.ts';

const open: LinkState = {
  ...initialLink('mine', 'theirs'),
  phase: { kind: 'open', attempt: 1, session: 50 },
  history: { attempt: 1, seenSequence: 0, lastOfferAtMs: 0, failures: 0, retryUntilMs: null },
};

/** An open link after these facts, with what it ordered: kinds of effects, news, and timers with their time. */
function given(...facts: readonly LinkFact[]): { state: LinkState; orders: readonly string[] } {
  let state = open;
  let orders: readonly string[] = [];
  for (const fact of facts) {
    const [next, effects] = stepLink(state, { ...fact, atMs: 100_000, freshSession: 60, jitter: 0 });
    state = next;
    orders = effects.map(nameOf);
  }
  return { state, orders };
}

function nameOf(effect: LinkEffect): string {
  if (effect.kind === 'announce') return effect.news;
  return effect.kind === 'start-timer' ? `${effect.timer} ${effect.delayMs}` : effect.kind;
}

const expected: LinkFact = { kind: 'answer-expected' };
const wanted: LinkFact = { kind: 'wanted' };
const heard: LinkFact = { kind: 'heard', attempt: 1, isPong: false };
const pong: LinkFact = { kind: 'heard', attempt: 1, isPong: true };
const interrupted: LinkFact = { kind: 'connection-changed', attempt: 1, change: 'interrupted' };
const fired = (timer: LinkTimer): LinkFact => ({ kind: 'timer-fired', timer, attempt: 1 });
const silent = [expected, fired('doubt'), fired('silence')] as const;

describe('a peer that says nothing', () => {
  test('is asked after a moment, and only once however much is sent', () => {
    expect(given(expected).orders).toEqual(['doubt 1500']);
    expect(given(expected, expected).orders).toEqual([]);
    expect(given(expected, fired('doubt')).orders).toEqual(['ping', 'silence 2500']);
    expect(given(expected, fired('doubt'), expected).orders).toEqual([]);
  });

  test('counts as interrupted after four seconds, and as away after seven', () => {
    expect(given(...silent).orders).toEqual(['ping', 'restart-ice', 'heal 3000', 'interrupted']);
    expect(presenceOf(given(...silent).state)).toBe('connecting');
    const lost = given(...silent, fired('heal'));
    expect(lost.orders).toEqual(['down', 'close-peer', 'create-offer', 'answer 10000']);
    expect(presenceOf(lost.state)).toBe('away');
  });

  test('is not asked at all when any frame of theirs comes first', () => {
    expect(given(expected, heard).orders).toEqual(['stop-timer']);
    expect(given(expected, heard).state).toEqual(open);
    expect(given(expected, fired('doubt'), heard).state).toEqual(open);
    expect(given(expected, heard, fired('doubt')).orders).toEqual([]);
  });

  test('is back with its answer, but not with frames that may have been on their way', () => {
    expect(given(...silent, heard).orders).toEqual([]);
    expect(given(...silent, pong).orders).toEqual(['stop-timer', 'restored']);
    expect(given(...silent, pong).state).toEqual(open);
  });

  test('costs nothing while nothing is sent', () => {
    expect(given(heard).orders).toEqual([]);
    expect(given(pong).orders).toEqual([]);
    expect(given(fired('doubt')).orders).toEqual([]);
    expect(given(fired('silence')).orders).toEqual([]);
  });
});

describe('an interruption', () => {
  test('while an answer is due is not waited out', () => {
    expect(given(expected, interrupted).orders).toEqual(['ping', 'restart-ice', 'heal 3000', 'interrupted']);
  });

  test('has time to pass until somebody writes, and then little', () => {
    expect(given(interrupted).orders).toEqual(['restart 2000', 'interrupted']);
    expect(given(interrupted, fired('restart')).orders).toEqual(['restart-ice', 'heal 15000']);
    for (const cause of [wanted, expected]) {
      expect(given(interrupted, cause).orders).toEqual(['ping', 'restart-ice', 'heal 3000']);
      expect(given(interrupted, fired('restart'), cause).orders).toEqual(['ping', 'restart-ice', 'heal 3000']);
      expect(given(interrupted, cause, cause).orders).toEqual([]);
    }
  });
});
