import { describe, expect, it } from 'vitest';
import { mostActs } from '#src/engine/play/rules/match-step.ts';
import type { GamePair } from '../../../fakes/game-pair.ts';
import { annWins, boardsOf, createGamePair, playAll, pointAt, startGomoku } from '../../../fakes/game-pair.ts';
import { rockPaperScissors } from '../../../fakes/games/rock-paper-scissors.ts';

describe('undoing', () => {
  it('takes back a move when the other one allows it', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8');
    pair.ann.act({ kind: 'ask-undo' });
    await pair.settle();
    expect([pair.ann.match()?.undo, pair.ben.match()?.undo]).toEqual(['mine', 'theirs']);
    pair.ben.act({ kind: 'answer-undo', agreed: true });
    await pair.settle();
    expect([pair.ann.match()?.turn, pair.ben.match()?.turn]).toEqual(['mine', 'theirs']);
    expect(boardsOf(pair)).toEqual(['.'.repeat(225), '.'.repeat(225)]);
  });

  it('is refused by a word or by a move, and asked for again', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8');
    pair.ann.act({ kind: 'ask-undo' });
    await pair.settle();
    pair.ben.act({ kind: 'answer-undo', agreed: false });
    await pair.settle();
    expect([pair.ann.match()?.undo, pair.ann.match()?.canUndo]).toEqual([null, true]);
    pair.ann.act({ kind: 'ask-undo' });
    await pair.settle();
    pair.ben.act({ kind: 'move', choice: pointAt('A1') });
    await pair.settle();
    expect([pair.ann.match()?.undo, pair.ann.match()?.turn]).toEqual([null, 'mine']);
  });

  it('and a move that cross each other leave both with the same position', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8');
    pair.ann.act({ kind: 'ask-undo' });
    pair.ben.act({ kind: 'move', choice: pointAt('A1') });
    await pair.settle();
    expect(boardsOf(pair)[0]).toBe(boardsOf(pair)[1]);
    expect([pair.ann.match()?.undo, pair.ben.match()?.undo]).toEqual([null, null]);
    for (const player of [pair.ann, pair.ben]) player.act({ kind: 'ask-undo' });
    await pair.settle();
    expect([pair.ann.match()?.undo, pair.ben.match()?.undo]).toEqual(['mine', 'theirs']);
  });
});

describe('a move that is not valid', () => {
  const wrong = (pair: GamePair, acts: readonly unknown[], change: object = {}): void => {
    const id = pair.ann.view()?.id;
    pair.pair.ben.links.send('ann', 'control', { t: 'play.acts', id, round: 1, n: 0, acts, ...change });
  };

  it.each([
    ['out of turn', [{ kind: 'move', move: { at: 0 } }], ''],
    ['on a taken point', [{ kind: 'move', move: pointAt('H8') }], 'H8'],
    ['of no kind', [{ kind: 'move', move: { at: Number.NaN } }], 'H8'],
  ])('%s is dropped and counted; its author is told once, and the game stands', async (_what, acts, before) => {
    const pair = await startGomoku();
    if (before !== '') await playAll(pair, before);
    const board = boardsOf(pair)[0];
    for (let count = 0; count < 3; count += 1) wrong(pair, acts);
    await pair.settle();
    expect([boardsOf(pair)[0], pair.ben.match()?.refused]).toEqual([board, true]);
    expect(pair.pair.ann.links.droppedFrames()).toBe(3);
    expect(pair.ann.view()?.phase).toBe('playing');
  });

  it('after the end changes nothing', async () => {
    const pair = await startGomoku();
    await playAll(pair, annWins);
    wrong(pair, [{ kind: 'move', move: pointAt('O1') }], { n: 4 });
    await pair.settle();
    expect([pair.ann.match()?.score, pair.ann.notes.length]).toEqual([{ mine: 1, theirs: 0 }, 1]);
  });

  it('is one act too many for a round', async () => {
    const pair = await startGomoku();
    const id = pair.ann.view()?.id;
    const acts = Array.from({ length: 20 }, () => ({ kind: 'ask-undo', at: 9 }));
    for (let n = 0; n < mostActs + 20; n += 20) {
      pair.pair.ben.links.send('ann', 'control', { t: 'play.acts', id, round: 1, n, acts });
      await pair.pair.clock.advanceAsync(60);
    }
    await pair.settle();
    expect(pair.pair.ann.links.droppedFrames()).toBe(1);
    expect(pair.ben.match()?.refused).toBe(true);
  });

  it('of another game is none of this one', async () => {
    const pair = await startGomoku();
    await playAll(pair, 'H8');
    wrong(pair, [{ kind: 'move', move: pointAt('A1') }], { id: 'f'.repeat(32) });
    await pair.settle();
    expect([pair.ann.match()?.turn, pair.pair.ann.links.droppedFrames()]).toEqual(['theirs', 0]);
  });

  it('here is not made', async () => {
    const pair = await startGomoku();
    pair.ben.act({ kind: 'move', choice: pointAt('H8') });
    pair.ann.act({ kind: 'move', choice: { at: -1 } });
    await pair.settle();
    expect(boardsOf(pair)).toEqual(['.'.repeat(225), '.'.repeat(225)]);
  });
});

describe('a third game', () => {
  it('is a folder: rock, paper, scissors by commit and reveal', async () => {
    const games = [rockPaperScissors];
    const { ann, ben, begin, settle } = createGamePair({ games: { ann: games, ben: games } });
    await begin('rps');
    ann.act({ kind: 'move', choice: { shape: 'paper' } });
    await settle();
    expect(ben.match()?.board).toEqual({ mine: null, theirs: null });
    ben.act({ kind: 'move', choice: { shape: 'rock' } });
    await settle();
    expect([ann.match()?.outcome, ben.match()?.outcome]).toEqual(['won', 'lost']);
    expect(ben.match()?.board).toEqual({ mine: 'rock', theirs: 'paper' });
  });

  it('keeps a hidden choice across a restart', async () => {
    const games = [rockPaperScissors];
    const { pair, ann, ben, begin, link, settle } = createGamePair({ games: { ann: games, ben: games } });
    await begin('rps');
    ann.act({ kind: 'move', choice: { shape: 'paper' } });
    await settle();
    await ann.restart();
    await link();
    await pair.clock.advanceAsync(1_000);
    ben.act({ kind: 'move', choice: { shape: 'scissors' } });
    await settle();
    expect([ann.match()?.outcome, ben.match()?.outcome]).toEqual(['lost', 'won']);
  });
});
