import { useRef, useState } from 'preact/hooks';
import type { PointingAction } from '../../../shared/pointing-view.ts';
import type { PointingMoves } from './pointing-moves.ts';
import { createPointingMoves } from './pointing-moves.ts';

/** What the person has in hand while they watch a share, and what they do with it. */
export interface PointingTools {
  readonly isOn: boolean;
  /** A press draws instead of clicking. */
  readonly draws: boolean;
  /** What is drawn is there until it is wiped. */
  readonly stays: boolean;
  change(part: Partial<Pick<PointingTools, 'isOn' | 'draws' | 'stays'>>): void;
  readonly moves: PointingMoves;
  readonly act: (action: PointingAction) => void;
}

const nothing = { isOn: false, draws: false, stays: false };

/** Nothing in hand at first; what was taken up is kept for as long as the call is shown. */
export function usePointingTools(act: (action: PointingAction) => void): PointingTools {
  const [tools, setTools] = useState(nothing);
  const present = useRef({ ...tools, act });
  present.current = { ...tools, act };
  const [moves] = useState(() =>
    createPointingMoves({ act: (action) => present.current.act(action), pen: () => present.current }),
  );
  return { ...tools, moves, act, change: (part) => setTools((before) => ({ ...before, ...part })) };
}
