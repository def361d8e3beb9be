import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import type { LinkClient } from '#src/engine/links/link-client.ts';
import type { Links } from '#src/engine/links/links.ts';
import { createLinks } from '#src/engine/links/links.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { Lane, PeerLink } from '#src/engine/ports/peer-port.ts';
import type { AcceptedContact } from '#src/engine/ports/stores-port.ts';
import type { FakePeerNetwork } from './fake-peer-network.ts';
import { createFakePeerNetwork } from './fake-peer-network.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

export type SideName = 'ann' | 'ben';

export interface LinkSide {
  readonly links: Links;
  /** What the link told the engine, oldest first: `opened`, `down`, `unreachable`, a frame. */
  readonly news: string[];
  readonly signals: { readonly kind: string; readonly session: number; readonly atMs: number }[];
  /** How often the watch of the own mailbox was to be taken up anew. */
  renewals: number;
  want(): void;
  /** The engine dies and starts anew; sequence numbers survive, nothing else. */
  restart(): void;
}

export interface LinkPair {
  readonly clock: VirtualClock;
  readonly network: FakePeerNetwork;
  readonly ann: LinkSide;
  readonly ben: LinkSide;
  /** Nothing is delivered and every write fails while true. */
  outage: boolean;
}

export interface LinkPairOptions {
  readonly seed?: number;
  readonly drop?: number;
  readonly duplicate?: number;
  /** Signals overtake each other up to this much. */
  readonly signalDelayMs?: readonly [number, number];
  readonly peerDelayMs?: readonly [number, number];
}

export const other: Readonly<Record<SideName, SideName>> = { ann: 'ben', ben: 'ann' };

/** Two sides of a link with all their real parts, except for browser and mailbox. */
export function createLinkPair(options: LinkPairOptions = {}): LinkPair {
  const { seed = 1, peerDelayMs = [20, 20] } = options;
  const clock = createVirtualClock();
  const random = createSeededRandom(seed);
  const network = createFakePeerNetwork(clock, () => random.between(...peerDelayMs));
  const pair: LinkPair = {
    clock,
    network,
    outage: false,
    ann: createSide('ann', { ...options, clock, random, network, pair: () => pair }),
    ben: createSide('ben', { ...options, clock, random, network, pair: () => pair }),
  };
  return pair;
}

interface SideParts extends LinkPairOptions {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly network: FakePeerNetwork;
  readonly pair: () => LinkPair;
}

interface MutableSide extends LinkSide {
  links: Links;
  seen: number;
}

const sides = new WeakMap<LinkSide, MutableSide>();

function createSide(name: SideName, parts: SideParts): LinkSide {
  const { clock, random, network } = parts;
  const signals: LinkSide['signals'] = [];
  const news: string[] = [];
  let sequence = 0;

  function create(life: { alive: boolean; peers: PeerLink[] }): Links {
    const links = createLinks({
      self: () => name,
      contacts: { get: (id) => contactNamed(id), all: () => [], accepted: () => [] },
      signals: {
        async send(_to, draft) {
          if (parts.pair().outage) throw new MailboxError('unreachable');
          sequence += 1;
          signals.push({ kind: draft.kind, session: draft.session, atMs: clock.nowMs() });
          post(other[name], { ...draft, sequence, messageId: '', sender: contactNamed(name).keys }, parts);
        },
      },
      createPeerLink(options) {
        const link = network.createPeerLink(options);
        life.peers.push(link);
        return link;
      },
      clock: { nowMs: clock.nowMs, after: (delayMs, action) => clock.after(delayMs, () => life.alive && action()) },
      newSession: () => random.between(1, 1_000_000),
      random: () => random.between(0, 100) / 100,
      route: () => ({ iceServers: [], relayOnly: false }),
      renewMailbox() {
        side.renewals += 1;
      },
      changed: () => undefined,
      log: () => undefined,
    });
    for (const client of recordersOf(news)) links.register(client);
    return links;
  }

  let life = { alive: true, peers: [] as PeerLink[] };
  const side: MutableSide = {
    links: create(life),
    news,
    signals,
    renewals: 0,
    seen: 0,
    want: () => side.links.want(other[name]),
    restart() {
      life.alive = false;
      for (const link of life.peers) network.abandon(link);
      life = { alive: true, peers: [] };
      side.links = create(life);
    },
  };
  sides.set(side, side);
  return side;
}

function post(to: SideName, signal: OpenedSignal, parts: SideParts): void {
  const { clock, random, drop = 0, duplicate = 0, signalDelayMs = [30, 30] } = parts;
  const writtenAtMs = clock.nowMs();
  const copies = random.chance(drop) ? 0 : random.chance(duplicate) ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    clock.after(random.between(...signalDelayMs), () => {
      const side = sides.get(parts.pair()[to]);
      // The inbox refuses what its stored sequence has passed, also after a restart.
      if (side === undefined || signal.sequence <= side.seen) return;
      side.seen = signal.sequence;
      side.links.handleSignal(other[to], structuredClone(signal), clock.nowMs() - writtenAtMs);
    });
  }
}

const lanes: readonly Lane[] = ['control', 'text', 'unreliable'];

/** Clients who write down what links tell; frames whose names begin with `test` come by every lane. */
function recordersOf(news: string[]): readonly LinkClient[] {
  const frames = lanes.map(
    (lane): LinkClient => ({
      lane,
      prefix: 'test',
      handleFrame: (_id, frame) => news.push(`${lane} ${JSON.stringify(frame)}`) > 0,
    }),
  );
  return [...frames, eventRecorder(news)];
}

/** Writes down what becomes of links, and takes no frames. */
export function eventRecorder(news: string[]): LinkClient {
  return {
    lane: 'control',
    prefix: 'events',
    handleFrame: () => false,
    handleOpened: () => news.push('opened'),
    handleClosed: (_id, how) => news.push(how),
    handleRestored: () => news.push('restored'),
    handleMediaReady: () => news.push('media ready'),
    handleUnreachable: () => news.push('unreachable'),
  };
}

export function contactNamed(id: string): AcceptedContact {
  return {
    id,
    status: 'accepted',
    name: id,
    keys: { identity: new Uint8Array(32), agreement: new Uint8Array(32) },
    box: '0'.repeat(64),
    myGrant: '1'.repeat(32),
    theirGrant: '2'.repeat(32),
    theirBeacon: '3'.repeat(32),
    confirmed: true,
    sentSequence: 0,
    seenSequence: 0,
    changedAtMs: 0,
  };
}
