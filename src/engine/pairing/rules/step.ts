import type { AcceptPayload, KnockPayload } from './signals.ts';
import type { PairingState } from './state.ts';

export type PairingEvent =
  /** The person here asks; `grant` is new and theirs to use. */
  | { readonly kind: 'invited'; readonly grant: string }
  | { readonly kind: 'knock-received'; readonly knock: KnockPayload; readonly account: string }
  | { readonly kind: 'accept-received'; readonly accept: AcceptPayload }
  | { readonly kind: 'accepted-here'; readonly grant: string }
  /** Some signal of theirs proved that they know of our acceptance. */
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'declined-here' }
  | { readonly kind: 'blocked-here' };

export type PairingEffect =
  | { readonly kind: 'write-grant'; readonly grant: string }
  | { readonly kind: 'delete-grant'; readonly grant: string }
  /** The service lets no further knock of the account in. */
  | { readonly kind: 'refuse-knocks'; readonly account: string }
  | { readonly kind: 'send-knock'; readonly grant: string }
  | { readonly kind: 'send-accept' }
  | { readonly kind: 'delete-knock'; readonly account: string }
  /** Both asked each other, so no acceptance with an offer in it will travel. */
  | { readonly kind: 'begin-link' };

/** Takes something away from the own mailbox; it has to be done some day, whatever becomes of the rest. */
export type PairingChore = Extract<PairingEffect, { kind: 'delete-grant' | 'refuse-knocks' | 'delete-knock' }>;

export function isChore(effect: PairingEffect): effect is PairingChore {
  return effect.kind === 'delete-grant' || effect.kind === 'refuse-knocks' || effect.kind === 'delete-knock';
}

type Next = readonly [PairingState | undefined, readonly PairingEffect[]];

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
      return acceptHere(state, event.grant);
    case 'confirmed':
      return state?.status === 'accepted' ? [{ ...state, confirmed: true }, []] : [state, []];
    case 'declined-here':
      return state?.status === 'asked'
        ? [
            { status: 'declined', knockAccount: state.knockAccount },
            [{ kind: 'delete-knock', account: state.knockAccount }],
          ]
        : [state, []];
    case 'blocked-here':
      return block(state);
  }
}

function invite(state: PairingState | undefined, grant: string): Next {
  if (state?.status === 'asked') return acceptHere(state, grant);
  if (state?.status === 'accepted') return [state, []];
  // Asking again replaces the grant: the earlier knock may have been lost together with it.
  const former: PairingEffect[] = state?.status === 'knocked' ? [{ kind: 'delete-grant', grant: state.myGrant }] : [];
  if (state?.status === 'blocked' && state.knockAccount !== undefined) {
    former.push({ kind: 'delete-knock', account: state.knockAccount });
  }
  return [
    { status: 'knocked', myGrant: grant },
    [...former, { kind: 'write-grant', grant }, { kind: 'send-knock', grant }],
  ];
}

function receiveKnock(state: PairingState | undefined, knock: KnockPayload, account: string): Next {
  const theirs = { theirGrant: knock.grant, theirBeacon: knock.beacon };
  switch (state?.status) {
    case 'blocked':
    case 'declined':
      return [state, []];
    case 'knocked':
      return [
        { status: 'accepted', myGrant: state.myGrant, ...theirs, confirmed: true, knockAccount: account },
        [{ kind: 'delete-knock', account }, { kind: 'begin-link' }],
      ];
    case 'accepted':
      // They lost us and ask again; the agreement stands.
      return [
        { status: 'accepted', myGrant: state.myGrant, ...theirs, confirmed: false, knockAccount: account },
        [{ kind: 'delete-knock', account }, { kind: 'send-accept' }],
      ];
    default:
      return [{ status: 'asked', ...theirs, knockAccount: account }, []];
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

function acceptHere(state: PairingState | undefined, grant: string): Next {
  if (state?.status !== 'asked') return [state, []];
  return [
    {
      status: 'accepted',
      myGrant: grant,
      theirGrant: state.theirGrant,
      theirBeacon: state.theirBeacon,
      confirmed: false,
      knockAccount: state.knockAccount,
    },
    [{ kind: 'write-grant', grant }, { kind: 'send-accept' }, { kind: 'delete-knock', account: state.knockAccount }],
  ];
}

function block(state: PairingState | undefined): Next {
  const knockAccount = state && 'knockAccount' in state ? state.knockAccount : undefined;
  const effects: PairingEffect[] = [];
  if (state && 'myGrant' in state) effects.push({ kind: 'delete-grant', grant: state.myGrant });
  if (knockAccount !== undefined) effects.push({ kind: 'refuse-knocks', account: knockAccount });
  return [{ status: 'blocked', knockAccount }, effects];
}
