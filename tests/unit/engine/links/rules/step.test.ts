import { describe, expect, test } from 'vitest';
import type { LinkEffect, LinkFact, LinkState, LinkTimer } from '#src/engine/links/rules/state.ts';
import { initialLink, presenceOf } from '#src/engine/links/rules/state.ts';
import { stepLink } from '#src/engine/links/rules/step.ts';
import { describedAs, hostCandidate } from '../../../../fakes/link-descriptions.ts';

const offer = describedAs('offer');
const answer = describedAs('answer');

interface Machine {
  readonly effects: LinkEffect[];
  state(): LinkState;
  /** Steps and returns the kinds of effects, with the news for announcements. */
  take(fact: LinkFact, atMs?: number, freshSession?: number): readonly string[];
}

function createMachine(): Machine {
  let state = initialLink('mine', 'theirs');
  const effects: LinkEffect[] = [];
  return {
    effects,
    state: () => state,
    take(fact, atMs = 0, freshSession = 50) {
      const [next, more] = stepLink(state, { ...fact, atMs, freshSession, jitter: 0 });
      state = next;
      effects.push(...more);
      return more.map((effect) => (effect.kind === 'announce' ? effect.news : effect.kind));
    },
  };
}

function offering(): Machine {
  const machine = createMachine();
  machine.take({ kind: 'wanted' });
  machine.take({ kind: 'offer-made', attempt: 1, description: offer });
  return machine;
}

function open(): Machine {
  const machine = offering();
  machine.take({ kind: 'answer-received', session: 50, sequence: 1, ageMs: 0, description: answer });
  machine.take({ kind: 'lanes-opened', attempt: 1 });
  return machine;
}

const theirOffer = (session: number, sequence: number, ageMs: number | null = 0): LinkFact => ({
  kind: 'offer-received',
  session,
  sequence,
  ageMs,
  description: offer,
});
const theirAnswer = (session: number, sequence: number): LinkFact => ({
  kind: 'answer-received',
  session,
  sequence,
  ageMs: 0,
  description: answer,
});
const fired = (timer: LinkTimer, attempt: number): LinkFact => ({ kind: 'timer-fired', timer, attempt });

describe('an attempt of ours', () => {
  test('opens with an answer to its session', () => {
    const machine = open();
    expect(machine.state().phase).toEqual({ kind: 'open', attempt: 1, session: 50 });
    expect(presenceOf(machine.state())).toBe('online');
  });

  test('without an answer ends as unreachable, once, with nothing left over', () => {
    const machine = offering();
    expect(machine.take(fired('answer', 1), 10_000)).toEqual([
      'close-peer',
      'stop-timer',
      'unreachable',
      'renew-mailbox',
    ]);
    expect(presenceOf(machine.state())).toBe('away');
    expect(machine.take(fired('answer', 1), 10_001)).toEqual([]);
  });

  test('is not repeated within three seconds, but a person who waits is told in the end', () => {
    const machine = offering();
    machine.take({ kind: 'signal-failed', attempt: 1 }, 100);
    expect(machine.take({ kind: 'wanted' }, 2_999)).toEqual(['start-timer']);
    expect(machine.effects.at(-1)).toMatchObject({ timer: 'retry', delayMs: 1 });
    expect(machine.take(fired('retry', 1), 3_000)).toEqual(['create-offer', 'start-timer']);
    expect(machine.take({ kind: 'peer-failed', attempt: 2 }, 3_100)).toContain('unreachable');
  });

  test('begins at once when the one before is three seconds old', () => {
    const machine = offering();
    machine.take({ kind: 'signal-failed', attempt: 1 }, 100);
    expect(machine.take({ kind: 'wanted' }, 3_000)).toEqual(['create-offer', 'start-timer']);
  });

  test('ignores results of an attempt that is over', () => {
    const machine = offering();
    machine.take(theirOffer(1, 1));
    for (const kind of ['signal-failed', 'peer-failed', 'lanes-opened'] as const) {
      expect(machine.take({ kind, attempt: 1 })).toEqual([]);
    }
    expect(machine.state().phase).toMatchObject({ kind: 'answering', attempt: 2, session: 1 });
  });

  test('carried by another signal is handed over instead of sent', () => {
    const machine = createMachine();
    machine.take({ kind: 'offer-requested' });
    expect(machine.take({ kind: 'offer-made', attempt: 1, description: offer })).toEqual([
      'carry-offer',
      'start-timer',
    ]);
  });
});

describe('glare', () => {
  test.each([
    ['a smaller session of theirs', 49, 'answering'],
    ['a larger session of theirs', 51, 'offering'],
    ['the same session, their ID being the larger one', 50, 'offering'],
  ])('with %s', (_case, session, phase) => {
    const machine = offering();
    machine.take(theirOffer(session, 1));
    expect(machine.state().phase.kind).toBe(phase);
  });

  test('is none while our offer has not left: theirs is answered', () => {
    const machine = createMachine();
    machine.take({ kind: 'wanted' });
    expect(machine.take(theirOffer(999, 1))).toEqual(['close-peer', 'accept-offer', 'start-timer']);
  });

  test('is over when they offer a second time, because they never took ours', () => {
    const machine = offering();
    machine.take(theirOffer(99, 1));
    expect(machine.take(theirOffer(98, 2))).toContain('accept-offer');
  });

  test('keeps the promise to a waiting person when our offer loses', () => {
    const machine = offering();
    machine.take(theirOffer(1, 1));
    expect(machine.take(fired('connect', 2), 15_000)).toContain('unreachable');
  });
});

describe('signals', () => {
  test.each([
    [60_000, true],
    [60_001, false],
    [null, true],
  ])('with an offer aged %s ms: answered %s', (ageMs, answered) => {
    const machine = createMachine();
    expect(machine.take(theirOffer(7, 1, ageMs)).includes('accept-offer')).toBe(answered);
  });

  test('a newer offer replaces an open link without showing them away', () => {
    const machine = open();
    expect(machine.take(theirOffer(9_000, 2))).toEqual(['close-peer', 'down', 'accept-offer', 'start-timer']);
    expect(presenceOf(machine.state())).toBe('online');
  });

  test('an offer overtaken by a later signal leaves the open link alone', () => {
    const machine = open();
    expect(machine.take(theirOffer(9_000, 0))).toEqual([]);
    expect(machine.take(theirOffer(9_000, 1))).toEqual([]);
  });

  test('an answer to an attempt that we gave up shows that they are there', () => {
    const machine = offering();
    machine.take(fired('answer', 1), 10_000);
    expect(machine.take(theirAnswer(50, 1), 11_000)).toEqual(['create-offer', 'start-timer']);
  });

  test('an endless series of stale answers begins a bounded number of attempts', () => {
    const machine = createMachine();
    for (let sequence = 1; sequence < 2_000; sequence += 1) {
      const atMs = sequence * 1_000;
      machine.take(theirAnswer(7, sequence), atMs);
      const { phase, history } = machine.state();
      if (phase.kind === 'waiting') machine.take(fired('retry', history.attempt), atMs);
      if (phase.kind === 'offering') machine.take({ kind: 'signal-failed', attempt: phase.attempt }, atMs);
    }
    expect(machine.effects.filter(({ kind }) => kind === 'create-offer').length).toBeLessThan(130);
    expect(machine.state().phase.kind).toBe('down');
  });

  test('candidates of another session are dropped', () => {
    const machine = offering();
    expect(machine.take({ kind: 'candidates-received', session: 51, candidates: [hostCandidate] })).toEqual([]);
    expect(machine.take({ kind: 'candidates-received', session: 50, candidates: [hostCandidate] })).toEqual([
      'add-candidates',
    ]);
  });
});

describe('an open link', () => {
  test('heals by itself, by an ICE restart after two seconds, or by a new attempt', () => {
    const machine = open();
    expect(machine.take({ kind: 'connection-changed', attempt: 1, change: 'interrupted' })).toEqual([
      'start-timer',
      'interrupted',
    ]);
    expect(machine.effects.find((effect) => effect.kind === 'start-timer' && effect.timer === 'restart')).toMatchObject(
      {
        delayMs: 2_000,
      },
    );
    expect(machine.take(fired('restart', 1), 2_000)).toEqual(['restart-ice', 'start-timer']);
    expect(machine.take({ kind: 'connection-changed', attempt: 1, change: 'restored' }, 3_000)).toEqual([
      'stop-timer',
      'restored',
    ]);
    machine.take({ kind: 'connection-changed', attempt: 1, change: 'interrupted' }, 4_000);
    expect(machine.take({ kind: 'connection-changed', attempt: 1, change: 'failed' }, 5_000)).toEqual([
      'down',
      'close-peer',
      'create-offer',
      'start-timer',
    ]);
  });

  test('is not revived after a farewell', () => {
    const machine = open();
    expect(machine.take({ kind: 'farewell-received', attempt: 1 })).toEqual(['close-peer', 'stop-timer', 'down']);
    expect(machine.state().phase.kind).toBe('down');
  });

  test('says farewell before it is closed here', () => {
    expect(open().take({ kind: 'closed-here' })).toEqual(['say-farewell', 'close-peer', 'stop-timer', 'down']);
  });

  test('once lost is tried again ever more slowly and given up after two minutes', () => {
    const machine = open();
    machine.take({ kind: 'connection-changed', attempt: 1, change: 'failed' }, 100_000);
    let atMs = 100_000;
    const pauses: number[] = [];
    for (let turn = 0; turn < 100 && machine.state().phase.kind !== 'down'; turn += 1) {
      const { history } = machine.state();
      const timer = machine.effects.findLast((effect) => effect.kind === 'start-timer');
      if (timer?.kind !== 'start-timer') throw new Error('no timer runs');
      if (timer.timer === 'retry') pauses.push(timer.delayMs / 1_000);
      atMs += timer.delayMs;
      machine.take(fired(timer.timer, history.attempt), atMs);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16]);
    expect(atMs).toBeLessThanOrEqual(100_000 + 130_000);
    expect(machine.effects).not.toContainEqual({ kind: 'announce', news: 'unreachable' });
  });
});
