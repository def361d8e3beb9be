import type { Board } from './board.ts';
import { endStroke, noPointer } from './board.ts';
import type { Spot, Stroke } from './stroke.ts';
import { beginStroke, endOf, extendStroke, isFull, spotOn } from './stroke.ts';

/** What a person does on the picture that somebody shares with them. */
export type HandAction =
  | { readonly kind: 'moved'; readonly at: Spot }
  /** Moved with the pen down. */
  | { readonly kind: 'drew'; readonly at: Spot; readonly stays: boolean }
  | { readonly kind: 'lifted' }
  | { readonly kind: 'clicked'; readonly at: Spot }
  | { readonly kind: 'left' };

/** Who points and draws: their board, and how far they have counted. */
export interface Hand {
  readonly board: Board;
  readonly strokes: number;
  readonly clicks: number;
}

/** What it shows afterwards, and the strokes that have ended by it, which must not be lost. */
export function stepHand(hand: Hand, action: HandAction, nowMs: number): readonly [Hand, readonly Stroke[]] {
  switch (action.kind) {
    case 'moved':
      return point(lift(hand, nowMs), spotOn(action.at));
    case 'drew':
      return draw(hand, { at: spotOn(action.at), stays: action.stays }, nowMs);
    case 'lifted':
      return lift(hand, nowMs);
    case 'clicked': {
      const clicks = hand.clicks + 1;
      const at = spotOn(action.at);
      const [next, ended] = point(lift(hand, nowMs), at);
      const pointer = { ...next.board.pointer, click: { n: clicks, at } };
      return [{ ...next, clicks, board: { ...next.board, pointer } }, ended];
    }
    case 'left': {
      const [next, ended] = lift(hand, nowMs);
      return [{ ...next, board: { ...next.board, pointer: noPointer } }, ended];
    }
  }
}

type HandStep = readonly [Hand, readonly Stroke[]];

function point([hand, ended]: HandStep, at: Spot): HandStep {
  return [{ ...hand, board: { ...hand.board, pointer: { ...hand.board.pointer, at } } }, ended];
}

function lift(hand: Hand, nowMs: number): HandStep {
  const { stroke } = hand.board.pointer;
  return stroke === null ? [hand, []] : [{ ...hand, board: endStroke(hand.board, stroke, nowMs) }, [stroke]];
}

function draw(hand: Hand, { at, stays }: { readonly at: Spot; readonly stays: boolean }, nowMs: number): HandStep {
  const { stroke } = hand.board.pointer;
  if (stroke !== null && !isFull(stroke)) return [withStroke(hand, extendStroke(stroke, at), at), []];
  const [lifted, ended] = lift(hand, nowMs);
  const begun = beginStroke(hand.strokes + 1, stays, stroke === null ? at : endOf(stroke));
  return [withStroke({ ...lifted, strokes: begun.n }, extendStroke(begun, at), at), ended];
}

function withStroke(hand: Hand, stroke: Stroke, at: Spot): Hand {
  return { ...hand, board: { ...hand.board, pointer: { ...hand.board.pointer, at, stroke } } };
}
