import { describe, expect, it } from 'vitest';
import type { GamePair } from '../../../fakes/game-pair.ts';
import { annWins, boardsOf, createGamePair, playAll, pointAt, startGomoku } from '../../../fakes/game-pair.ts';
import { rockPaperScissors } from '../../../fakes/games/rock-paper-scissors.ts';

async function relink({ pair, link }: GamePair): Promise<void> {
  await link();
  await pair.clock.advanceAsync(1_000);
}

describe('an invitation to play', () => {
  it('is shown to the other one, and begins the game when it is accepted', async () => {
    const { ann, ben, link, settle } = createGamePair();
    await link();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await settle();
    expect([ann.view()?.phase, ben.view()?.phase]).toEqual(['inviting', 'invited']);
    ben.act({ kind: 'accept' });
    await settle();
    expect([ann.match()?.turn, ben.match()?.turn]).toEqual(['mine', 'theirs']);
  });

  it('is told to be declined, and leaves nothing with who declined', async () => {
    const { ann, ben, link, settle } = createGamePair();
    await link();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await settle();
    ben.act({ kind: 'decline' });
    await settle();
    expect([ann.view()?.why, ben.view()]).toEqual(['declined', undefined]);
    ann.act({ kind: 'leave' });
    expect(ann.view()).toBeUndefined();
  });

  it('disappears when it is taken back, and with the link', async () => {
    const { pair, ann, ben, link, settle } = createGamePair();
    await link();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await settle();
    ann.act({ kind: 'leave' });
    await settle();
    expect(ben.view()).toBeUndefined();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await settle();
    pair.ben.links.closeAll();
    expect(ben.view()).toBeUndefined();
  });

  it('brings up the link first, and says when nobody is there', async () => {
    const { pair, ann, ben } = createGamePair();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await pair.clock.advanceAsync(30_000);
    expect([ann.view()?.phase, ben.view()?.phase]).toEqual(['inviting', 'invited']);
    const alone = createGamePair();
    alone.pair.outage = true;
    alone.ann.act({ kind: 'invite', game: 'gomoku' });
    await alone.pair.clock.advanceAsync(300_000);
    expect(alone.ann.view()?.why).toBe('not-reachable');
  });

  it('says that their Beeline cannot play it: for want of that game, and for want of any', async () => {
    const { ann, link, settle } = createGamePair({ games: { ben: [rockPaperScissors] } });
    await link();
    ann.act({ kind: 'invite', game: 'gomoku' });
    await settle();
    expect(ann.view()?.why).toBe('cannot-play');
    const older = createGamePair({ games: { ben: [] } });
    await older.link();
    older.ann.act({ kind: 'invite', game: 'gomoku' });
    await older.pair.clock.advanceAsync(6_000);
    expect(older.ann.view()?.why).toBe('cannot-play');
  });

  it('to a game that is unknown here is not made', async () => {
    const { ann, link } = createGamePair();
    await link();
    ann.act({ kind: 'invite', game: 'chess' });
    expect(ann.view()).toBeUndefined();
  });

  it('agrees by itself when both invite to the same at once', async () => {
    const pair = createGamePair();
    await pair.link();
    for (const player of [pair.ann, pair.ben]) player.act({ kind: 'invite', game: 'gomoku' });
    await pair.settle();
    expect([pair.ann.view()?.phase, pair.ben.view()?.phase]).toEqual(['playing', 'playing']);
    expect(pair.ann.view()?.id).toBe(pair.ben.view()?.id);
  });
});

describe('a match', () => {
  it('ends for both with the same result, is noted once, and goes on by a rematch that the other one begins', async () => {
    const pair = await startGomoku();
    await playAll(pair, annWins);
    expect([pair.ann.match()?.outcome, pair.ben.match()?.outcome]).toEqual(['won', 'lost']);
    expect([pair.ann.notes, pair.ben.notes].map((notes) => notes.map(({ ending, score }) => [ending, score]))).toEqual([
      [['won', { mine: 1, theirs: 0 }]],
      [['lost', { mine: 0, theirs: 1 }]],
    ]);
    pair.ann.act({ kind: 'rematch' });
    await pair.settle();
    expect(pair.ben.match()?.rematch).toEqual({ mine: false, theirs: true });
    pair.ben.act({ kind: 'rematch' });
    await pair.settle();
    expect([pair.ann.match()?.turn, pair.ben.match()?.turn, pair.ann.match()?.round]).toEqual(['theirs', 'mine', 2]);
    expect(pair.ben.match()?.score).toEqual({ mine: 0, theirs: 1 });
  });

  it('is left by one and closed for the other, with a note for both', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8 A1');
    pair.ben.act({ kind: 'leave' });
    await pair.settle();
    expect([pair.ann.view()?.why, pair.ben.view()]).toEqual(['left-there', undefined]);
    expect([pair.ann.notes[0]?.ending, pair.ben.notes[0]?.ending]).toEqual(['left-there', 'left-here']);
  });

  it.each(['ann', 'ben'] as const)('goes on where it was after the engine of %s was killed', async (name) => {
    const pair = await startGomoku();
    await playAll(pair, 'H8 A1 I8 B1');
    await pair[name].restart();
    expect(pair[name].match()?.linked).toBe(false);
    expect(boardsOf(pair)[0]).toBe(boardsOf(pair)[1]);
    await relink(pair);
    await playAll(pair, 'J8 D1 K8 E1 L8');
    expect([pair.ann.match()?.outcome, pair.ben.match()?.outcome]).toEqual(['won', 'lost']);
  });

  it('brings over what was played while there was no link, and what was lost on the way', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8 A1');
    pair.pair.ben.links.closeAll();
    await pair.pair.clock.advanceAsync(10_000);
    pair.ann.act({ kind: 'move', choice: pointAt('I8') });
    await pair.settle();
    expect(boardsOf(pair)[0]).not.toBe(boardsOf(pair)[1]);
    await relink(pair);
    expect(boardsOf(pair)[0]).toBe(boardsOf(pair)[1]);
  });

  it('is closed as lost when the other browser knows nothing of it', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8 A1');
    pair.ben.act({ kind: 'leave' });
    const id = pair.ann.view()?.id;
    pair.pair.ben.links.send('ann', 'control', { t: 'play.sync', id, round: 1, have: 9, rematch: false });
    await pair.settle();
    expect(pair.ann.view()?.phase).toBe('closed');
  });
});
