import type { LinkEffect, LinkFact, LinkHistory, LinkPhase, LinkState } from '#src/engine/links/rules/state.ts';
import { initialLink } from '#src/engine/links/rules/state.ts';
import { stepLink } from '#src/engine/links/rules/step.ts';
import { answerTimeoutMs, connectTimeoutMs } from '#src/engine/links/rules/timing.ts';
import { describedAs, hostCandidate } from '../../../../fakes/link-descriptions.ts';

export const atMs = 100_000;
export const offer = describedAs('offer');
export const answer = describedAs('answer');
export const candidates = [hostCandidate];
export const mine = { attempt: 3, session: 50 } as const;
export const next = { attempt: 4, session: 70 } as const;

export const down = { kind: 'down' } as const;
export const waiting = { kind: 'waiting', wanted: false } as const;
export const unsent = { kind: 'offering', ...mine, wanted: false, carried: false, sent: false, won: false } as const;
export const sent = { ...unsent, sent: true } as const;
export const answering = { kind: 'answering', ...mine, wanted: false, replaces: false } as const;
export const connecting = { ...answering, kind: 'connecting' } as const;
export const open = { kind: 'open', ...mine } as const;
export const healing = { kind: 'healing', ...mine } as const;
export const newOffer = {
  kind: 'offering',
  ...next,
  wanted: false,
  carried: false,
  sent: false,
  won: false,
} as const;

export const offerMade: LinkFact = { kind: 'offer-made', attempt: 3, description: offer };
export const answerMade: LinkFact = { kind: 'answer-made', attempt: 3, description: answer };
export const found: LinkFact = { kind: 'candidates-found', attempt: 3, candidates };
export const lanes: LinkFact = { kind: 'lanes-opened', attempt: 3 };
export const farewell: LinkFact = { kind: 'farewell-received', attempt: 3 };
export const wanted: LinkFact = { kind: 'wanted' };
export const requested: LinkFact = { kind: 'offer-requested' };
export const closedHere: LinkFact = { kind: 'closed-here' };
export const poke: LinkFact = { kind: 'poke-received', sequence: 6, ageMs: 0 };
export const theirs = (session: number, head: object = {}): LinkFact => ({
  ...{ kind: 'offer-received', session, sequence: 6, ageMs: 0, description: offer, ...head },
});
export const reply = (session: number): LinkFact => ({
  ...{ kind: 'answer-received', session, sequence: 6, ageMs: 0, description: answer },
});
export const named = (session: number): LinkFact => ({ kind: 'candidates-received', session, candidates });
export const fired = (timer: 'answer' | 'connect' | 'retry' | 'heal' | 'restart', attempt = 3): LinkFact => ({
  ...{ kind: 'timer-fired', timer, attempt },
});
export const changed = (change: 'interrupted' | 'restored' | 'stuck' | 'failed'): LinkFact => ({
  ...{ kind: 'connection-changed', attempt: 3, change },
});

export const closePeer: LinkEffect = { kind: 'close-peer', attempt: 3 };
export const stopTimer: LinkEffect = { kind: 'stop-timer' };
export const renewMailbox: LinkEffect = { kind: 'renew-mailbox' };
export const say = (news: Extract<LinkEffect, { kind: 'announce' }>['news']): LinkEffect => ({
  kind: 'announce',
  news,
});
export const timer = (name: 'answer' | 'connect' | 'retry' | 'heal', attempt: number, delayMs: number): LinkEffect => ({
  ...{ kind: 'start-timer', timer: name, attempt, delayMs },
});
export const begins: readonly LinkEffect[] = [{ kind: 'create-offer', ...next }, timer('answer', 4, answerTimeoutMs)];
export const accepts: readonly LinkEffect[] = [
  { kind: 'accept-offer', attempt: 4, session: 9, description: offer },
  timer('connect', 4, connectTimeoutMs),
];
export const answersTheirs = { kind: 'answering', attempt: 4, session: 9, wanted: false, replaces: false } as const;

export function linkIn(phase: LinkPhase, history: Partial<LinkHistory> = {}, contact = 'c'): LinkState {
  const { history: initial } = initialLink('b', contact);
  return { self: 'b', contact, phase, history: { ...initial, attempt: 3, seenSequence: 5, ...history } };
}

export function step(state: LinkState, fact: LinkFact) {
  return stepLink(state, { ...fact, atMs, freshSession: 70, jitter: 0.5 });
}
