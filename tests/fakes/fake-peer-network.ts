import { frameName } from '#src/engine/links/rules/frames.ts';
import type { LinkDescription } from '#src/engine/links/rules/signals.ts';
import type { Clock } from '#src/engine/ports/clock.ts';
import type { CreatePeerLink, Lane, PeerHandlers, PeerLink } from '#src/engine/ports/peer-port.ts';
import { createFakePeerMedia } from './fake-media.ts';
import { describedAs } from './link-descriptions.ts';

/** Peer connections without a browser: two of them open when each holds the other's description and neither is closed. */
export interface FakePeerNetwork {
  readonly createPeerLink: CreatePeerLink;
  /** Not yet closed, of all sides. */
  live(): number;
  created(): number;
  /** Every open pair loses its packets; `restored` and `failed` end that. */
  report(change: 'interrupted' | 'restored' | 'stuck' | 'failed'): void;
  /** Frames of bad form arrive at every open connection. */
  sendBadFrames(count: number): void;
  restarts(): number;
  /** From now on nothing that this side sends arrives; reliable lanes keep it until a restart has found another way. */
  cut(link: PeerLink | undefined): void;
  /** Every way is free again by itself. */
  heal(): void;
  /** This share of all packets is lost; reliable lanes send what was lost again after half a second, one, two … */
  lose(share: number, dice: () => number): void;
  /** Its process died: it says nothing any more and the other side finds out late. */
  abandon(link: PeerLink): void;
  /** The same, and no browser tells the other side. */
  kill(link: PeerLink | undefined): void;
}

interface FakePeer {
  readonly ufrag: string;
  readonly handlers: PeerHandlers;
  remote: string | undefined;
  state: 'new' | 'open' | 'closed';
  isCut: boolean;
  /** What reliable lanes have not delivered yet because of something before it. */
  readonly behind: (() => void)[];
}

const deathNoticedAfterMs = 6_000;

/** `delayMs` is asked for each thing that takes time. */
export function createFakePeerNetwork(clock: Clock, delayMs: () => number = () => 20): FakePeerNetwork {
  const peers = new Map<string, FakePeer>();
  const peerOf = new WeakMap<PeerLink, FakePeer>();
  let restarts = 0;
  let isLost = (): boolean => false;

  const partnerOf = (peer: FakePeer): FakePeer | undefined => {
    const partner = peers.get(peer.remote ?? '');
    return partner?.remote === peer.ufrag ? partner : undefined;
  };
  /** Whatever arrives does so a moment later, and only while both are there. */
  function carry(peer: FakePeer, lane: Lane, deliver: (handlers: PeerHandlers) => void): boolean {
    if (peer.state !== 'open') return false;
    const partner = partnerOf(peer);
    const arrive = (): void => void clock.after(1, () => partner?.state === 'open' && deliver(partner.handlers));
    if (lane === 'unreliable') {
      if (!peer.isCut && !isLost()) arrive();
    } else if (peer.behind.push(arrive) === 1) sendInOrder(peer);
    return true;
  }
  function sendInOrder(peer: FakePeer, againAfterMs = 500): void {
    const [first] = peer.behind;
    if (first === undefined || peer.isCut) return;
    if (isLost()) {
      clock.after(againAfterMs, () => sendInOrder(peer, 2 * againAfterMs));
      return;
    }
    first();
    peer.behind.shift();
    sendInOrder(peer);
  }
  /** Both halves of a restart are known: it has found a way. */
  function mend(peer: FakePeer): void {
    for (const one of [peer, partnerOf(peer)]) {
      if (one === undefined) continue;
      one.isCut = false;
      sendInOrder(one);
    }
  }
  const later = <Value>(value: () => Value): Promise<Value> =>
    new Promise((resolve) => clock.after(delayMs(), () => resolve(value())));
  const openOnes = (): FakePeer[] => [...peers.values()].filter(({ state }) => state === 'open');

  function connect(peer: FakePeer): void {
    const partner = partnerOf(peer);
    if (partner === undefined || partner.state === 'closed' || peer.state === 'closed') return;
    for (const one of [peer, partner]) {
      clock.after(delayMs(), () => {
        if (one.state !== 'new') return;
        one.state = 'open';
        one.handlers.onOpen();
      });
    }
  }

  function fail(peer: FakePeer, afterMs = delayMs()): void {
    clock.after(afterMs, () => {
      if (peer.state !== 'closed') peer.handlers.onConnection('failed');
    });
  }

  function die(link: PeerLink | undefined): FakePeer | undefined {
    const peer = link && peerOf.get(link);
    if (peer === undefined || peer.state === 'closed') return undefined;
    peer.state = 'closed';
    return peer;
  }

  function methods(peer: FakePeer): Omit<PeerLink, 'media'> {
    const describe = (role: LinkDescription['role']) => later(() => describedAs(role, peer.ufrag));
    const halfOf = async (role: LinkDescription['role'], round: number) => ({ ...(await describe(role)), round });
    let offers = 0;
    let prepared: Promise<LinkDescription> | undefined;
    return {
      prepareOffer() {
        prepared = describe('offer');
      },
      createOffer: () => prepared ?? describe('offer'),
      acceptOffer(offer) {
        peer.remote = offer.ufrag;
        return describe('answer');
      },
      async acceptAnswer(answer) {
        peer.remote = answer.ufrag;
        connect(peer);
      },
      addCandidates: async () => undefined,
      send(lane, frame) {
        const copy = asReceived(frame);
        return carry(peer, lane, ({ onFrame }) => onFrame(lane, copy));
      },
      sendBytes(lane, bytes) {
        const copy = bytes.slice();
        return carry(peer, lane, ({ onBytes }) => onBytes(lane, copy));
      },
      // Nothing lies in the way of anything here, so that no lane ever fills or drains.
      bufferedBytes: () => 0,
      restartIce() {
        restarts += 1;
        offers += 1;
        return halfOf('offer', offers);
      },
      async takeRestart({ role, round }) {
        if (role === 'offer') return halfOf('answer', round);
        mend(peer);
        return undefined;
      },
      // Here what carries nothing is broken below the lanes as well.
      countCarried: async () => ({ arrived: 0, answered: 0 }),
      close() {
        if (peer.state === 'closed') return;
        peer.state = 'closed';
        const partner = partnerOf(peer);
        if (partner !== undefined) fail(partner);
      },
    };
  }

  return {
    createPeerLink({ handlers }) {
      const ufrag = `peer${peers.size}`;
      const peer: FakePeer = { ufrag, handlers, remote: undefined, state: 'new', isCut: false, behind: [] };
      peers.set(peer.ufrag, peer);
      const link: PeerLink = { ...methods(peer), media: createFakePeerMedia() };
      peerOf.set(link, peer);
      return link;
    },
    live: () => [...peers.values()].filter(({ state }) => state !== 'closed').length,
    created: () => peers.size,
    report(change) {
      for (const { handlers } of openOnes()) handlers.onConnection(change);
    },
    sendBadFrames(count) {
      for (const { handlers } of openOnes()) for (let sent = 0; sent < count; sent += 1) handlers.onBadFrame('text');
    },
    restarts: () => restarts,
    cut(link) {
      const peer = link && peerOf.get(link);
      if (peer !== undefined) peer.isCut = true;
    },
    heal() {
      for (const peer of openOnes()) mend(peer);
    },
    lose(share, dice) {
      isLost = () => dice() < share;
    },
    abandon(link) {
      const peer = die(link);
      const partner = peer && partnerOf(peer);
      if (partner !== undefined) fail(partner, deathNoticedAfterMs);
    },
    kill: (link) => void die(link),
  };
}

/** As the other side's lane hands it over, which refuses frames without a name. */
function asReceived(frame: unknown): { readonly t: string } {
  const copy: unknown = structuredClone(frame);
  const t = frameName(copy);
  if (typeof copy !== 'object' || copy === null || t === undefined) throw new Error('a frame without a name');
  return { ...copy, t };
}
