import { createHash } from 'node:crypto';
import type { Game, Outcome, Seat } from '#src/engine/play/rules/game.ts';
import { otherSeat } from '#src/engine/play/rules/game.ts';

const shapes = ['rock', 'paper', 'scissors'] as const;
type Shape = (typeof shapes)[number];

/** A choice in this browser; then what binds to it; then what tells it, with the secret that it was bound by. */
type ThrowMove =
  | { readonly shape: Shape }
  | { readonly commitment: string }
  | { readonly shape: Shape; readonly secret: string };

interface Hand {
  readonly commitment: string;
  readonly shape: Shape | null;
}

type Hands = Readonly<Partial<Record<Seat, Hand>>>;

/** A game that is a folder and no more: both choose at once, and neither can change their mind. */
export const rockPaperScissors: Game<Hands, ThrowMove> = {
  name: 'rps',
  begin: () => ({}),
  parseMove(value) {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('commitment' in value)
      return typeof value.commitment === 'string' ? { commitment: value.commitment } : undefined;
    const shape = 'shape' in value ? shapes.find((one) => one === value.shape) : undefined;
    if (shape === undefined) return undefined;
    return 'secret' in value && typeof value.secret === 'string' ? { shape, secret: value.secret } : { shape };
  },
  play(hands, seat, move) {
    const mine = hands[seat];
    if ('commitment' in move) {
      return mine === undefined ? { ...hands, [seat]: { commitment: move.commitment, shape: null } } : undefined;
    }
    const isBound =
      'secret' in move && mine?.shape === null && commitmentTo(move.shape, move.secret) === mine.commitment;
    return isBound && hands[otherSeat(seat)] !== undefined
      ? { ...hands, [seat]: { ...mine, shape: move.shape } }
      : undefined;
  },
  outcome({ 0: first, 1: second }): Outcome | null {
    if (!first?.shape || !second?.shape) return null;
    const ahead = (shapes.indexOf(first.shape) - shapes.indexOf(second.shape) + 3) % 3;
    return { winner: ahead === 0 ? null : ahead === 1 ? 0 : 1 };
  },
  turn: () => null,
  view: (hands, seat) => ({ mine: hands[seat]?.shape ?? null, theirs: hands[otherSeat(seat)]?.shape ?? null }),
  hidden: {
    commit: (choice, secret) => ({ commitment: 'shape' in choice ? commitmentTo(choice.shape, secret) : '' }),
    reveal: (hands, seat, { choice, secret }) =>
      'shape' in choice && hands[otherSeat(seat)] !== undefined && hands[seat]?.shape === null
        ? { shape: choice.shape, secret }
        : undefined,
  },
};

function commitmentTo(shape: Shape, secret: string): string {
  return createHash('sha256').update(`${shape} ${secret}`).digest('hex');
}
