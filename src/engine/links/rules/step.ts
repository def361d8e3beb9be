import type { LinkStep } from './attempts.ts';
import {
  announce,
  beginOffer,
  beginSoon,
  giveUp,
  isCurrent,
  isUp,
  isWanted,
  lose,
  mayRetry,
  rest,
  unchanged,
  withHistory,
} from './attempts.ts';
import {
  beat,
  beginKnocking,
  compareCarried,
  firstQuestion,
  hear,
  hold,
  isWatched,
  knock,
  restore,
} from './held-step.ts';
import { sendRestart } from './restart-step.ts';
import { onNetworkReturned } from './return-step.ts';
import type { LinkDescription } from './signals.ts';
import { stepSignal } from './signals-step.ts';
import { ask, expectAnswer, hurry, interrupt, restart } from './silence-step.ts';
import type { LinkEvent, LinkPhase, LinkState, LinkTimer, Moment, SignalFact } from './state.ts';
import { answerTimeoutMs } from './timing.ts';

type Happened<Kind extends LinkEvent['kind']> = LinkEvent & { readonly kind: Kind };

/** Brings the link of one contact up and keeps it: all the rules of docs/protocol.md#links. */
export function stepLink(state: LinkState, event: LinkEvent): LinkStep {
  switch (event.kind) {
    case 'wanted':
      return onWanted(state, event);
    case 'answer-expected':
      return expectAnswer(state);
    case 'held':
      return hold(state, event.isHeld);
    case 'network-returned':
      return onNetworkReturned(state, event);
    case 'offer-requested':
      return canStart(state) ? beginOffer(state, event, { wanted: false, carried: true }) : unchanged(state);
    case 'closed-here':
      return closeHere(state);
    case 'offer-received':
    case 'answer-received':
    case 'restart-received':
    case 'poke-received':
    case 'candidates-received':
      return stepSignal(state, event);
    case 'timer-fired':
      return onTimer(state, event);
    default:
      return isCurrent(state, event) ? stepAttempt(state, event) : unchanged(state);
  }
}

type AttemptEvent = Exclude<LinkEvent & { readonly attempt: number }, { kind: 'timer-fired' | SignalFact['kind'] }>;

/** Results and facts of the peer connection that lives now. */
function stepAttempt(state: LinkState, event: AttemptEvent): LinkStep {
  switch (event.kind) {
    case 'offer-made':
      return onOfferMade(state, event);
    case 'answer-made':
      return onAnswerMade(state, event);
    case 'candidates-found':
      return onCandidatesFound(state, event);
    case 'signal-failed':
    case 'peer-failed':
      return isUp(state.phase) ? unchanged(state) : giveUp(state, event);
    case 'lanes-opened':
      return onLanesOpened(state);
    case 'connection-changed':
      return onConnection(state, event);
    case 'restart-made':
      return sendRestart(state, event.half);
    case 'heard':
      return hear(state, event);
    case 'carried':
      return compareCarried(state, event);
    case 'farewell-received':
      return isUp(state.phase) ? endUp(state) : giveUp(state, event);
    default:
      return unchanged(state);
  }
}

/** Whether an attempt can begin without breaking another one. */
export function canStart({ phase }: LinkState): boolean {
  return phase.kind === 'down' || phase.kind === 'waiting';
}

function onWanted(state: LinkState, moment: Moment): LinkStep {
  const { phase, history } = state;
  if (phase.kind === 'healing') return hurry(state);
  if (!canStart(state))
    return 'wanted' in phase ? unchanged({ ...state, phase: { ...phase, wanted: true } }) : unchanged(state);
  const exhausted = !mayRetry(history, moment.atMs);
  const renewed = exhausted ? withHistory(state, { failures: 0, retryUntilMs: null }) : state;
  return beginSoon(renewed, moment, true);
}

function closeHere(state: LinkState): LinkStep {
  const { phase } = state;
  const [next, effects] = isUp(phase) ? endUp(state) : rest(state);
  const forgotten = withHistory(next, { retryUntilMs: null });
  if (isWanted(phase)) return [forgotten, [...effects, announce('unreachable')]];
  if (!isUp(phase) || !('attempt' in phase)) return [forgotten, effects];
  return [forgotten, [{ kind: 'say-farewell', attempt: phase.attempt }, ...effects]];
}

function endUp(state: LinkState): LinkStep {
  const [next, effects] = rest(withHistory(state, { retryUntilMs: null }));
  return [next, [...effects, announce('down')]];
}

function onOfferMade(state: LinkState, event: { readonly description: LinkDescription }): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'offering' || phase.sent) return unchanged(state);
  const { attempt, session, carried } = phase;
  const kind = carried ? 'carry-offer' : 'send-offer';
  return [
    { ...state, phase: { ...phase, sent: true } },
    [
      { kind, attempt, session, description: event.description },
      // Counted anew: how long gathering took here says nothing of how long the answer takes.
      { kind: 'start-timer', timer: 'answer', attempt, delayMs: answerTimeoutMs },
    ],
  ];
}

function onAnswerMade(state: LinkState, event: { readonly description: LinkDescription }): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'answering') return unchanged(state);
  const { attempt, session } = phase;
  return [
    { ...state, phase: { ...phase, kind: 'connecting' } },
    [{ kind: 'send-answer', attempt, session, description: event.description }],
  ];
}

function onCandidatesFound(state: LinkState, event: Happened<'candidates-found'>): LinkStep {
  const { phase } = state;
  const isNews = phase.kind === 'connecting' || phase.kind === 'healing' || (phase.kind === 'offering' && phase.sent);
  if (!isNews) return unchanged(state);
  const { attempt, session } = phase;
  return [state, [{ kind: 'send-candidates', attempt, session, candidates: event.candidates }]];
}

function onLanesOpened(state: LinkState): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'connecting') return unchanged(state);
  const { attempt, session } = phase;
  const renewed = withHistory(state, { failures: 0, retryUntilMs: null, met: undefined });
  const open: LinkState = { ...renewed, phase: { kind: 'open', attempt, session } };
  return [open, [{ kind: 'stop-timer' }, announce('opened'), ...firstQuestion(open)]];
}

function onConnection(state: LinkState, event: Happened<'connection-changed'>): LinkStep {
  const { phase } = state;
  const isOver = event.change === 'failed' || (event.change === 'stuck' && !isWatched(phase));
  if (isOver) return isUp(phase) ? lose(state, event) : giveUp(state, event);
  if (event.change === 'restored') return restore(state, event.atMs);
  return isWatched(phase) ? beginKnocking(state, event.atMs) : interrupt(state);
}

function onTimer(state: LinkState, event: Happened<'timer-fired'>): LinkStep {
  const { phase } = state;
  if (event.attempt !== state.history.attempt || !awaits(phase, event.timer)) return unchanged(state);
  switch (event.timer) {
    case 'retry':
      return beginOffer(state, event, { wanted: isWanted(phase), carried: false });
    case 'doubt':
      return ask(state);
    case 'silence':
      return interrupt(state);
    case 'restart':
      return restart(state);
    case 'heal':
      return lose(state, event, 1);
    case 'beat':
      return beat(state, event);
    case 'knock':
      return knock(state, event);
    case 'answer':
      return withRenewal(giveUp(state, event));
    default:
      return giveUp(state, event);
  }
}

/** The answer may have come, to a watch that is dead without anybody having said so. */
function withRenewal([next, effects]: LinkStep): LinkStep {
  return [next, [...effects, { kind: 'renew-mailbox' }]];
}

function awaits(phase: LinkPhase, timer: LinkTimer): boolean {
  const { kind } = phase;
  if (timer === 'connect') return kind === 'answering' || kind === 'connecting';
  if (timer === 'doubt') return kind === 'open' && phase.doubt === 'noted';
  if (timer === 'silence') return kind === 'open' && phase.doubt === 'asked';
  if (timer === 'beat') return kind === 'open' && phase.beats !== undefined;
  if (timer === 'knock') return kind === 'healing' && phase.knocks !== undefined;
  const phases = { retry: 'waiting', restart: 'healing', heal: 'healing', answer: 'offering' } as const;
  return kind === phases[timer];
}
