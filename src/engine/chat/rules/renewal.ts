import type { Counters, FormerEpoch } from './counters.ts';
import type { Next } from './events.ts';
import type { ChatMessage, ChatState, NewEpoch, Renewal } from './state.ts';

const mostFormer = 64;

/**
 * What they have of ours and what we remember do not fit: one of the two was put back to an older state. A new epoch keeps
 * places from meaning two messages; what they have already they know by its ID.
 */
export function beginAnew(state: ChatState, renewing: Renewal): Next {
  const { link } = state;
  if (link.kind === 'open' && link.renewed) return [state, [{ kind: 'count-bad-frame' }]];
  return [
    { ...state, renewing, link: link.kind === 'open' ? { ...link, renewed: true } : link },
    [
      {
        kind: 'make-epoch',
        epoch: state.counters.myEpoch,
        from: renewing.kind === 'lost' ? (renewing.common?.n ?? null) : null,
      },
    ],
  ];
}

/** The new epoch begins before anything else that waits gets a place; `told` are ours from the last that both have. */
export function takeEpoch(state: ChatState, epoch: string, told: readonly ChatMessage[]): Next {
  if (state.renewing === null) return [state, []];
  const item: NewEpoch = { kind: 'epoch', epoch, ...split(state.counters, state.renewing, told) };
  return [{ ...state, waiting: [item, ...state.waiting] }, []];
}

/** Whoever names the message in the last place that both have gets again what was never seen to be read. */
function split(counters: Counters, renewing: Renewal, told: readonly ChatMessage[]): Omit<NewEpoch, 'kind' | 'epoch'> {
  const { acknowledged, readByThem } = counters;
  if (renewing.kind === 'kept') return { again: [], readable: acknowledged };
  const { common } = renewing;
  const isShown = told.some(({ count, id }) => count === common?.n && id === common.id);
  if (!common || !isShown) return { again: [], readable: readByThem };
  const readable = Math.max(common.n, readByThem);
  return { again: told.filter(({ count }) => count > readable && count <= acknowledged), readable };
}

/** The conversation in its new epoch. */
export function renew(state: ChatState, { epoch, again, readable }: NewEpoch): ChatState {
  const { acknowledgedId, ...counters } = state.counters;
  const { acknowledged, readByThem } = counters;
  const outbox = [...again, ...state.outbox].map((message, index) => ({ ...message, epoch, count: index + 1 }));
  const readableNow = readableAfter(state, readable);
  const former: FormerEpoch = {
    epoch: counters.myEpoch,
    acknowledged,
    ...(acknowledgedId !== undefined && { acknowledgedId }),
    readable: readableNow,
    readByThem,
  };
  return {
    ...state,
    unsaved: state.unsaved || readableNow !== readable,
    counters: {
      ...counters,
      myEpoch: epoch,
      nextCount: outbox.length + 1,
      acknowledged: 0,
      readByThem: 0,
      mailed: [],
      former: [...(counters.former ?? []), former].slice(-mostFormer),
    },
    outbox,
    handedOver: 0,
    renewing: null,
    mailing: state.mailing.kind === 'leaving' ? { ...state.mailing, document: null } : state.mailing,
  };
}

/** What they have may have turned out meanwhile to be all of it, or less than it seemed. */
function readableAfter({ renewing, counters }: ChatState, readable: number): number {
  if (renewing?.kind === 'kept') return counters.acknowledged;
  return renewing?.common === null ? counters.readByThem : readable;
}
