import { utf8Length } from '../../../shared/text/text-size.ts';
import { mailLifeMs } from '../../mailbox/rules/lifetimes.ts';
import type { Counters, MailedDocument } from './counters.ts';
import type { ChatEffect, ChatPolicy, Next } from './events.ts';
import type { OrderedFrame } from './frames.ts';
import { mailedThrough } from './message-state.ts';
import { toFrame } from './sending.ts';
import type { ChatState, MailingState } from './state.ts';

/** The service keeps as many documents per contact. */
export const mailRingSize = 64;
/** Frames of one document as JSON, in bytes of UTF-8; an envelope of 16 KiB holds them even if they do not compress. */
const maxDocumentBytes = 16_000;
export const maxMailFrames = 128;
/** The service refuses a second write to a document within a second. Waiting also gathers what is written in a row. */
const restMs = 1_200;
const firstRetryMs = 5_000;
const lastRetryMs = 300_000;

/** Somebody who is away gets what waits as mail, once nothing more came for a moment. */
export function beginMail(state: ChatState, policy: ChatPolicy): Next {
  if (state.mailing.kind !== 'idle' || !mayMail(state, policy) || !hasUnmailed(state)) return [state, []];
  return [
    { ...state, mailing: { kind: 'timed', failures: 0 } },
    [{ kind: 'set-timer', timer: 'mail', delayMs: restMs }],
  ];
}

export function changePresence(state: ChatState, away: boolean, atMs: number): Next {
  const next: ChatState = { ...state, away };
  if (!away) return [next, []];
  const mailing: MailingState = state.mailing.kind === 'stuck' ? { kind: 'idle' } : state.mailing;
  const { mailed = [] } = state.counters;
  // Order is kept only by beginning again when the service has forgotten the first ones.
  const isForgotten = mailed.some((document) => atMs - document.atMs >= mailLifeMs);
  if (!isForgotten) return [{ ...next, mailing }, []];
  const counters: Counters = { ...state.counters, mailed: [] };
  return [{ ...next, mailing, counters, unsaved: true }, [{ kind: 'announce' }]];
}

export function leaveMail(state: ChatState, policy: ChatPolicy): Next {
  if (state.mailing.kind !== 'timed') return [state, []];
  if (!mayMail(state, policy)) return [{ ...state, mailing: { kind: 'idle' } }, []];
  const next = nextDocument(state);
  if (!next) return [{ ...state, mailing: { kind: 'stuck' } }, []];
  const { index, from, through, frames } = next;
  const { failures } = state.mailing;
  return [
    { ...state, mailing: { kind: 'leaving', failures, document: { index, from, through } } },
    [{ kind: 'leave-mail', index, frames }],
  ];
}

/** Mail that the service has is on its way, whatever becomes of this computer. */
export function markMailed(state: ChatState, atMs: number): Next {
  if (state.mailing.kind !== 'leaving') return [state, []];
  if (state.mailing.document === null) return [{ ...state, mailing: { kind: 'idle' } }, []];
  const document: MailedDocument = { ...state.mailing.document, atMs };
  const others = waitingDocuments(state.counters).filter(({ index }) => index !== document.index);
  const counters: Counters = { ...state.counters, mailed: [...others, document] };
  return [{ ...state, counters, unsaved: true, mailing: { kind: 'idle' } }, [{ kind: 'announce' }]];
}

/** A refusal will not change by itself; anything else may pass. */
export function failMail(state: ChatState, isRefused: boolean): Next {
  if (state.mailing.kind !== 'leaving') return [state, []];
  if (isRefused) return [{ ...state, mailing: { kind: 'stuck' } }, []];
  const { failures } = state.mailing;
  const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(failures, 10));
  const timer: ChatEffect = { kind: 'set-timer', timer: 'mail', delayMs };
  return [{ ...state, mailing: { kind: 'timed', failures: failures + 1 } }, [timer]];
}

/** Whether something waits that was neither acknowledged nor left as mail. */
export function hasUnmailed({ outbox, counters }: ChatState): boolean {
  return (outbox.at(-1)?.count ?? 0) > mailedThrough(counters);
}

function mayMail({ away, link, renewing }: ChatState, policy: ChatPolicy): boolean {
  return away && link.kind === 'closed' && renewing === null && policy.mail;
}

interface NextDocument extends Omit<MailedDocument, 'atMs'> {
  readonly frames: readonly OrderedFrame[];
}

/** More of the newest document while it has room, then a place of its own, as long as there are places. */
function nextDocument(state: ChatState): NextDocument | undefined {
  const documents = waitingDocuments(state.counters);
  const newest = documents.at(-1);
  const fuller = newest && pack(state, newest.from);
  if (newest && fuller && fuller.through > newest.through) return { ...fuller, index: newest.index };
  if (documents.length >= mailRingSize) return undefined;
  const packed = pack(state, mailedThrough(state.counters) + 1);
  return packed && { ...packed, index: newest ? (newest.index + 1) % mailRingSize : 0 };
}

function waitingDocuments({ mailed = [], acknowledged }: Counters): readonly MailedDocument[] {
  return mailed.filter(({ through }) => through > acknowledged);
}

/** As many messages from a count on as fit, none when already the first is too long. */
function pack({ outbox, counters }: ChatState, from: number): Omit<NextDocument, 'index'> | undefined {
  const frames: OrderedFrame[] = [];
  let bytes = 0;
  for (const message of outbox.filter(({ count }) => count >= from)) {
    if (frames.length === maxMailFrames) break;
    const frame = toFrame(message, counters);
    bytes += utf8Length(JSON.stringify(frame)) + 1;
    if (bytes > maxDocumentBytes) break;
    frames.push(frame);
  }
  const first = frames[0];
  return first && { from: first.n, through: first.n + frames.length - 1, frames };
}
