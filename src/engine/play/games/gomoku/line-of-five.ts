/** Points a side; 15 is the board of the game's federation. */
export const boardSize = 15;

/** How many make the line; free-style, so that more of them do as well. */
const lineLength = 5;

const directions: readonly (readonly [columns: number, rows: number])[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
];

type Direction = (typeof directions)[number];

/** The points of every line of five or more through `point` on which `isMine` holds; empty when there is none. */
export function lineThrough(point: number, isMine: (point: number) => boolean): readonly number[] {
  const lines = directions.flatMap((direction) => {
    const after = runLength(point, direction, isMine);
    const before = runLength(point, [-direction[0], -direction[1]], isMine);
    if (before + 1 + after < lineLength) return [];
    const step = direction[0] + direction[1] * boardSize;
    return Array.from({ length: before + 1 + after }, (_, index) => point + (index - before) * step);
  });
  return [...new Set(lines)];
}

/** How many follow one another away from `point`, without it. */
function runLength(point: number, [columns, rows]: Direction, isMine: (point: number) => boolean): number {
  let length = 0;
  let column = (point % boardSize) + columns;
  let row = Math.floor(point / boardSize) + rows;
  while (isOnBoard(column) && isOnBoard(row) && isMine(row * boardSize + column)) {
    length += 1;
    column += columns;
    row += rows;
  }
  return length;
}

function isOnBoard(coordinate: number): boolean {
  return coordinate >= 0 && coordinate < boardSize;
}
