import type { DrawnStrokeView, ShareSide } from '../../shared/pointing-view.ts';
import { drawingTopic, pointerTopic } from '../../shared/pointing-view.ts';
import type { LiveStream } from '../play/live-rounds.ts';
import type { Clock } from '../ports/clock.ts';
import type { Board } from './rules/board.ts';
import { emptyBoard, fadeBoard, isBlank, nextFadeMs } from './rules/board.ts';

/** How surfaces see it: also those that come to look later. */
export interface PointingStream extends LiveStream {
  onWanted(topic: string, notify: () => void): void;
}

export interface ShownBoardDependencies {
  readonly picture: ShareSide;
  readonly clock: Clock;
  readonly stream: PointingStream;
  /** There is something on it now, or nothing any more. */
  onFilled(): void;
}

/** A board that surfaces see, and from which strokes fade. */
export interface ShownBoard {
  get(): Board;
  set(board: Board): void;
  isFilled(): boolean;
}

export function createShownBoard({ picture, clock, stream, onFilled }: ShownBoardDependencies): ShownBoard {
  let board = emptyBoard;
  let cancelFade = (): void => undefined;

  const publishPointer = (): void => stream.publish(pointerTopic(picture), board.pointer);
  const publishDrawing = (): void => stream.publish(drawingTopic(picture), viewDrawing(board, clock.nowMs()));
  stream.onWanted(pointerTopic(picture), publishPointer);
  stream.onWanted(drawingTopic(picture), publishDrawing);

  function fadeInTime(): void {
    cancelFade();
    const atMs = nextFadeMs(board);
    if (atMs !== undefined) {
      cancelFade = clock.after(Math.max(0, atMs - clock.nowMs()), () => set(fadeBoard(board, clock.nowMs())));
    }
  }

  function set(next: Board): void {
    const before = board;
    board = next;
    // First what has ended: it is still seen as being drawn until this has come.
    if (next.drawn !== before.drawn) {
      publishDrawing();
      fadeInTime();
    }
    if (next.pointer !== before.pointer) publishPointer();
    if (isBlank(next) !== isBlank(before)) onFilled();
  }

  return { get: () => board, set, isFilled: () => !isBlank(board) };
}

function viewDrawing({ drawn }: Board, nowMs: number): readonly DrawnStrokeView[] {
  return drawn.map(({ endedAtMs, ...stroke }) => ({ ...stroke, endedMsAgo: Math.max(0, nowMs - endedAtMs) }));
}
