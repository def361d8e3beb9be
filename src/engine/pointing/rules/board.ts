import { strokeFadesMs, strokeStaysMs } from '../../../shared/pointing/stroke-times.ts';
import type { Spot, Stroke } from './stroke.ts';

/** A click of who points; `n` counts them. */
export interface Click {
  readonly n: number;
  readonly at: Spot;
}

/** What changes at every move: where somebody points, clicks, and what they are drawing. */
export interface Pointer {
  /** Null while they point nowhere. */
  readonly at: Spot | null;
  readonly click: Click | null;
  readonly stroke: Stroke | null;
}

export interface DrawnStroke extends Stroke {
  readonly endedAtMs: number;
}

/** What one person shows on one shared picture. The strokes of it are numbered by that person. */
export interface Board {
  readonly pointer: Pointer;
  /** In the order in which they ended. */
  readonly drawn: readonly DrawnStroke[];
  /** Strokes up to this number are gone, whatever comes of them still. */
  readonly wiped: number;
}

export const noPointer: Pointer = { at: null, click: null, stroke: null };
export const emptyBoard: Board = { pointer: noPointer, drawn: [], wiped: 0 };

/** More than anybody finds their way in; the oldest make room. */
const mostStrokes = 100;

export function isBlank({ pointer, drawn }: Board): boolean {
  return pointer.at === null && pointer.stroke === null && drawn.length === 0;
}

/** The newest of what is shown. A stroke that is no longer in it has ended, even if the news of that is still on its way. */
export function showPointer(board: Board, pointer: Pointer, nowMs: number): Board {
  if (isSame(board.pointer, pointer)) return board;
  const { stroke } = pointer;
  const before = board.pointer.stroke;
  const ended = before !== null && before.n !== stroke?.n ? endStroke(board, before, nowMs) : board;
  const isGone = stroke !== null && (stroke.n <= ended.wiped || ended.drawn.some(({ n }) => n === stroke.n));
  return { ...ended, pointer: isGone ? { ...pointer, stroke: null } : pointer };
}

/** A stroke only grows, so that its length says all. */
function isSame(one: Pointer, other: Pointer): boolean {
  return (
    one.at?.[0] === other.at?.[0] &&
    one.at?.[1] === other.at?.[1] &&
    one.click?.n === other.click?.n &&
    one.stroke?.n === other.stroke?.n &&
    one.stroke?.line.length === other.stroke?.line.length
  );
}

/** The whole of a stroke, which changes nothing of when it ended if that was known. */
export function endStroke(board: Board, stroke: Stroke, nowMs: number): Board {
  const { pointer } = board;
  const drawing = pointer.stroke?.n === stroke.n ? { ...pointer, stroke: null } : pointer;
  if (stroke.n <= board.wiped) return { ...board, pointer: drawing };
  const known = board.drawn.find(({ n }) => n === stroke.n);
  const ended = { ...stroke, endedAtMs: known?.endedAtMs ?? nowMs };
  const drawn = known
    ? board.drawn.map((one) => (one === known ? ended : one))
    : [...board.drawn.slice(1 - mostStrokes), ended];
  return { ...board, pointer: drawing, drawn };
}

/** A wipe that comes after a later one changes nothing. */
export function wipeBoard(board: Board, upTo: number): Board {
  if (upTo <= board.wiped) return board;
  const { pointer } = board;
  return {
    pointer: pointer.stroke !== null && pointer.stroke.n <= upTo ? { ...pointer, stroke: null } : pointer,
    drawn: board.drawn.filter(({ n }) => n > upTo),
    wiped: upTo,
  };
}

/** The number of the newest stroke that is known. */
export function newestStroke({ pointer, drawn, wiped }: Board): number {
  return Math.max(wiped, pointer.stroke?.n ?? 0, ...drawn.map(({ n }) => n));
}

/** Without what has faded by now. */
export function fadeBoard(board: Board, nowMs: number): Board {
  const drawn = board.drawn.filter((stroke) => fadedAtMs(stroke) > nowMs);
  return drawn.length === board.drawn.length ? board : { ...board, drawn };
}

/** When the next stroke will have faded; undefined when all of them stay. */
export function nextFadeMs({ drawn }: Board): number | undefined {
  const next = Math.min(...drawn.map(fadedAtMs));
  return Number.isFinite(next) ? next : undefined;
}

function fadedAtMs({ stays, endedAtMs }: DrawnStroke): number {
  return stays ? Infinity : endedAtMs + strokeStaysMs + strokeFadesMs;
}
