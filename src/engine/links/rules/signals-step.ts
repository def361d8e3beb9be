import type { LinkStep } from './attempts.ts';
import { beginAnswer, beginSoon, heard, isWanted, mayRetry, unchanged, withHistory } from './attempts.ts';
import { takeRestart } from './restart-step.ts';
import type { LinkState, Moment, SignalFact } from './state.ts';
import { connectTimeoutMs, maxOfferAgeMs } from './timing.ts';

type Received<Kind extends SignalFact['kind']> = Moment & Extract<SignalFact, { kind: Kind }>;

/** What a signal from the contact does to the link. */
export function stepSignal(state: LinkState, event: Moment & SignalFact): LinkStep {
  if (event.kind === 'candidates-received') return onCandidates(state, event);
  if (event.sequence <= state.history.seenSequence) return unchanged(state);
  const seen = withHistory(state, { seenSequence: event.sequence });
  if (event.ageMs !== null && event.ageMs > maxOfferAgeMs) return unchanged(seen);
  const awake = heard(seen, event.atMs);
  if (event.kind === 'offer-received') return onOffer(awake, event);
  if (event.kind === 'answer-received') return onAnswer(awake, event);
  if (event.kind === 'restart-received') return takeRestart(awake, event) ?? reachOut(awake, event);
  return reachOut(awake, event);
}

function onOffer(state: LinkState, event: Received<'offer-received'>): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'offering' || !phase.sent) return beginAnswer(state, event);
  // Their second offer in one attempt of ours means that they never took ours.
  if (phase.won || theirsIsSmaller(state, phase.session, event.session)) return beginAnswer(state, event);
  return unchanged({ ...state, phase: { ...phase, won: true } });
}

/** Glare: the smaller (session, ID) wins (docs/protocol.md#glare). */
function theirsIsSmaller({ self, contact }: LinkState, ours: number, theirs: number): boolean {
  return theirs === ours ? contact < self : theirs < ours;
}

function onAnswer(state: LinkState, event: Received<'answer-received'>): LinkStep {
  const { phase } = state;
  if (phase.kind === 'offering') {
    if (!phase.sent || phase.session !== event.session) return unchanged(state);
    const { attempt, session, wanted } = phase;
    return [
      { ...state, phase: { kind: 'connecting', attempt, session, wanted, replaces: false } },
      [
        { kind: 'accept-answer', attempt, description: event.description },
        { kind: 'start-timer', timer: 'connect', attempt, delayMs: connectTimeoutMs },
      ],
    ];
  }
  const answersNow = 'session' in phase && phase.session === event.session;
  return answersNow ? unchanged(state) : reachOut(state, event);
}

/** The contact is evidently there, but not in an attempt of ours: begin one, within the limits of unasked attempts. */
function reachOut(state: LinkState, event: Moment & SignalFact): LinkStep {
  const { phase } = state;
  if (phase.kind === 'open' || phase.kind === 'healing' || phase.kind === 'offering') return unchanged(state);
  const takesAnAnswer = event.kind === 'answer-received';
  if ((phase.kind === 'answering' || phase.kind === 'connecting') && !takesAnAnswer) return unchanged(state);
  return mayRetry(state.history, event.atMs) ? beginSoon(state, event, isWanted(phase)) : unchanged(state);
}

function onCandidates(state: LinkState, event: Received<'candidates-received'>): LinkStep {
  const { phase } = state;
  if (phase.kind === 'down' || phase.kind === 'waiting') return unchanged(state);
  if (phase.session !== event.session) return unchanged(state);
  return [state, [{ kind: 'add-candidates', attempt: phase.attempt, candidates: event.candidates }]];
}
