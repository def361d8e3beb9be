import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkEffect, LinkFact, LinkState, LinkTimer } from '#src/engine/links/rules/state.ts';
import { initialLink, liveAttempt } from '#src/engine/links/rules/state.ts';
import { stepLink } from '#src/engine/links/rules/step.ts';
import { describedAs, hostCandidate } from '../../../../fakes/link-descriptions.ts';

const offer = describedAs('offer');
const answer = describedAs('answer');
const freshSession = 2;

/** A fact that may or may not fit what is going on. */
type Happening = (state: LinkState) => LinkFact;

const session = fc.integer({ min: 1, max: 3 });
const ageMs = fc.constantFrom(null, 0, 0, 0, 60_001);
/** Mostly the attempt that lives, sometimes one that is over or has never been. */
const offset = fc.constantFrom(0, 0, 0, 0, -1, 1);
const sequenceOffset = fc.constantFrom(1, 1, 1, 2, 0, -3);

const signals: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom('offer', 'answer', 'answer', 'poke', 'candidates'), session, sequenceOffset, ageMs)
  .map(([kind, named, ahead, age]) => (state) => {
    const head = { session: named, sequence: state.history.seenSequence + ahead, ageMs: age };
    if (kind === 'offer') return { ...head, kind: 'offer-received', description: offer };
    if (kind === 'answer') return { ...head, kind: 'answer-received', description: answer };
    if (kind === 'poke') return { ...head, kind: 'poke-received' };
    return { ...head, kind: 'candidates-received', candidates: [hostCandidate] };
  });

const results: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.constantFrom('offer-made', 'answer-made', 'lanes-opened', 'signal-failed', 'peer-failed', 'farewell-received'),
    offset,
  )
  .map(([kind, by]) => ({ history }) => {
    const attempt = history.attempt + by;
    if (kind === 'offer-made') return { kind, attempt, description: offer };
    if (kind === 'answer-made') return { kind, attempt, description: answer };
    if (kind === 'farewell-received') return { kind, attempt };
    return { kind: kind === 'lanes-opened' || kind === 'signal-failed' ? kind : 'peer-failed', attempt };
  });

const changes: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom('interrupted' as const, 'restored' as const, 'failed' as const), offset)
  .map(([change, by]) => ({ history }) => ({
    kind: 'connection-changed',
    attempt: history.attempt + by,
    change,
  }));

const timers: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom<LinkTimer>('answer', 'connect', 'doubt', 'silence', 'restart', 'heal', 'retry'), offset)
  .map(([timer, by]) => ({ history }) => ({ kind: 'timer-fired', timer, attempt: history.attempt + by }));

const orders: fc.Arbitrary<Happening> = fc
  .constantFrom<LinkFact>(
    { kind: 'wanted' },
    { kind: 'wanted' },
    { kind: 'answer-expected' },
    { kind: 'answer-expected' },
    { kind: 'offer-requested' },
    { kind: 'closed-here' },
  )
  .map((fact) => () => fact);

const signsOfLife: fc.Arbitrary<Happening> = fc.tuple(fc.boolean(), offset).map(([isPong, by]) => ({ history }) => ({
  kind: 'heard',
  attempt: history.attempt + by,
  isPong,
}));

/** The next thing that leads on to another phase, so that every one is reached. */
const progress: fc.Arbitrary<Happening> = fc.constant(({ phase, history }: LinkState): LinkFact => {
  const { attempt } = history;
  if (phase.kind === 'offering' && !phase.sent) return { kind: 'offer-made', attempt, description: offer };
  if (phase.kind === 'answering') return { kind: 'answer-made', attempt, description: answer };
  if (phase.kind === 'connecting') return { kind: 'lanes-opened', attempt };
  if (phase.kind === 'open') return { kind: 'connection-changed', attempt, change: 'interrupted' };
  if (phase.kind !== 'offering') return { kind: 'wanted' };
  const sequence = history.seenSequence + 1;
  return { kind: 'answer-received', session: phase.session, sequence, ageMs: 0, description: answer };
});

const happenings = fc.array(
  fc.tuple(
    fc.oneof(progress, progress, signals, results, changes, timers, orders, signsOfLife),
    fc.integer({ min: 0, max: 8_000 }),
  ),
  { maxLength: 80 },
);

/** What the outside holds, kept by carrying out effects; complains about one that makes no sense. */
class Ledger {
  readonly peers = new Set<number>();
  timer = false;
  up = false;

  carryOut(effect: LinkEffect): void {
    if (effect.kind === 'create-offer' || effect.kind === 'accept-offer') {
      expect(this.peers.size).toBe(0);
      this.peers.add(effect.attempt);
    } else if (effect.kind === 'close-peer') {
      expect(this.peers.delete(effect.attempt)).toBe(true);
    } else if (effect.kind === 'start-timer' || effect.kind === 'stop-timer') {
      this.timer = effect.kind === 'start-timer';
    } else if (effect.kind === 'announce' && effect.news !== 'unreachable') {
      expect(this.up).toBe(effect.news !== 'opened');
      this.up = effect.news !== 'down';
    }
  }

  expectToFit({ phase }: LinkState): void {
    const live = liveAttempt(phase);
    expect([...this.peers]).toEqual(live === undefined ? [] : [live]);
    expect(this.timer).toBe(phase.kind !== 'down' && (phase.kind !== 'open' || phase.doubt !== undefined));
    expect(this.up).toBe(phase.kind === 'open' || phase.kind === 'healing');
  }
}

test('whatever happens: one peer at most, each closed once, a timer whenever something is waited for, news in pairs', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(happenings, (all) => {
      const ledger = new Ledger();
      let state = initialLink('mine', 'theirs');
      let atMs = 0;
      for (const [happening, pauseMs] of all) {
        atMs += pauseMs;
        const [next, effects] = stepLink(state, { ...happening(state), atMs, freshSession, jitter: 0.5 });
        state = next;
        for (const effect of effects) ledger.carryOut(effect);
        ledger.expectToFit(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        reached.add(state.phase.kind);
      }
    }),
    { numRuns: 500 },
  );
  expect([...reached].sort()).toEqual(['answering', 'connecting', 'down', 'healing', 'offering', 'open', 'waiting']);
});
