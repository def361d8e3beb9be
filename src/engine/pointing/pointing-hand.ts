import { pointerTopic } from '../../shared/pointing-view.ts';
import type { Clock } from '../ports/clock.ts';
import { emptyBoard, newestStroke, wipeBoard } from './rules/board.ts';
import type { HandAction } from './rules/hand.ts';
import { stepHand } from './rules/hand.ts';
import type { PointFrame } from './rules/point-frames.ts';
import type { Stroke } from './rules/stroke.ts';
import type { PointingStream, ShownBoard } from './shown-board.ts';
import { createStatePulse } from './state-pulse.ts';

type BoardFrame = Extract<PointFrame, { readonly t: 'point.board' }>;

interface PointingHandDependencies {
  readonly shown: ShownBoard;
  readonly clock: Clock;
  readonly stream: Pick<PointingStream, 'isWanted'>;
  send(frame: PointFrame): void;
  /** By the unreliable side. */
  show(state: unknown): void;
}

/** What the person here shows on the share of the other one. */
export interface PointingHand {
  act(action: HandAction): void;
  wipe(): void;
  /** They have said how their board stands. */
  handleBoard(frame: BoardFrame): void;
  /** A new link, over which nothing is known of what was drawn over the former. */
  handleOpened(): void;
  /** They share nothing any more. */
  end(): void;
  /** Null before they have said so. */
  allowed(): boolean | null;
}

export function createPointingHand({ shown, clock, stream, send, show }: PointingHandDependencies): PointingHand {
  let told: BoardFrame | null = null;
  let counts = { strokes: 0, clicks: 0 };
  let isNewLink = false;

  const board = (): number => (told?.allowed ? told.board : 0);
  const isThere = (): boolean => shown.get().pointer.at !== null;
  const pulse = createStatePulse({
    clock,
    show: () => (board() > 0 ? show({ board: board(), ...shown.get().pointer }) : undefined),
    hasChanged() {
      // Nobody who points looks elsewhere: the surface was closed under the pointer.
      const isLeft = isThere() && !stream.isWanted(pointerTopic('theirs'));
      if (isLeft) apply({ kind: 'left' });
      return isLeft;
    },
    isThere,
  });

  const sendStroke = ({ n, stays, line }: Stroke): void => send({ t: 'point.stroke', board: board(), n, stays, line });
  function apply(action: HandAction): void {
    const [{ board: next, ...counted }, ended] = stepHand({ board: shown.get(), ...counts }, action, clock.nowMs());
    counts = counted;
    shown.set(next);
    ended.forEach(sendStroke);
  }
  function clear(): void {
    pulse.stop();
    counts = { strokes: 0, clicks: 0 };
    shown.set(emptyBoard);
  }
  function tellAgain(): void {
    isNewLink = false;
    const { drawn, wiped } = shown.get();
    if (wiped > 0) send({ t: 'point.wipe', board: board(), upTo: wiped });
    drawn.forEach(sendStroke);
  }

  return {
    act(action) {
      if (board() === 0) return;
      apply(action);
      pulse.change();
    },
    wipe() {
      const upTo = newestStroke(shown.get());
      if (board() === 0 || upTo === 0) return;
      shown.set(wipeBoard(shown.get(), upTo));
      send({ t: 'point.wipe', board: board(), upTo });
    },
    handleBoard(frame) {
      if (frame.board !== told?.board) clear();
      told = frame;
      shown.set(frame.allowed ? wipeBoard(shown.get(), frame.wiped) : emptyBoard);
      if (frame.allowed && isNewLink) tellAgain();
    },
    handleOpened() {
      isNewLink = true;
    },
    end() {
      told = null;
      clear();
    },
    allowed: () => told?.allowed ?? null,
  };
}
