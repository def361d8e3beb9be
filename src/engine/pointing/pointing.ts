import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { PointingAction, PointingView, ShareSide } from '../../shared/pointing-view.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { Links } from '../links/links.ts';
import type { AppLane } from '../play/app-lane.ts';
import { openAppLane } from '../play/app-lane.ts';
import type { Clock } from '../ports/clock.ts';
import type { PointedShare } from './pointed-share.ts';
import { createPointedShare } from './pointed-share.ts';
import type { PointingHand } from './pointing-hand.ts';
import { createPointingHand } from './pointing-hand.ts';
import type { PointFrame } from './rules/point-frames.ts';
import { parsePointFrame, parsePointState } from './rules/point-frames.ts';
import type { PointingStream, ShownBoard } from './shown-board.ts';
import { createShownBoard } from './shown-board.ts';

export interface PointingDependencies {
  readonly links: Pick<Links, 'register' | 'send' | 'hold' | 'peer'>;
  readonly clock: Clock;
  readonly stream: PointingStream;
  /** Whether that contact may point as soon as something is shared with them. */
  startsAllowed(contactId: ContactId): boolean;
  onChange(): void;
}

/** Pointing and drawing on what is shared in the present call. */
export interface Pointing {
  followCall(call: CallView | null): void;
  act(action: PointingAction): void;
  /** Null while nothing is shared. */
  view(): PointingView | null;
  /** Frames beyond the budget, of everybody. */
  dropped(): number;
}

/** States come as often as a screen is painted, beside pings; strokes end as often as a hand is lifted, or all at once on a new link. */
const budget = { messages: { perSecond: 20, burst: 160 }, states: { perSecond: 80, burst: 160 } };
const feature = 'draw';

interface Parts {
  readonly lane: AppLane;
  readonly share: PointedShare;
  readonly hand: PointingHand;
  readonly onMine: ShownBoard;
  /** Whether their Beeline can be pointed with. */
  knows(contactId: ContactId): boolean;
}

/** The present call, and what is shared in it. */
interface Sharing {
  readonly contactId: ContactId;
  readonly mine: string | null;
  readonly theirs: boolean;
  readonly connected: boolean;
}

export function createPointing(deps: PointingDependencies): Pointing {
  const { clock, stream, onChange } = deps;
  let sharing: Sharing | null = null;

  const knows = (contactId: ContactId): boolean => lane.features(contactId)?.includes(feature) === true;
  const send = (frame: PointFrame): void => {
    if (sharing !== null && knows(sharing.contactId)) lane.send(sharing.contactId, frame);
  };
  const boardOf = (picture: ShareSide): ShownBoard => createShownBoard({ picture, clock, stream, onFilled: onChange });
  const onMine = boardOf('mine');
  const share = createPointedShare({
    shown: onMine,
    clock,
    send,
    startsAllowed: () => sharing !== null && deps.startsAllowed(sharing.contactId),
  });
  const hand = createPointingHand({
    shown: boardOf('theirs'),
    clock,
    stream,
    send,
    show: (state) => void (sharing !== null && lane.show(sharing.contactId, state)),
  });
  const lane = openPointLane(deps, {
    isPresent: (contactId) => sharing?.contactId === contactId,
    hand,
    share,
    begin(contactId) {
      // Pings that nobody there understands would close the link.
      if (isShared(sharing) && knows(contactId)) lane.begin(contactId);
    },
  });
  const parts: Parts = { lane, share, hand, onMine, knows };

  return {
    followCall(call) {
      const before = sharing;
      sharing = sharingIn(call);
      follow(parts, before, sharing);
    },
    act(action) {
      if (action.kind === 'allowed') share.setAllowed(action.allowed);
      else if (action.kind !== 'wiped') hand.act(action);
      else if (action.picture === 'mine') share.wipe();
      else hand.wipe();
      if (action.kind === 'allowed') onChange();
    },
    view: () => (isShared(sharing) ? viewPointing(parts, sharing) : null),
    dropped: lane.dropped,
  };
}

interface PointReaders {
  /** Whether the present call is with them: what anybody else says is not looked at. */
  isPresent(contactId: ContactId): boolean;
  readonly hand: PointingHand;
  readonly share: PointedShare;
  begin(contactId: ContactId): void;
}

function openPointLane(deps: PointingDependencies, { isPresent, hand, share, begin }: PointReaders): AppLane {
  function take(frame: PointFrame): void {
    if (frame.t === 'point.board') {
      hand.handleBoard(frame);
      deps.onChange();
    } else share.handleFrame(frame);
  }
  return openAppLane(deps, {
    name: 'point',
    features: [feature],
    budget,
    handleFrame(contactId, value) {
      const frame = parsePointFrame(value);
      if (frame !== undefined && isPresent(contactId)) take(frame);
      return frame !== undefined;
    },
    handleState(contactId, value) {
      const state = parsePointState(value);
      if (state !== undefined && isPresent(contactId)) share.handleState(state);
      return state !== undefined;
    },
    handleOpened: (contactId) => (isPresent(contactId) ? hand.handleOpened() : undefined),
    handleFeatures(contactId) {
      if (!isPresent(contactId)) return;
      begin(contactId);
      share.tell();
      deps.onChange();
    },
  });
}

function follow({ lane, share, hand, knows }: Parts, before: Sharing | null, now: Sharing | null): void {
  const same = before?.contactId === now?.contactId;
  if (isShared(before) && !(same && isShared(now))) lane.end(before.contactId);
  // What they say of a board may come before the news that they share something, and never after that they do not.
  if (!same || (before?.theirs === true && now?.theirs !== true)) hand.end();
  if (!same) share.follow(null);
  if (isShared(now) && knows(now.contactId)) lane.begin(now.contactId);
  share.follow(now?.mine ?? null);
}

function sharingIn(call: CallView | null): Sharing | null {
  const other = call?.participants[0];
  if (!call || other === undefined || call.phase === 'ended') return null;
  // Whoever has not agreed to the call hears nothing of what is going to be shared in it.
  const mine = call.self.screen === 'on' && call.connectedAtMs !== null ? call.self.share.source : null;
  return { contactId: other.contactId, mine, theirs: other.screen, connected: call.phase === 'connected' };
}

const isShared = (sharing: Sharing | null): sharing is Sharing =>
  sharing !== null && (sharing.mine !== null || sharing.theirs);

function viewPointing({ share, hand, onMine, knows }: Parts, sharing: Sharing): PointingView {
  const supported = knows(sharing.contactId);
  const { contactId, theirs, connected } = sharing;
  const told = hand.allowed();
  const allowed = share.allowed();
  const answer = told === null ? 'waiting' : told ? 'allowed' : 'refused';
  return {
    contactId,
    onTheirs: theirs ? (!supported && connected ? 'unsupported' : answer) : null,
    onMine: allowed === null ? null : { allowed, supported: supported || !connected, active: onMine.isFilled() },
  };
}
