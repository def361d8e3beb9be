import type { Clock } from '../ports/clock.ts';
import type { Pointer } from './rules/board.ts';
import { emptyBoard, endStroke, newestStroke, showPointer, wipeBoard } from './rules/board.ts';
import type { PointFrame } from './rules/point-frames.ts';
import type { ShownBoard } from './shown-board.ts';

interface PointedShareDependencies {
  readonly shown: ShownBoard;
  readonly clock: Clock;
  send(frame: PointFrame): void;
  /** What the person here has chosen for the one who watches now. */
  startsAllowed(): boolean;
}

/** The share of the person here, and what the other one shows on it. */
export interface PointedShare {
  /** Another source for each thing that is shared, null for nothing. */
  follow(source: string | null): void;
  setAllowed(allowed: boolean): void;
  wipe(): void;
  /** To somebody who may not know how it stands. */
  tell(): void;
  handleState(state: Pointer & { readonly board: number }): void;
  handleFrame(frame: Exclude<PointFrame, { readonly t: 'point.board' }>): void;
  /** Null while nothing is shared. */
  allowed(): boolean | null;
}

/** Whoever points says so at least five times a second. */
const silentMs = 3_000;

export function createPointedShare({ shown, clock, send, startsAllowed }: PointedShareDependencies): PointedShare {
  /** Counted on, so that nothing that is still on its way lands on another board than it was meant for. */
  let board = 0;
  let source: string | null = null;
  let allowed = false;
  let cancelSilence = (): void => undefined;

  const tell = (): void => {
    if (source !== null) send({ t: 'point.board', board, allowed, wiped: shown.get().wiped });
  };
  function begin(isAllowed: boolean): void {
    board += 1;
    allowed = isAllowed;
    shown.set(emptyBoard);
    tell();
  }
  const takes = (number: number): boolean => source !== null && allowed && number === board;
  const wipe = (upTo: number): void => shown.set(wipeBoard(shown.get(), upTo));

  return {
    follow(next) {
      if (next === source) return;
      source = next;
      if (next === null) shown.set(emptyBoard);
      else begin(startsAllowed());
    },
    setAllowed: (next) => (source === null || next === allowed ? undefined : begin(next)),
    wipe() {
      wipe(newestStroke(shown.get()));
      tell();
    },
    tell,
    handleState({ board: number, ...pointer }) {
      if (!takes(number)) return;
      shown.set(showPointer(shown.get(), pointer, clock.nowMs()));
      cancelSilence();
      cancelSilence = clock.after(silentMs, () =>
        shown.set(showPointer(shown.get(), { ...shown.get().pointer, at: null, stroke: null }, clock.nowMs())),
      );
    },
    handleFrame(frame) {
      if (!takes(frame.board)) return;
      if (frame.t === 'point.wipe') return wipe(frame.upTo);
      const { n, stays, line } = frame;
      shown.set(endStroke(shown.get(), { n, stays, line }, clock.nowMs()));
    },
    allowed: () => (source === null ? null : allowed),
  };
}
