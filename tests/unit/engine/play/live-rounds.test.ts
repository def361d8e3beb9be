import { describe, expect, it } from 'vitest';
import { createLiveRounds } from '#src/engine/play/live-rounds.ts';
import type { Game, LiveInput } from '#src/engine/play/rules/game.ts';
import { newMatch } from '#src/engine/play/rules/table.ts';
import { createGamePair } from '../../../fakes/game-pair.ts';

interface Race {
  readonly goals: readonly number[];
}

/** A game in real time: whoever is told first to have run 30 steps has won. */
const race: Game<Race, { readonly goal: true }, { readonly steps: number; readonly theirs: unknown }> = {
  name: 'race',
  begin: () => ({ goals: [] }),
  parseMove: (value) =>
    typeof value === 'object' && value !== null && 'goal' in value && value.goal === true ? { goal: true } : undefined,
  play: ({ goals }, seat) => (goals.length === 0 ? { goals: [seat] } : undefined),
  outcome: ({ goals }) => (goals[0] === 0 || goals[0] === 1 ? { winner: goals[0] } : null),
  turn: () => null,
  view: ({ goals }) => goals,
  live: {
    begin: () => ({ steps: 0, theirs: null }),
    tick({ steps, theirs }, input: LiveInput) {
      const live = { steps: steps + (input.own === 'run' ? 1 : 0), theirs: input.theirs ?? theirs };
      return { live, show: live.steps, view: live, moves: live.steps === 30 ? [{ goal: true }] : [] };
    },
  },
};

async function startRace() {
  const games = [race];
  const pair = createGamePair({ games: { ann: games, ben: games } });
  await pair.begin('race');
  return pair;
}

describe('a game in real time', () => {
  it('ticks sixty times a second on both sides, each with the newest state of the other', async () => {
    const { pair, ann, ben } = await startRace();
    ann.play().setOwn('ben', 'run');
    ann.shown.length = 0;
    await pair.clock.advanceAsync(250);
    expect(ann.shown.length).toBeGreaterThanOrEqual(14);
    expect(ann.shown.length).toBeLessThanOrEqual(16);
    const last = ben.shown.at(-1);
    expect(last).toMatchObject({ steps: 0 });
    expect((last as { readonly theirs: number }).theirs).toBeGreaterThan(10);
  });

  it('ticks seldom while nobody looks, and as before once somebody does', async () => {
    const { pair, ann, ben } = await startRace();
    const ticksIn = async (ms: number): Promise<number> => {
      const before = ann.shown.length;
      await pair.clock.advanceAsync(ms);
      return ann.shown.length - before;
    };
    ann.look(false);
    expect(await ticksIn(4_000)).toBeGreaterThan(220);
    await pair.clock.advanceAsync(2_000);
    const resting = await ticksIn(1_000);
    expect(resting).toBeGreaterThanOrEqual(10);
    expect(resting).toBeLessThanOrEqual(12);
    ben.play().setOwn('ann', 'run');
    await pair.clock.advanceAsync(200);
    expect((ann.shown.at(-1) as { readonly theirs: number }).theirs).toBeGreaterThan(3);
    ben.play().setOwn('ann', 'rest');
    ann.look(true);
    await pair.clock.advanceAsync(100);
    expect(await ticksIn(500)).toBeGreaterThan(28);
  });

  it.each([
    ['a page that stood still', 400, 400],
    ['a computer that slept', 30_000, 30_000],
    ['a clock that was set', 3_600_000, 60_000],
    ['a clock that was set back', -5_000, 0],
  ])('tells its rules all the time that has passed for %s, within a minute', (_what, leapMs, toldMs) => {
    let nowMs = 1_000_000;
    let tick = (): void => undefined;
    const clock = {
      nowMs: () => nowMs,
      after(_delayMs: number, act: () => void) {
        tick = act;
        return () => undefined;
      },
    };
    const passed: number[] = [];
    const timed: Game = {
      ...race,
      live: {
        begin: () => null,
        tick(live, { passedMs }) {
          passed.push(passedMs);
          return { live, show: null, view: null, moves: [] };
        },
      },
    };
    const lane = { show: () => true, begin: () => undefined, end: () => undefined, timing: () => null };
    const stream = { publish: () => undefined, isWanted: () => true };
    const rounds = createLiveRounds({ lane, clock, stream, onMove: () => undefined });
    rounds.follow('ben', newMatch(timed, { id: 'aa', seat: 0, secret: '' }), timed);
    tick();
    nowMs += leapMs;
    tick();
    expect(passed).toEqual([0, toldMs]);
  });

  it('agrees by a move on what both must know, and rests afterwards', async () => {
    const { pair, ann, ben, settle } = await startRace();
    ben.play().setOwn('ann', 'run');
    await pair.clock.advanceAsync(1_000);
    expect([ann.match()?.outcome, ben.match()?.outcome]).toEqual(['lost', 'won']);
    await settle();
    const before = [ann.shown.length, ben.shown.length];
    await pair.clock.advanceAsync(1_000);
    expect([ann.shown.length, ben.shown.length]).toEqual(before);
  });

  it('rests while the link is gone, and goes on with the next', async () => {
    const { pair, ann, link } = await startRace();
    pair.ben.links.closeAll();
    await pair.clock.advanceAsync(1_000);
    const before = ann.shown.length;
    await pair.clock.advanceAsync(1_000);
    expect(ann.shown.length).toBe(before);
    await link();
    expect(ann.shown.length).toBeGreaterThan(before);
  });

  it('looks at no state of another game', async () => {
    const { pair, ann, ben, settle } = await startRace();
    for (const s of [
      { id: 'x', round: 1, s: 99 },
      { id: ann.view()?.id, round: 7, s: 99 },
    ]) {
      pair.ann.links.send('ben', 'unreliable', { t: 'play.state', n: 100_000 + (s.round ?? 0), s });
    }
    await settle();
    expect(JSON.stringify(ben.shown)).not.toContain('99');
    expect(pair.ben.links.droppedFrames()).toBe(0);
  });
});
