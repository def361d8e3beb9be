import { describe, expect, it } from 'vitest';
import type { HandAction } from '#src/engine/pointing/rules/hand.ts';
import { createPointingMoves } from '#src/popup/components/pointing/pointing-moves.ts';

function createMoves(pen = { draws: false, stays: false }) {
  const done: HandAction[] = [];
  return {
    done,
    kinds: () => done.map(({ kind }) => kind),
    moves: createPointingMoves({ act: (one) => done.push(one), pen: () => pen }),
  };
}

describe('a pointer over a shared picture', () => {
  it('points inside, and leaves once at the bar beside it', () => {
    const { done, moves } = createMoves();
    moves.move([0.5, 0.5]);
    moves.move([0.5, 1.2]);
    moves.move([0.5, 1.3]);
    expect(done).toEqual([{ kind: 'moved', at: [0.5, 0.5] }, { kind: 'left' }]);
  });

  it('clicks where it is pressed, and not beside the picture', () => {
    const { done, moves } = createMoves();
    expect([moves.press([1.1, 0.5]), moves.press([0.2, 0.5])]).toEqual([false, false]);
    expect(done).toEqual([{ kind: 'clicked', at: [0.2, 0.5] }]);
  });

  it('draws along the edge while a stroke goes on beyond it, until it is lifted', () => {
    const { done, moves } = createMoves({ draws: true, stays: true });
    expect(moves.press([0.9, 0.5])).toBe(true);
    moves.move([1.4, 0.6]);
    moves.lift();
    moves.move([0.5, 0.5]);
    expect(done).toEqual([
      { kind: 'drew', at: [0.9, 0.5], stays: true },
      { kind: 'drew', at: [1, 0.6], stays: true },
      { kind: 'lifted' },
      { kind: 'moved', at: [0.5, 0.5] },
    ]);
  });

  it('that goes away in the middle of a stroke ends it', () => {
    const { kinds, moves } = createMoves({ draws: true, stays: false });
    moves.press([0.5, 0.5]);
    moves.leave();
    moves.leave();
    expect(kinds()).toEqual(['drew', 'lifted', 'left']);
  });
});

describe('keys over a shared picture', () => {
  it('move from its middle, by little with Shift, and never beyond it', () => {
    const { done, moves } = createMoves();
    expect(moves.key('ArrowRight', false)).toBe(true);
    moves.key('ArrowUp', true);
    expect(done.at(-1)).toEqual({ kind: 'moved', at: [0.52, 0.496] });
    for (let count = 0; count < 60; count += 1) moves.key('ArrowLeft', false);
    expect(done.at(-1)).toEqual({ kind: 'moved', at: [0, 0.496] });
    expect(moves.byKeys()).toBe(true);
    moves.move([0.5, 0.5]);
    expect(moves.byKeys()).toBe(false);
  });

  it('click with the pointer in hand, and begin and end a stroke with the pen', () => {
    const clicking = createMoves();
    clicking.moves.key('Enter', false);
    expect(clicking.done).toEqual([{ kind: 'clicked', at: [0.5, 0.5] }]);
    const drawing = createMoves({ draws: true, stays: false });
    for (const key of [' ', 'ArrowDown', ' ', 'ArrowDown']) drawing.moves.key(key, false);
    expect(drawing.kinds()).toEqual(['drew', 'drew', 'lifted', 'moved']);
  });

  it('are left alone where they mean nothing', () => {
    const { done, moves } = createMoves();
    expect([moves.key('Tab', false), moves.key('a', false)]).toEqual([false, false]);
    expect(done).toEqual([]);
  });
});
