import type { Counters, Position } from './counters.ts';
import type { ChatEffect, Next } from './events.ts';
import type { OrderedFrame } from './frames.ts';
import { beginAnew } from './renewal.ts';
import type { ChatMessage, ChatState } from './state.ts';

/** Enough to fill a link while the far side stores in batches, and few enough to be held in its memory. */
export const maxWindow = 256;
/** On a fresh link, until the first acknowledgement proves that the far side listens: its lanes hold few early frames. */
const firstWindow = 32;
/** Units of text on their way; a channel's send queue holds 16 MiB and other contacts' links share this computer. */
const maxUnitsUnderWay = 1024 * 1024;
/** A lane is reliable, so silence means that the far side could not store: ask seldom, and ever more seldom. */
const firstRepeatMs = 10_000;
const lastRepeatMs = 60_000;

/** A fresh link begins after what is acknowledged: what was on its way on the former one may be lost. */
export function openLink(state: ChatState): ChatState {
  const { awaitsPosition, takesNames, renewed } =
    state.link.kind === 'open'
      ? state.link
      : { awaitsPosition: state.tellsPosition, takesNames: false, renewed: false };
  return { ...state, link: { kind: 'open', ...firstPace(state.counters), awaitsPosition, takesNames, renewed } };
}

function firstPace({ acknowledged }: Counters) {
  return { sentThrough: acknowledged, window: firstWindow, repeatAfterMs: firstRepeatMs };
}

/** Hands over what the window allows. */
export function sendOutbox(state: ChatState): Next {
  const { link, counters } = state;
  if (link.kind !== 'open' || state.renewing !== null) return [state, []];
  const frames: OrderedFrame[] = [];
  let unitsUnderWay = 0;
  for (const message of state.outbox) {
    if (message.count > counters.acknowledged + link.window) break;
    unitsUnderWay += message.text.length;
    if (unitsUnderWay > maxUnitsUnderWay && message.count > counters.acknowledged + 1) break;
    if (message.count > link.sentThrough) frames.push(toFrame(message, counters));
  }
  return [state, frames.length === 0 ? [] : [{ kind: 'hand-over', frames, after: link.sentThrough }]];
}

/** Stands where a message was deleted before it left: its place in the order is needed, its words are gone. */
const withdrawnText = '\u2026';

/** A message of the outbox as it travels, whichever way. */
export function toFrame(message: ChatMessage, { acknowledged, theyAmend }: Counters): OrderedFrame {
  const { id, epoch, count, text, atMs, amends, replyTo } = message;
  const place = { id, epoch, n: count, base: acknowledged + 1, sentAtMs: atMs };
  switch (amends?.kind) {
    case 'edit':
      return { t: 'text.edit', ...place, of: amends.target, text };
    case 'delete':
      return { t: 'text.delete', ...place, of: amends.target };
    case 'reaction':
      return { t: 'text.reaction', ...place, of: amends.target, emoji: text };
    case undefined: {
      const re = theyAmend && replyTo !== undefined ? { re: replyTo } : {};
      return { t: 'text.message', ...place, text: message.deleted ? withdrawnText : text, ...re };
    }
  }
}

export function markHandedOver(state: ChatState, through: number): Next {
  if (state.link.kind !== 'open' || state.renewing !== null) return [state, []];
  const handedOver = Math.max(state.handedOver, through);
  const next: ChatState = { ...state, handedOver, link: { ...state.link, sentThrough: through } };
  return [next, [...repeatTimer(next), { kind: 'announce' }]];
}

/** They stored, or even read, everything up to a count. */
export function acknowledge(state: ChatState, what: 'stored' | 'read', at: Position): Next {
  const { counters, link } = state;
  // Whoever says what they have is believed once they did on this link, and nothing that comes late from a former one.
  if (link.kind === 'open' ? link.awaitsPosition : state.tellsPosition) return [state, []];
  const isOver = state.renewing !== null || at.epoch !== counters.myEpoch;
  if (isOver) return what === 'read' ? markReadBefore(state, at) : [state, []];
  return at.n >= counters.nextCount ? beginAnew(state, { kind: 'kept' }) : settle(state, what, at.n);
}

function settle(state: ChatState, what: 'stored' | 'read', n: number): Next {
  const { counters, link } = state;
  const acknowledged = Math.max(counters.acknowledged, n);
  const readByThem = what === 'read' ? Math.max(counters.readByThem, n) : counters.readByThem;
  if (acknowledged === counters.acknowledged && readByThem === counters.readByThem) return [state, []];
  const newest = state.outbox.find(({ count }) => count === acknowledged);
  const next: ChatState = {
    ...state,
    counters: { ...counters, acknowledged, readByThem, ...(newest && { acknowledgedId: newest.id }) },
    unsaved: true,
    outbox: state.outbox.filter((message) => message.count > acknowledged),
    link: acknowledged > counters.acknowledged ? widen(link, acknowledged) : link,
  };
  return [next, [...repeatTimer(next), { kind: 'announce' }]];
}

/** In an epoch that is over, or about to end, only what they have for certain can have been read. */
function markReadBefore(state: ChatState, { epoch, n }: Position): Next {
  const { former = [], ...counters } = state.counters;
  if (epoch === counters.myEpoch && state.renewing?.kind === 'kept') {
    const readByThem = Math.max(counters.readByThem, Math.min(n, counters.acknowledged));
    return readByThem === counters.readByThem ? [state, []] : told({ ...state.counters, readByThem });
  }
  const before = former.find((one) => one.epoch === epoch);
  const readByThem = Math.min(n, before?.readable ?? 0);
  if (!before || readByThem <= before.readByThem) return [state, []];
  return told({ ...counters, former: former.map((one) => (one === before ? { ...one, readByThem } : one)) });

  function told(changed: Counters): Next {
    return [{ ...state, counters: changed, unsaved: true }, [{ kind: 'announce' }]];
  }
}

function widen(link: ChatState['link'], acknowledged: number): ChatState['link'] {
  if (link.kind !== 'open') return link;
  return {
    ...link,
    sentThrough: Math.max(link.sentThrough, acknowledged),
    window: Math.min(maxWindow, link.window * 2),
    repeatAfterMs: firstRepeatMs,
  };
}

/** Nothing was acknowledged for long: begins again with a single message, so that a full disk there is not flooded. */
export function repeat(state: ChatState): Next {
  const { link } = state;
  if (link.kind !== 'open' || state.outbox.length === 0) return [state, []];
  const repeatAfterMs = Math.min(lastRepeatMs, link.repeatAfterMs * 2);
  return sendOutbox({
    ...state,
    link: { ...link, sentThrough: state.counters.acknowledged, window: 1, repeatAfterMs },
  });
}

function repeatTimer(state: ChatState): readonly ChatEffect[] {
  if (state.link.kind !== 'open') return [];
  return state.outbox.length === 0
    ? [{ kind: 'cancel-timer', timer: 'repeat' }]
    : [{ kind: 'set-timer', timer: 'repeat', delayMs: state.link.repeatAfterMs }];
}
