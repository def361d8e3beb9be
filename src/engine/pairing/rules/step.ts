import type { AcceptPayload, KnockPayload } from './signals.ts';
import type { PairingState } from './state.ts';

export type PairingEvent =
  /** The person here asks; `grant` is new and theirs to use. */
  | { readonly kind: 'invited'; readonly grant: string }
  | { readonly kind: 'knock-received'; readonly knock: KnockPayload; readonly account: string }
  | { readonly kind: 'accept-received'; readonly accept: AcceptPayload }
  | { readonly kind: 'accepted-here'; readonly grant: string }
  /** Some other signal of theirs, which only somebody writes who counts us among their contacts. */
  | { readonly kind: 'heard' }
  /** Their mailbox took what we wrote, or refused it. */
  | { readonly kind: 'let-in' | 'shut-out' }
  /** Their mailbox refused our acceptance: they do not ask any more. */
  | { readonly kind: 'request-gone' }
  | { readonly kind: 'declined-here' }
  | { readonly kind: 'blocked-here' }
  | { readonly kind: 'removed-here' };

export type PairingEffect =
  | { readonly kind: 'write-grant'; readonly grant: string }
  | { readonly kind: 'delete-grant'; readonly grant: string }
  /** The service lets no further knock of the account in. */
  | { readonly kind: 'refuse-knocks'; readonly account: string }
  | { readonly kind: 'send-knock'; readonly grant: string }
  /** `crossed`: both asked each other, so that both write one, and one offer is enough. */
  | { readonly kind: 'send-accept'; readonly crossed: boolean }
  | { readonly kind: 'delete-knock'; readonly account: string };

/** Takes something away from the own mailbox; it has to be done some day, whatever becomes of the rest. */
export type PairingChore = Extract<PairingEffect, { kind: 'delete-grant' | 'refuse-knocks' | 'delete-knock' }>;

export function isChore(effect: PairingEffect): effect is PairingChore {
  return effect.kind === 'delete-grant' || effect.kind === 'refuse-knocks' || effect.kind === 'delete-knock';
}

type Next = readonly [PairingState | undefined, readonly PairingEffect[]];
type Accepted = Extract<PairingState, { status: 'accepted' }>;

/** One person's pairing moves on; events that make no sense in a state change nothing. Undefined is a stranger. */
export function stepPairing(state: PairingState | undefined, event: PairingEvent): Next {
  switch (event.kind) {
    case 'invited':
      return invite(state, event.grant);
    case 'knock-received':
      return receiveKnock(state, event.knock, event.account);
    case 'accept-received':
      return receiveAccept(state, event.accept);
    case 'accepted-here':
      return state?.status === 'asked' ? agree(state, event.grant) : [state, []];
    case 'heard':
      return hear(state);
    case 'let-in':
    case 'shut-out':
      return state?.status === 'accepted' ? [withStanding(state, event.kind), []] : [state, []];
    case 'request-gone':
      return state?.status === 'asked' || state?.status === 'declined' ? [undefined, []] : [state, []];
    case 'declined-here':
      return state?.status === 'asked'
        ? [{ ...state, status: 'declined' }, [{ kind: 'delete-knock', account: state.knockAccount }]]
        : [state, []];
    case 'blocked-here':
      return block(state);
    case 'removed-here':
      return remove(state);
  }
}

/** Whoever invites somebody whose request lies here, even a declined one, agrees to it. */
function invite(state: PairingState | undefined, grant: string): Next {
  switch (state?.status) {
    case 'asked':
    case 'declined':
      return isKept(state) ? agree(state, grant) : knock(grant);
    case 'knocked':
      // With the same grant, so that an answer to either counts: whether the earlier knock arrived nobody can know.
      return [state, knock(state.myGrant)[1]];
    case 'accepted':
      // They may have lost us. If not, they answer by themselves.
      return [state, knock(state.myGrant)[1]];
    default:
      return knock(grant);
  }
}

function knock(grant: string): Next {
  return [
    { status: 'knocked', myGrant: grant },
    [
      { kind: 'write-grant', grant },
      { kind: 'send-knock', grant },
    ],
  ];
}

type Request = Extract<PairingState, { status: 'asked' | 'declined' }>;
type KeptRequest = Request & Pick<Accepted, 'theirGrant' | 'theirBeacon'>;

function isKept(request: Request): request is KeptRequest {
  return request.theirGrant !== undefined && request.theirBeacon !== undefined;
}

function agree({ theirGrant, theirBeacon, knockAccount }: KeptRequest, grant: string): Next {
  return [
    { status: 'accepted', myGrant: grant, theirGrant, theirBeacon, confirmed: false, knockAccount },
    [
      { kind: 'write-grant', grant },
      { kind: 'send-accept', crossed: false },
      ...(knockAccount === undefined ? [] : [{ kind: 'delete-knock' as const, account: knockAccount }]),
    ],
  ];
}

function receiveKnock(state: PairingState | undefined, { grant, beacon }: KnockPayload, account: string): Next {
  const theirs = { theirGrant: grant, theirBeacon: beacon, knockAccount: account };
  switch (state?.status) {
    case 'blocked':
      return [state, []];
    case 'declined':
      // Nobody is told. The newer grant is the one that works, should the person here change their mind.
      return [{ status: 'declined', ...theirs }, []];
    case 'knocked':
    case 'accepted':
      // Nobody knows whether they have our knock, or have it still, so both who asked say that they agree.
      return [
        { status: 'accepted', myGrant: state.myGrant, ...theirs, confirmed: false },
        [
          { kind: 'delete-knock', account },
          { kind: 'send-accept', crossed: state.status === 'knocked' },
        ],
      ];
    default:
      return [{ status: 'asked', ...theirs }, []];
  }
}

function receiveAccept(state: PairingState | undefined, accept: AcceptPayload): Next {
  if (state?.status !== 'knocked' && state?.status !== 'accepted') return [state, []];
  const next: PairingState = {
    status: 'accepted',
    myGrant: state.myGrant,
    theirGrant: accept.grant,
    theirBeacon: accept.beacon,
    confirmed: true,
    knockAccount: state.status === 'accepted' ? state.knockAccount : undefined,
  };
  return [next, []];
}

function hear(state: PairingState | undefined): Next {
  if (state?.status === 'accepted') return [{ ...state, confirmed: true }, []];
  // Their acceptance was lost, and they believe that we have it: a knock makes them say it again.
  if (state?.status === 'knocked') return [state, [{ kind: 'send-knock', grant: state.myGrant }]];
  return [state, []];
}

function withStanding({ shutOut: _, ...state }: Accepted, standing: 'let-in' | 'shut-out'): Accepted {
  return standing === 'let-in' ? state : { ...state, shutOut: true };
}

function block(state: PairingState | undefined): Next {
  const knockAccount = state && 'knockAccount' in state ? state.knockAccount : undefined;
  const effects: PairingEffect[] = [];
  if (state && 'myGrant' in state) effects.push({ kind: 'delete-grant', grant: state.myGrant });
  if (knockAccount !== undefined) effects.push({ kind: 'refuse-knocks', account: knockAccount });
  return [{ status: 'blocked', knockAccount }, effects];
}

/** Of a blocked person it is the refusal that lies in the place of the knock. */
function remove(state: PairingState | undefined): Next {
  if (state && 'myGrant' in state) return [undefined, [{ kind: 'delete-grant', grant: state.myGrant }]];
  const isInMailbox = state?.status === 'asked' || state?.status === 'blocked';
  if (!isInMailbox || state.knockAccount === undefined) return [undefined, []];
  return [undefined, [{ kind: 'delete-knock', account: state.knockAccount }]];
}
