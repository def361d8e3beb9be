import type { LinkStep } from './attempts.ts';
import { beginSoon, isWanted, unchanged } from './attempts.ts';
import { beginKnocking, repairNow } from './held-step.ts';
import type { LinkState, Moment } from './state.ts';

/**
 * This computer has a network again. Where somebody waits, what its absence broke is repaired now, and no pause is kept that was
 * meant for a contact who is not there; everything else has time for its own timers.
 */
export function onNetworkReturned(state: LinkState, moment: Moment): LinkStep {
  const { phase } = state;
  if (!state.held && !isWanted(phase)) return unchanged(state);
  switch (phase.kind) {
    case 'open':
      return beginKnocking(state, moment.atMs);
    case 'healing':
      return repairNow(state, moment.atMs);
    case 'waiting':
    case 'offering':
      return beginSoon(state, moment, phase.wanted);
    default:
      return unchanged(state);
  }
}
