import { useRef, useState } from 'preact/hooks';
import { useText } from '../../components/basics/text.ts';
import type { GameBoardProps } from '../game-board-props.ts';
import { describePoint, parseGomokuView, pointAfter, side } from './gomoku-points.ts';

const centre = (side ** 2 - 1) / 2;
const rows = Array.from({ length: side }, (_, row) =>
  Array.from({ length: side }, (_point, column) => row * side + column),
);

/** A grid that is walked with the arrow keys; a finger says twice where it means. */
export function GomokuBoard({ match, active, onMove }: GameBoardProps) {
  const { t } = useText();
  const view = parseGomokuView(match.board);
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(centre);
  /** Where a finger means to set a stone, as long as the board is the one it saw. */
  const [aim, setAim] = useState<{ readonly point: number; readonly board: string } | null>(null);
  if (view === undefined) return null;
  const aimed = active && aim?.board === view.board ? aim.point : null;

  const place = (point: number): void => {
    if (active && view.board.charAt(point) === '.') onMove({ at: point });
  };
  const choose = (point: number, isFinger: boolean): void => {
    setCurrent(point);
    if (!isFinger || aimed === point) place(point);
    else setAim(view.board.charAt(point) === '.' ? { point, board: view.board } : null);
  };
  const press = (event: KeyboardEvent): void => {
    const target = pointAfter(event.key, current);
    if (target === undefined) return;
    setCurrent(target);
    grid.current?.querySelector<HTMLElement>(`[data-point="${target}"]`)?.focus();
    event.preventDefault();
  };

  return (
    <>
      <p class="gomoku-mine">
        <span class={`stone-sample ${view.mine}`} aria-hidden="true" />
        {t(view.mine === 'b' ? 'gomokuYouAreBlack' : 'gomokuYouAreWhite')}
      </p>
      <div class="gomoku-frame">
        <div ref={grid} class="gomoku" role="grid" aria-label={t('gameBoard')} onKeyDown={press}>
          {rows.map((points) => (
            <div key={points[0]} class="gomoku-row" role="row">
              {points.map((point) => (
                <button
                  key={point}
                  type="button"
                  role="gridcell"
                  class="gomoku-point"
                  aria-label={describePoint(view.board, point, t)}
                  tabIndex={point === current ? 0 : -1}
                  data-point={point}
                  data-stone={stoneAt(view.board, point)}
                  data-last={point === view.last ? '' : undefined}
                  data-line={view.line.includes(point) ? '' : undefined}
                  data-aimed={point === aimed ? view.mine : undefined}
                  onClick={(event) => choose(point, isTouch(event))}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <p class="gomoku-hint" role="status">
        {aimed !== null && t('gomokuTapAgain')}
        {aimed === null && view.last !== null && describePoint(view.board, view.last, t)}
      </p>
    </>
  );
}

function stoneAt(board: string, point: number): string | undefined {
  const stone = board.charAt(point);
  return stone === '.' ? undefined : stone;
}

function isTouch(event: MouseEvent): boolean {
  return 'pointerType' in event && event.pointerType === 'touch';
}
