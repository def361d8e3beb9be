import type { FormerEpoch, NamedPosition } from './counters.ts';
import type { Next } from './events.ts';
import { beginAnew } from './renewal.ts';
import { acknowledge } from './sending.ts';
import type { ChatState, Renewal } from './state.ts';

/** They say what they have of ours, which shows whether both remember the same. */
export function comparePosition(state: ChatState, newest: NamedPosition | null): Next {
  // A late word from before can look like a loss of theirs; only the first on a link is taken for one.
  const isFirst = state.link.kind === 'open' && state.link.awaitsPosition;
  const heard = isFirst ? { ...state, link: { ...state.link, awaitsPosition: false } } : state;
  const isHere = newest === null || newest.epoch === heard.counters.myEpoch;
  return isHere ? compareHere(heard, newest, isFirst) : compareFormer(heard, newest, isFirst);
}

/** A place they name is compared, once what comes from them is believed. */
export function compareAcknowledgement(state: ChatState, { epoch, n, id }: NamedPosition): Next {
  const awaits = state.link.kind === 'open' ? state.link.awaitsPosition : state.tellsPosition;
  return awaits || id === undefined
    ? acknowledge(state, 'stored', { epoch, n })
    : comparePosition(state, { epoch, n, id });
}

function compareHere(state: ChatState, here: NamedPosition | null, isFirst: boolean): Next {
  if (state.renewing !== null) return [compareAgain(state, here, isFirst), []];
  const renewal = findContradiction(state, here);
  if (renewal) return isFirst || renewal.kind === 'kept' ? beginAnew(state, renewal) : [state, []];
  return here ? acknowledge(state, 'stored', here) : [state, []];
}

function compareFormer(state: ChatState, there: NamedPosition, isFirst: boolean): Next {
  if (state.renewing !== null) return [isFirst ? loseMore(state, 0) : state, []];
  // Whoever was as far as an epoch that we forgot may have less of this one than they once had.
  const lost: Renewal = { kind: 'lost', common: null };
  if (!isFormer(state, there)) return isFirst ? beginAnew(rememberEpoch(state, there.epoch), lost) : [state, []];
  const found = findFormer(state, there);
  return isFirst && found.counters.acknowledged > 0 ? beginAnew(found, lost) : [found, []];
}

/** A new epoch is about to begin. They may have all of this one after all, or be put back once more and have less. */
function compareAgain(state: ChatState, here: NamedPosition | null, isFirst: boolean): ChatState {
  const renewal = findContradiction(state, here);
  if (renewal === null) return here ? { ...state, renewing: { kind: 'kept' } } : state;
  return isFirst && renewal.kind === 'lost' ? loseMore(state, here?.n ?? 0) : state;
}

function loseMore(state: ChatState, n: number): ChatState {
  const { renewing } = state;
  const isKnown = renewing?.kind === 'lost' && n >= (renewing.common?.n ?? 0);
  return isKnown ? state : { ...state, renewing: { kind: 'lost', common: null } };
}

/** They name the last that they had acknowledged in an epoch that is over, and so have all of it. */
function findFormer(state: ChatState, { epoch, n, id }: NamedPosition): ChatState {
  const { former = [] } = state.counters;
  const isWhole = (one: FormerEpoch): boolean =>
    one.epoch === epoch && one.acknowledged === n && one.acknowledgedId === id && one.readable < n;
  if (id === undefined || !former.some(isWhole)) return state;
  const found = former.map((one) => (isWhole(one) ? { ...one, readable: n } : one));
  return { ...state, counters: { ...state.counters, former: found }, unsaved: true };
}

/** Judged by what they have of the epoch we are in. */
function findContradiction({ counters, outbox }: ChatState, here: NamedPosition | null): Renewal | null {
  const { nextCount, acknowledged, acknowledgedId } = counters;
  if (here === null) return acknowledged > 0 ? { kind: 'lost', common: null } : null;
  const { n, id } = here;
  if (n >= nextCount) return { kind: 'kept' };
  if (n < acknowledged) return { kind: 'lost', common: here };
  const ours = n === acknowledged ? acknowledgedId : outbox.find(({ count }) => count === n)?.id;
  return ours === undefined || id === undefined || ours === id ? null : { kind: 'kept' };
}

function isFormer({ counters }: ChatState, { epoch }: NamedPosition): boolean {
  return counters.former?.some((one) => one.epoch === epoch) ?? false;
}

/** An epoch of ours that we do not remember is over, too; it is stored together with the new one. */
function rememberEpoch(state: ChatState, epoch: string): ChatState {
  const { former = [] } = state.counters;
  const counters = { ...state.counters, former: [...former, { epoch, acknowledged: 0, readable: 0, readByThem: 0 }] };
  return { ...state, counters };
}
