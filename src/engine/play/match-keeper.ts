import { createInTurn } from '../../shared/in-turn.ts';
import type { Log } from '../ports/log.ts';
import type { Stores } from '../ports/stores-port.ts';
import type { MatchRecord } from './rules/table.ts';

/** Stores matches, and lets leave what depends on them only afterwards: no move is known there that is not known here. */
export interface MatchKeeper {
  keep(matches: readonly MatchRecord[]): void;
  afterwards(action: () => void): void;
}

export function createMatchKeeper(store: Stores['matches'], log: Log): MatchKeeper {
  const inTurn = createInTurn();
  // What cannot be stored is played all the same, as long as the browser runs.
  const report = (cause: unknown): void => log('warn', 'matches-not-kept', { cause: String(cause) });
  return {
    keep: (matches) => void inTurn(() => store.save(matches)).catch(report),
    afterwards: (action) => void inTurn(async () => action()),
  };
}
