import { describe, expect, it } from 'vitest';
import { createGamePair } from '../../../fakes/game-pair.ts';

describe('pong between two people', () => {
  it('is played to its end, with the same result and note on both sides, and again', async () => {
    const { pair, ann, ben, settle, begin } = createGamePair();
    await begin('pong');
    for (const round of [1, 2]) {
      // Ann goes where the ball never is.
      for (let quarter = 0; quarter < 400 && ann.match()?.outcome === null; quarter += 1) {
        ann.play().setOwn('ben', 0);
        ben.play().setOwn('ann', ballOf(ben.shown.at(-1)));
        await pair.clock.advanceAsync(250);
      }
      await settle();
      await pair.clock.advanceAsync(1_000);
      expect([ann.match()?.outcome, ben.match()?.outcome]).not.toContain(null);
      expect([ann.match()?.score.mine, ann.match()?.score.theirs]).toEqual([
        ben.match()?.score.theirs,
        ben.match()?.score.mine,
      ]);
      expect([ann.notes.length, ben.notes.length]).toEqual([round, round]);
      ann.act({ kind: 'rematch' });
      ben.act({ kind: 'rematch' });
      await settle();
      expect(ann.match()).toMatchObject({ round: round + 1, outcome: null, board: { mine: 0, theirs: 0 } });
    }
    expect(pair.ann.links.droppedFrames() + pair.ben.links.droppedFrames()).toBe(0);
    expect(ann.play().dropped() + ben.play().dropped()).toBe(0);
  });
});

function ballOf(scene: unknown): number {
  return (scene as { readonly ball?: { readonly x: number } } | undefined)?.ball?.x ?? 160;
}
