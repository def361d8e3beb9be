import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { IceCandidate } from './candidate.ts';
import type { RestartHalf } from './restart-half.ts';
import type { LinkDescription } from './signals.ts';

/** The link to one contact: what is going on now, and what later attempts must remember. */
export interface LinkState {
  readonly self: ContactId;
  readonly contact: ContactId;
  readonly history: LinkHistory;
  readonly phase: LinkPhase;
  /** Something lives on the link that would be missed at once, such as a call. */
  readonly held?: true;
}

export interface LinkHistory {
  /** Number of the newest attempt of either side here; events of older ones are late and mean nothing. */
  readonly attempt: number;
  /** Highest sequence of an offer, answer or poke seen; lower ones were overtaken. */
  readonly seenSequence: number;
  readonly lastOfferAtMs: number | null;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  /** Until when to try again unasked; null while nothing tells that the contact is there. */
  readonly retryUntilMs: number | null;
  /** Their browser answered in the last attempt that came to nothing. */
  readonly met?: boolean | undefined;
}

/** Number here and session shared with the peer; each attempt owns one peer connection. */
export interface Attempt {
  readonly attempt: number;
  readonly session: number;
}

/** `wanted`: a person waits for it and is told when it comes to nothing. */
export type LinkPhase =
  | { readonly kind: 'down' }
  | (Attempt & {
      readonly kind: 'offering';
      readonly wanted: boolean;
      /** `carried`: the offer travels inside another signal. */
      readonly carried: boolean;
      readonly sent: boolean;
      /** An offer of theirs has already lost against this one. */
      readonly won: boolean;
    })
  /** `replaces`: the peer came back with a new link before the old one was seen to break. */
  | (Attempt & { readonly kind: 'answering' | 'connecting'; readonly wanted: boolean; readonly replaces: boolean })
  /** `doubt`: an answer is due; first its absence is only noted, then the peer was asked whether it is there. */
  | (Attempt & { readonly kind: 'open'; readonly doubt?: 'noted' | 'asked'; readonly beats?: Beats })
  /** `hurried`: something waits for the peer, so a new attempt begins soon. */
  | (Attempt & { readonly kind: 'healing'; readonly hurried?: true; readonly knocks?: Knocks })
  | { readonly kind: 'waiting'; readonly wanted: boolean };

/** A held link is asked each second whether it still carries packets there and back. */
export interface Beats {
  readonly heardAtMs: number;
  /** Questions since then. */
  readonly asked: number;
  readonly carried?: Carried;
}

/** What came by the way in use, which no page has a part in. */
export interface CarriedCounts {
  /** Bytes of anything. */
  readonly arrived: number;
  /** Answers to our browser's own questions whether it is heard (RFC 7675). */
  readonly answered: number;
}

export interface Carried extends CarriedCounts {
  readonly readAtMs: number;
  /** When each was read for the last time before it rose: the last of them came no sooner. */
  readonly arrivedAfterMs?: number;
  readonly answeredAfterMs?: number;
}

/** A held link that lost its packets is asked on, and repaired again and again. */
export interface Knocks {
  readonly untilMs: number;
  readonly restartAtMs: number;
}

export type LinkTimer =
  | 'answer'
  | 'connect'
  | 'doubt'
  | 'silence'
  | 'restart'
  | 'heal'
  | 'retry'
  /** The next question on a held link that is open, or that heals. */
  | 'beat'
  | 'knock';

/** What every event brings along, so that a step needs no clock and no dice. */
export interface Moment {
  readonly atMs: number;
  /** Session number for an attempt that may begin now. */
  readonly freshSession: number;
  /** Random, 0..1. */
  readonly jitter: number;
}

export type LinkEvent = Moment & LinkFact;

export type LinkFact =
  | { readonly kind: 'wanted' }
  /** Something left that the peer answers at once if it is there. */
  | { readonly kind: 'answer-expected' }
  /** A frame of theirs came while its absence mattered; a pong also shows that they hear us, and whether they take beats. */
  | { readonly kind: 'heard'; readonly attempt: number; readonly isPong: boolean; readonly takesBeats?: boolean }
  | { readonly kind: 'carried'; readonly attempt: number; readonly counts: CarriedCounts }
  | { readonly kind: 'held'; readonly isHeld: boolean }
  /** This computer had no network, and has one again. */
  | { readonly kind: 'network-returned' }
  /** An accept signal is being written and can take an offer along. */
  | { readonly kind: 'offer-requested' }
  | SignalFact
  | {
      readonly kind: 'offer-made' | 'answer-made';
      readonly attempt: number;
      readonly description: LinkDescription;
    }
  /** Half of an ICE restart, ours or the answer to theirs, fit to travel as a signal too. */
  | { readonly kind: 'restart-made'; readonly attempt: number; readonly half: RestartHalf }
  | { readonly kind: 'candidates-found'; readonly attempt: number; readonly candidates: readonly IceCandidate[] }
  | { readonly kind: 'signal-failed' | 'peer-failed' | 'lanes-opened'; readonly attempt: number }
  | {
      readonly kind: 'connection-changed';
      readonly attempt: number;
      readonly change: 'interrupted' | 'restored' | 'stuck' | 'failed';
    }
  | { readonly kind: 'farewell-received'; readonly attempt: number }
  | { readonly kind: 'closed-here' }
  | { readonly kind: 'timer-fired'; readonly timer: LinkTimer; readonly attempt: number };

export type SignalFact =
  | (SignalHead & { readonly kind: 'offer-received'; readonly session: number; readonly description: LinkDescription })
  | (SignalHead & { readonly kind: 'answer-received'; readonly session: number; readonly description: LinkDescription })
  | (SignalHead & { readonly kind: 'restart-received'; readonly session: number; readonly half: RestartHalf })
  | (SignalHead & { readonly kind: 'poke-received' })
  | {
      readonly kind: 'candidates-received';
      readonly session: number;
      readonly candidates: readonly IceCandidate[];
    };

interface SignalHead {
  readonly sequence: number;
  /** Null when unknown, which counts as fresh. */
  readonly ageMs: number | null;
}

export type LinkEffect =
  /** Opens a peer connection for the attempt; ends in `offer-made` or `peer-failed`. */
  | (Attempt & { readonly kind: 'create-offer' })
  /** Opens a peer connection for the attempt; ends in `answer-made` or `peer-failed`. */
  | (Attempt & { readonly kind: 'accept-offer'; readonly description: LinkDescription })
  | { readonly kind: 'accept-answer'; readonly attempt: number; readonly description: LinkDescription }
  | { readonly kind: 'add-candidates'; readonly attempt: number; readonly candidates: readonly IceCandidate[] }
  /** Begins an ICE restart over the control lane; ends in `restart-made` where it can travel as a signal as well. */
  | { readonly kind: 'restart-ice'; readonly attempt: number }
  /** Half of theirs came as a signal; ends in `restart-made` when it wants an answer. */
  | { readonly kind: 'take-restart'; readonly attempt: number; readonly half: RestartHalf }
  /** `beat`: a ping that may be lost, and is overtaken by nothing. `count-carried` ends in `carried`, if in anything. */
  | { readonly kind: 'say-farewell' | 'ping' | 'beat' | 'count-carried'; readonly attempt: number }
  /** What was waited for did not come: maybe it did, and the watch of the own mailbox is dead. */
  | { readonly kind: 'renew-mailbox' }
  | { readonly kind: 'close-peer'; readonly attempt: number }
  | (Attempt & { readonly kind: 'send-offer' | 'send-answer'; readonly description: LinkDescription })
  | (Attempt & { readonly kind: 'send-restart'; readonly half: RestartHalf })
  | (Attempt & { readonly kind: 'send-candidates'; readonly candidates: readonly IceCandidate[] })
  /** Gives the offer to whoever asked for it. */
  | (Attempt & { readonly kind: 'carry-offer'; readonly description: LinkDescription })
  /** Each link has one timer: starting one replaces the one before. */
  | { readonly kind: 'start-timer'; readonly timer: LinkTimer; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'stop-timer' }
  | { readonly kind: 'announce'; readonly news: LinkNews };

export type LinkNews = 'opened' | 'interrupted' | 'restored' | 'down' | 'unreachable';

export function initialLink(self: ContactId, contact: ContactId): LinkState {
  return {
    self,
    contact,
    history: { attempt: 0, seenSequence: -1, lastOfferAtMs: null, failures: 0, retryUntilMs: null },
    phase: { kind: 'down' },
  };
}

/** Presence as people see it: repeated attempts that nobody waits for are not shown. */
export function presenceOf({ phase, history }: LinkState): 'online' | 'away' | 'connecting' {
  switch (phase.kind) {
    case 'down':
      return 'away';
    case 'open':
      return 'online';
    case 'healing':
      return 'connecting';
    case 'waiting':
      return phase.wanted ? 'connecting' : 'away';
    case 'offering':
      return phase.wanted || history.failures === 0 ? 'connecting' : 'away';
    default:
      return phase.replaces ? 'online' : 'connecting';
  }
}

/** With both descriptions known it is no longer they who are not there. */
export function hasMet({ phase, history }: LinkState): boolean {
  return phase.kind === 'connecting' || history.met === true;
}

/** The attempt that owns a peer connection in this phase. */
export function liveAttempt(phase: LinkPhase): number | undefined {
  return 'attempt' in phase ? phase.attempt : undefined;
}
