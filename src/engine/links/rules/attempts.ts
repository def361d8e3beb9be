import type { LinkDescription } from './signals.ts';
import type { LinkEffect, LinkEvent, LinkHistory, LinkPhase, LinkState, Moment } from './state.ts';
import { liveAttempt } from './state.ts';
import { answerTimeoutMs, attemptSpacingMs, connectTimeoutMs, retryDelayMs, retryWindowMs } from './timing.ts';

export type LinkStep = readonly [LinkState, readonly LinkEffect[]];

export function unchanged(state: LinkState): LinkStep {
  return [state, []];
}

/** The contact gave a sign of life; the time to try unasked is not prolonged by further ones. */
export function heard(state: LinkState, atMs: number): LinkState {
  if (state.history.retryUntilMs !== null) return state;
  return withHistory(state, { retryUntilMs: atMs + retryWindowMs });
}

export function withHistory(state: LinkState, change: Partial<LinkHistory>): LinkState {
  return { ...state, history: { ...state.history, ...change } };
}

export function isWanted(phase: LinkPhase): boolean {
  return 'wanted' in phase && phase.wanted;
}

/** Begins an own attempt now. */
export function beginOffer(state: LinkState, moment: Moment, how: { wanted: boolean; carried: boolean }): LinkStep {
  const attempt = state.history.attempt + 1;
  const session = moment.freshSession;
  const next = withHistory(state, { attempt, lastOfferAtMs: moment.atMs });
  return [
    { ...next, phase: { kind: 'offering', attempt, session, ...how, sent: false, won: false } },
    [
      ...closing(state.phase),
      { kind: 'create-offer', attempt, session },
      { kind: 'start-timer', timer: 'answer', attempt, delayMs: answerTimeoutMs },
    ],
  ];
}

/** Begins an own attempt as soon as the spacing between attempts allows. */
export function beginSoon(state: LinkState, moment: Moment, wanted: boolean): LinkStep {
  const { lastOfferAtMs } = state.history;
  const remainingMs = lastOfferAtMs === null ? 0 : lastOfferAtMs + attemptSpacingMs - moment.atMs;
  if (remainingMs <= 0 || remainingMs > attemptSpacingMs) return beginOffer(state, moment, { wanted, carried: false });
  return waitFor(state, remainingMs, wanted);
}

/** Answers their offer in place of whatever was going on. */
export function beginAnswer(state: LinkState, offer: { session: number; description: LinkDescription }): LinkStep {
  const attempt = state.history.attempt + 1;
  const { session, description } = offer;
  const wasUp = isUp(state.phase);
  const replaces = wasUp || ('replaces' in state.phase && state.phase.replaces);
  return [
    {
      ...withHistory(state, { attempt }),
      phase: { kind: 'answering', attempt, session, wanted: isWanted(state.phase), replaces },
    },
    [
      ...closing(state.phase),
      ...(wasUp ? [announce('down')] : []),
      { kind: 'accept-offer', attempt, session, description },
      { kind: 'start-timer', timer: 'connect', attempt, delayMs: connectTimeoutMs },
    ],
  ];
}

/** The current attempt came to nothing: say so if somebody waits, then rest or try again later. */
export function giveUp(state: LinkState, moment: Moment): LinkStep {
  const met = state.phase.kind === 'connecting' || undefined;
  const failed = withHistory(state, { failures: state.history.failures + 1, met });
  const delayMs = retryDelayMs(failed.history.failures, moment.jitter);
  const [next, more] = mayRetry(failed.history, moment.atMs + delayMs) ? waitFor(failed, delayMs, false) : rest(failed);
  return [next, isWanted(state.phase) ? [...more, announce('unreachable')] : more];
}

/** A link that was up is up no more, against our will. `failures`: attempts to reach the peer that count as vain already. */
export function lose(state: LinkState, moment: Moment, failures = 0): LinkStep {
  const lost = withHistory(state, { failures, retryUntilMs: moment.atMs + retryWindowMs });
  const [next, effects] = beginSoon(lost, moment, false);
  return [next, [announce('down'), ...effects]];
}

/** Ends everything, without a later attempt. */
export function rest(state: LinkState): LinkStep {
  return [{ ...state, phase: { kind: 'down' } }, [...closing(state.phase), { kind: 'stop-timer' }]];
}

export function mayRetry(history: LinkHistory, atMs: number): boolean {
  return history.retryUntilMs !== null && atMs <= history.retryUntilMs;
}

export function isUp(phase: LinkPhase): boolean {
  return phase.kind === 'open' || phase.kind === 'healing';
}

export function announce(news: Extract<LinkEffect, { kind: 'announce' }>['news']): LinkEffect {
  return { kind: 'announce', news };
}

/** Whether the event belongs to the peer connection that lives now. */
export function isCurrent(state: LinkState, event: LinkEvent & { readonly attempt: number }): boolean {
  return liveAttempt(state.phase) === event.attempt;
}

function waitFor(state: LinkState, delayMs: number, wanted: boolean): LinkStep {
  return [
    { ...state, phase: { kind: 'waiting', wanted } },
    [...closing(state.phase), { kind: 'start-timer', timer: 'retry', attempt: state.history.attempt, delayMs }],
  ];
}

function closing(phase: LinkPhase): readonly LinkEffect[] {
  const attempt = liveAttempt(phase);
  return attempt === undefined ? [] : [{ kind: 'close-peer', attempt }];
}
