import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { SharePause } from '../../../shared/settings/share-mode.ts';
import type { ContactObstacle } from '../../links/rules/obstacle.ts';
import type { CallEnding, CallNote } from './call-note.ts';
import type { CallFrame } from './frames.ts';

/** How long we try to bring up a link before the contact counts as not reachable: three attempts of ten seconds. */
export const reachTimeoutMs = 30_000;
/**
 * Whoever calls again after a call was lost is sought until then, so that two of whom both want to go on do so without another click.
 * What takes longer to come back is not waited for with the microphone on.
 */
export const goOnMs = 120_000;
/** From the first invite until nobody has answered; the caller alone decides it, so that both sides agree. */
export const ringTimeoutMs = 45_000;
/** The callee stops by itself only when the caller's word must have been lost: ring timeout and a slow link. */
export const ringBackstopMs = 50_000;
/** From the accept until both have their media slots; a healthy link needs two round trips. */
export const joinTimeoutMs = 30_000;
/** A call survives a minute without a path, and what it takes to find one afterwards. */
export const lostTimeoutMs = 75_000;
/** Pause before a link that could not be reached is wanted again, while a call waits for it. */
export const wantAgainDelayMs = 2_000;
/** Ended attempts whose outcome is repeated to a peer that still believes in them; more than two people can be out of step with. */
export const pastCallsKept = 16;
/** Calls kept for people who were away; more of them say nothing more. */
export const untoldCallsKept = 64;

export interface CallMachine {
  readonly call: Call;
  readonly past: readonly PastCall[];
  /** Own calls that never rang there; to be told when a link comes up. */
  readonly untold: readonly UntoldCall[];
}

/** A call that its callee knows nothing of yet. */
export interface UntoldCall {
  readonly callId: string;
  readonly contactId: ContactId;
  readonly video: boolean;
  readonly share?: true;
  /** When it ended. */
  readonly atMs: number;
}

/** An attempt that is over, and the word that says so. */
export interface PastCall {
  readonly callId: string;
  readonly contactId: ContactId;
  readonly farewell: CallFrame;
}

export type Call = { readonly phase: 'idle' } | LiveCall | EndedCall;
export type LiveCall = PreparingCall | CallingCall | IncomingCall | JoinedCall;

interface CallBasics {
  readonly callId: string;
  readonly contactId: ContactId;
  /** Whether the one who called asked for video. */
  readonly video: boolean;
  /** A screen is shown and nothing else was asked for: it ends with what is shown, unless somebody speaks or films by then. */
  readonly share?: true;
  readonly direction: 'incoming' | 'outgoing';
}

interface LinkedBasics extends CallBasics {
  readonly link: 'open' | 'interrupted' | 'down';
  /** The four slots exist on the present link. */
  readonly mediaReady: boolean;
}

/**
 * Before the invite: looking whether devices may be opened, or (`asked`) waiting for the person on the permission page. Of a share:
 * the browser's picker is open, which is no call yet and gives way to any.
 */
export interface PreparingCall extends LinkedBasics {
  readonly phase: 'preparing';
  readonly asked: boolean;
  /** It goes on with a call that was lost: so long the contact is sought. */
  readonly seekUntilMs?: number;
}

export type PickingCall = PreparingCall & { readonly share: true };

export interface CallingCall extends LinkedBasics {
  readonly phase: 'calling';
  /** An invite has left at least once. */
  readonly invited: boolean;
  /** The other side said that it rings there. */
  readonly ringing: boolean;
}

export interface IncomingCall extends LinkedBasics {
  readonly phase: 'incoming';
}

/** Accepted by both; `joining` until link and slots are there for the first time. */
export interface JoinedCall extends LinkedBasics {
  readonly phase: 'joining' | 'active';
  /** The accept was ours; it is repeated on a new link, in case the first was lost. */
  readonly acceptedHere: boolean;
  readonly answerVideo: boolean;
  readonly connectedAtMs: number | null;
  /** Since when they have not been connected any more, null while they are. */
  readonly brokenAtMs: number | null;
  /** The last sleep of this computer, in which nothing can have come. */
  readonly slept: Sleep | null;
  readonly theirs: CallTheirs;
}

export interface Sleep {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** What the other side says is on there. */
export interface CallTheirs {
  readonly microphone: boolean;
  /** Why nothing is heard, where they have not muted it: there is none, it is not there yet, or the system lets nothing out of it. */
  readonly quiet?: 'none' | 'opening' | 'silenced';
  readonly camera: boolean;
  readonly screen: boolean;
  /** Their share has sound. */
  readonly screenSound?: boolean;
  readonly sharePaused?: SharePause;
}

export interface EndedCall extends CallBasics {
  readonly phase: 'ended';
  readonly ending: CallEnding;
  readonly obstacle?: ContactObstacle;
  readonly connectedAtMs: number | null;
  /** When it ended, if nobody wanted it to. */
  readonly lostAtMs?: number;
}

export type CallTimer = 'reach' | 'ring' | 'join' | 'lost' | 'retry';

/** Every fact carries when it happened, in milliseconds since the Unix epoch. */
export type CallEvent = CallFact & {
  readonly atMs: number;
  /** What is in the way to whoever the call is with, if anything here is. */
  readonly obstacle?: ContactObstacle | undefined;
};

export type CallFact =
  | StartedFact
  | PersonFact
  | CallLinkFact
  | { readonly kind: 'dismissed' }
  /** What was kept across a restart. */
  | { readonly kind: 'untold-restored'; readonly untold: readonly UntoldCall[] }
  | { readonly kind: 'frame-received'; readonly contactId: ContactId; readonly frame: CallFrame }
  | { readonly kind: 'timer-fired'; readonly timer: CallTimer }
  /** This computer has been asleep until now. */
  | { readonly kind: 'slept'; readonly sinceMs: number };

export interface StartedFact {
  readonly kind: 'started';
  readonly callId: string;
  readonly contactId: ContactId;
  readonly video: boolean;
  readonly share?: true;
  readonly linkOpen: boolean;
}

/** What the person here decided, or still has to. */
export type PersonFact =
  | { readonly kind: 'permission-needed' | 'permission-refused' | 'devices-settled' }
  /** `refused`: the system does not let this browser show a screen at all. */
  | { readonly kind: 'screen-picked' | 'screen-not-picked' | 'screen-refused' }
  /** Nothing is shown from here any more; `devicesOn`: one is heard or seen from here, or muted. */
  | { readonly kind: 'share-ended'; readonly devicesOn: boolean }
  | { readonly kind: 'answered'; readonly video: boolean }
  | { readonly kind: 'declined' | 'hung-up' };

export interface CallLinkFact {
  readonly kind:
    | 'link-opened'
    | 'link-interrupted'
    | 'link-restored'
    | 'link-down'
    | 'link-unreachable'
    | 'media-ready'
    | 'contact-removed';
  readonly contactId: ContactId;
}

export type CallEffect =
  | { readonly kind: 'want-link' | 'prepare-media' | 'connect-media'; readonly contactId: ContactId }
  | { readonly kind: 'send'; readonly contactId: ContactId; readonly frame: CallFrame }
  /** Tells the peer which of our devices are on. */
  | { readonly kind: 'send-state'; readonly contactId: ContactId; readonly callId: string }
  /** The person here has agreed: microphone, and camera with `video`. */
  | { readonly kind: 'acquire-devices'; readonly video: boolean }
  /** Shows the browser's picker, in the click that asked for it. */
  | { readonly kind: 'pick-screen' }
  /** Stops every device and everything shown or played. */
  | { readonly kind: 'release-media' }
  /** Replaces a running timer of that name. */
  | { readonly kind: 'start-timer'; readonly timer: CallTimer; readonly delayMs: number }
  | { readonly kind: 'stop-timers' }
  | { readonly kind: 'write-note'; readonly contactId: ContactId; readonly note: Omit<CallNote, 'id' | 'kind'> };

export type CallStep = readonly [CallMachine, readonly CallEffect[]];

export const idleCalls: CallMachine = { call: { phase: 'idle' }, past: [], untold: [] };

/** The call there is, unless there is none or it is over. */
export function liveCall(machine: CallMachine): LiveCall | undefined {
  const { call } = machine;
  return call.phase === 'idle' || call.phase === 'ended' ? undefined : call;
}

/** The mark of a share as it is carried on, and nothing where there is none. */
export function shareMark({ share }: { readonly share?: boolean | undefined }): { readonly share?: true } {
  return share === true ? { share } : {};
}

/** The browser's picker is open and nobody knows of it yet. */
export function isPicking(call: Call): call is PickingCall {
  return call.phase === 'preparing' && call.share === true;
}

export function isJoined(call: Call): call is JoinedCall {
  return call.phase === 'joining' || call.phase === 'active';
}
