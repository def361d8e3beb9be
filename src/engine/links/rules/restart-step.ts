import type { LinkStep } from './attempts.ts';
import { isUp, unchanged } from './attempts.ts';
import type { RestartHalf } from './restart-half.ts';
import type { LinkState } from './state.ts';

// An ICE restart travels over the control lane, and as one signal each way as well: what is broken cannot carry its own repair.

/** Half of a restart has left by the lane: it goes through the service too, unless there is nothing left to repair. */
export function sendRestart(state: LinkState, half: RestartHalf): LinkStep {
  const { phase } = state;
  const isNeeded = phase.kind === 'healing' || (phase.kind === 'open' && half.role === 'answer');
  if (!isNeeded) return unchanged(state);
  const { attempt, session } = phase;
  return [state, [{ kind: 'send-restart', attempt, session, half }]];
}

/** Undefined when theirs is for another link than the one there is. */
export function takeRestart(
  state: LinkState,
  { session, half }: { readonly session: number; readonly half: RestartHalf },
): LinkStep | undefined {
  const { phase } = state;
  if (!isUp(phase) || !('session' in phase) || phase.session !== session) return undefined;
  return [state, [{ kind: 'take-restart', attempt: phase.attempt, half }]];
}
