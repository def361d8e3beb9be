import type { LinkStep } from './attempts.ts';
import { announce, unchanged } from './attempts.ts';
import type { LinkEffect, LinkState } from './state.ts';
import { doubtAfterMs, healTimeoutMs, hurriedHealTimeoutMs, restartAfterMs, silenceAfterMs } from './timing.ts';

// A link costs nothing while nobody speaks. Whether the peer is still there is found out when something depends on it.

/** An answer is due, which a held link awaits all the time: without any sign of life the peer will be asked for one. */
export function expectAnswer(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind === 'healing') return hurry(state);
  if (phase.kind !== 'open' || phase.doubt !== undefined || phase.beats !== undefined) return unchanged(state);
  const { attempt } = phase;
  return [
    { ...state, phase: { ...phase, doubt: 'noted' } },
    [{ kind: 'start-timer', timer: 'doubt', attempt, delayMs: doubtAfterMs }],
  ];
}

export function ask(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open') return unchanged(state);
  const { attempt } = phase;
  return [
    { ...state, phase: { ...phase, doubt: 'asked' } },
    [
      { kind: 'ping', attempt },
      { kind: 'start-timer', timer: 'silence', attempt, delayMs: silenceAfterMs },
    ],
  ];
}

/** Any frame takes away the doubt whether somebody is there. */
export function calm(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open' || phase.doubt === undefined) return unchanged(state);
  const { attempt, session } = phase;
  return [{ ...state, phase: { kind: 'open', attempt, session } }, [{ kind: 'stop-timer' }]];
}

/** Packets do not pass at present; of a link that answers no beats. */
export function interrupt(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open') return unchanged(state);
  const { attempt, session, doubt } = phase;
  const healing: LinkState = { ...state, phase: { kind: 'healing', attempt, session } };
  if (doubt === undefined && !state.held) {
    return [
      healing,
      [{ kind: 'start-timer', timer: 'restart', attempt, delayMs: restartAfterMs }, announce('interrupted')],
    ];
  }
  const [hurried, effects] = hurry(healing);
  return [hurried, [...effects, announce('interrupted')]];
}

export function restart(state: LinkState): LinkStep {
  return [state, restartIce(state, healTimeoutMs)];
}

/** Somebody waits for the peer: the link heals at once, or not at all. */
export function hurry(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'healing' || phase.hurried) return unchanged(state);
  const ping: LinkEffect = { kind: 'ping', attempt: phase.attempt };
  // A message can go another way, a call cannot.
  const delayMs = state.held ? healTimeoutMs : hurriedHealTimeoutMs;
  return [{ ...state, phase: { ...phase, hurried: true } }, [ping, ...restartIce(state, delayMs)]];
}

function restartIce({ history: { attempt } }: LinkState, delayMs: number): readonly LinkEffect[] {
  return [
    { kind: 'restart-ice', attempt },
    { kind: 'start-timer', timer: 'heal', attempt, delayMs },
  ];
}
