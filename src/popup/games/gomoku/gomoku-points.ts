import type { GomokuView } from '../../../engine/play/games/gomoku/gomoku.ts';
import type { Text } from '../../components/basics/text.ts';

export const side = 15;
const columns = 'ABCDEFGHIJKLMNO';

/** As players name it: the column by a letter, the row counted from below. */
export function pointName(point: number): string {
  return `${columns.charAt(point % side)}${side - Math.floor(point / side)}`;
}

export function describePoint(board: string, point: number, t: Text['t']): string {
  const stone = board.charAt(point);
  const key = stone === 'b' ? 'gomokuBlack' : stone === 'w' ? 'gomokuWhite' : 'gomokuEmpty';
  return t(key, pointName(point));
}

/** Where a key leads from a point; undefined for another key. */
export function pointAfter(key: string, point: number): number | undefined {
  const column = point % side;
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? point - 1 : point;
    case 'ArrowRight':
      return column < side - 1 ? point + 1 : point;
    case 'ArrowUp':
      return point >= side ? point - side : point;
    case 'ArrowDown':
      return point < side * (side - 1) ? point + side : point;
    case 'Home':
      return point - column;
    case 'End':
      return point - column + side - 1;
    case 'PageUp':
      return column;
    case 'PageDown':
      return side * (side - 1) + column;
    default:
      return undefined;
  }
}

/** What the engine sent, which another version of it may have written. */
export function parseGomokuView(value: unknown): GomokuView | undefined {
  if (typeof value !== 'object' || value === null || !('board' in value) || typeof value.board !== 'string')
    return undefined;
  return value.board.length === side ** 2 ? (value as GomokuView) : undefined;
}
