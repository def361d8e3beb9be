import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { OpenedSignal } from '../crypto/signal.ts';
import type { Lane, PeerLink } from '../ports/peer-port.ts';
import type { ContactLink } from './contact-link.ts';
import { createContactLink } from './contact-link.ts';
import { createFrameFuse } from './frame-fuse.ts';
import { createHolds } from './holds.ts';
import type { LinkClient, LinkClients } from './link-client.ts';
import { createLinkClients } from './link-client.ts';
import type { LinkDependencies } from './link-dependencies.ts';
import { parseRestartPayload } from './rules/restart-half.ts';
import { parseAnswerPayload, parseCandidatesPayload, parseOfferPayload } from './rules/signals.ts';
import type { LinkFact, LinkNews, SignalFact } from './rules/state.ts';

export interface Links {
  /** From then on it hears of every link; see `LinkClient`. Throws when lane and prefix are taken. */
  register(client: LinkClient): void;
  /** Brings the link up now if it is not; called when a person opens a conversation, sends or calls. */
  want(contactId: ContactId): void;
  /** A person is about to want it: what takes time is begun, and nothing leaves for anybody. */
  prepare(contactId: ContactId): void;
  /** Presence as people see it. */
  presence(contactId: ContactId): 'online' | 'away' | 'connecting';
  isOpen(contactId: ContactId): boolean;
  /** Whether their browser answered the last attempt at a link, however that went on. */
  met(contactId: ContactId): boolean;
  /** The live connection, present while open or interrupted. */
  peer(contactId: ContactId): PeerLink | undefined;
  /** False when the link is not open. */
  send(contactId: ContactId, lane: Lane, frame: unknown): boolean;
  /** As `send`; what bytes mean is between the clients that take them on that lane. */
  sendBytes(contactId: ContactId, lane: Lane, bytes: Uint8Array<ArrayBuffer>): boolean;
  /** Something was sent that the peer answers at once if it is there: finds out within seconds when it is not. */
  expectAnswer(contactId: ContactId): void;
  /**
   * Something lives on this link that would be missed at once, such as a call: until it is let go the link is never put to rest, and
   * is watched so closely that silence of their browser is known within three seconds.
   */
  hold(contactId: ContactId): () => void;
  /** Frames refused since the start, of all links. */
  droppedFrames(): number;
  /** Counts a frame that its reader refused; after 20 in a minute the link is closed. */
  countBadFrame(contactId: ContactId): void;
  /** Offer, answer, candidates, restart or poke from an accepted contact. `ageMs` is by the server's stamp, null when unknown. */
  handleSignal(contactId: ContactId, signal: OpenedSignal, ageMs: number | null): void;
  /** We accepted a request: makes the offer that travels inside our `accept` signal. */
  offerForAccept(contactId: ContactId): Promise<{ session: number; description: unknown } | null>;
  /** This computer had no network, and has one again. */
  handleNetworkReturned(): void;
  /** Closes and forgets; for block and remove. */
  drop(contactId: ContactId): void;
  closeAll(): void;
}

/** More live connections cost memory and sockets; the least recently used ones rest (docs/protocol.md#links). */
const maxLiveLinks = 16;

export interface LinksDependencies extends LinkDependencies {
  /** A link came, went, or somebody's presence is another one. */
  changed(): void;
}

interface Entry {
  readonly link: ContactLink;
  countBadFrame(): void;
  usedAtMs: number;
}

/** The links to all contacts: one machine each, and what concerns them together. */
export function createLinks(dependencies: LinksDependencies): Links {
  const { clock, log } = dependencies;
  const clients = createLinkClients();
  const entries = new Map<ContactId, Entry>();
  const holds = createHolds((id) => linkOf(id)?.tell({ kind: 'held', isHeld: holds.isHeld(id) }));
  let badFrames = 0;

  const linkOf = (contactId: ContactId): ContactLink | undefined => entries.get(contactId)?.link;

  function use(contactId: ContactId): ContactLink {
    const owner: EntryOwner = { clients, onOpened, onBadFrame, isHeld: holds.isHeld };
    const entry = entries.get(contactId) ?? createEntry(dependencies, contactId, owner);
    entries.set(contactId, entry);
    entry.usedAtMs = clock.nowMs();
    return entry.link;
  }

  /** The live connection, which counts as used. */
  const usePeer = (contactId: ContactId): PeerLink | undefined => linkOf(contactId)?.peer() && use(contactId).peer();

  function onOpened(opened: ContactId): void {
    const isInUse = (contactId: ContactId): boolean => contactId === opened || holds.isHeld(contactId);
    tellAll(idlestOf(entries, isInUse), { kind: 'closed-here' });
  }

  function onBadFrame(): void {
    badFrames += 1;
  }

  /** Undefined for anybody but contacts. */
  function reach(contactId: ContactId): ContactLink | undefined {
    if (dependencies.contacts.get(contactId)?.status === 'accepted') return use(contactId);
    log('warn', 'link-refused', { reason: 'not-accepted' });
    return undefined;
  }

  return {
    register: clients.register,
    want: (contactId) => reach(contactId)?.tell({ kind: 'wanted' }),
    prepare: (contactId) => reach(contactId)?.prepare(),
    presence: (contactId) => linkOf(contactId)?.presence() ?? 'away',
    isOpen: (contactId) => linkOf(contactId)?.isUp() ?? false,
    met: (contactId) => linkOf(contactId)?.met() ?? false,
    peer: (contactId) => linkOf(contactId)?.peer(),
    send: (contactId, lane, frame) => usePeer(contactId)?.send(lane, frame) ?? false,
    sendBytes: (contactId, lane, bytes) => usePeer(contactId)?.sendBytes(lane, bytes) ?? false,
    expectAnswer: (contactId) => linkOf(contactId)?.tell({ kind: 'answer-expected' }),
    hold: holds.hold,
    droppedFrames: () => badFrames,
    countBadFrame: (contactId) => entries.get(contactId)?.countBadFrame(),
    handleSignal(contactId, signal, ageMs) {
      const link = reach(contactId);
      const fact = link && readSignal(signal, ageMs);
      if (fact) link.tell(fact);
      else if (link) log('warn', 'link-signal-dropped', { kind: signal.kind });
    },
    offerForAccept: async (contactId) => reach(contactId)?.requestOffer() ?? null,
    handleNetworkReturned: () => tellAll([...entries.values()], { kind: 'network-returned' }),
    drop: (contactId) => closeEntries(entries, [contactId]),
    closeAll: () => closeEntries(entries, [...entries.keys()]),
  };
}

/** Forgotten first: whoever wants one again on that news gets another one. */
function closeEntries(entries: Map<ContactId, Entry>, contactIds: readonly ContactId[]): void {
  const closing = contactIds.flatMap((contactId) => entries.get(contactId) ?? []);
  for (const contactId of contactIds) entries.delete(contactId);
  tellAll(closing, { kind: 'closed-here' });
}

function tellAll(entries: readonly Entry[], fact: LinkFact): void {
  for (const { link } of entries) link.tell(fact);
}

/** Those that are too many, the least recently used ones first. */
function idlestOf(entries: ReadonlyMap<ContactId, Entry>, isInUse: (contactId: ContactId) => boolean): Entry[] {
  const live = [...entries].filter(([, { link }]) => link.isUp());
  const idle = live.flatMap(([contactId, entry]) => (isInUse(contactId) ? [] : [entry]));
  return idle.toSorted((a, b) => a.usedAtMs - b.usedAtMs).slice(0, Math.max(0, live.length - maxLiveLinks));
}

interface EntryOwner {
  readonly clients: LinkClients;
  onOpened(opened: ContactId): void;
  onBadFrame(): void;
  isHeld(contactId: ContactId): boolean;
}

function createEntry(dependencies: LinksDependencies, contactId: ContactId, owner: EntryOwner): Entry {
  const { clock, changed, log } = dependencies;
  const { clients } = owner;
  const fuse = createFrameFuse(clock);

  function countBadFrame(): void {
    owner.onBadFrame();
    if (!fuse.count()) return;
    log('warn', 'link-closed', { reason: 'bad-frames' });
    link.tell({ kind: 'closed-here' });
  }

  const link = createContactLink(contactId, dependencies, {
    onNews(news) {
      if (news === 'opened') {
        entry.usedAtMs = clock.nowMs();
        owner.onOpened(contactId);
      }
      for (const client of clients.all()) announce(client, contactId, news);
      changed();
    },
    onPresence() {
      const away = link.presence() === 'away';
      for (const client of clients.all()) client.handlePresence?.(contactId, away);
      changed();
    },
    onFrame(lane, frame) {
      entry.usedAtMs = clock.nowMs();
      if (!clients.deliver(contactId, lane, frame)) countBadFrame();
    },
    onBytes(lane, bytes) {
      entry.usedAtMs = clock.nowMs();
      if (!clients.deliverBytes(contactId, lane, bytes)) countBadFrame();
    },
    onBadFrame: countBadFrame,
    onDrained: (lane) => clients.tellDrained(contactId, lane),
    onMediaReady() {
      for (const client of clients.all()) client.handleMediaReady?.(contactId);
    },
  });
  if (owner.isHeld(contactId)) link.tell({ kind: 'held', isHeld: true });
  const entry: Entry = { link, countBadFrame, usedAtMs: clock.nowMs() };
  return entry;
}

function announce(client: LinkClient, contactId: ContactId, news: LinkNews): void {
  if (news === 'opened') client.handleOpened?.(contactId);
  else if (news === 'restored') client.handleRestored?.(contactId);
  else if (news === 'unreachable') client.handleUnreachable?.(contactId);
  else client.handleClosed?.(contactId, news);
}

/** Undefined when the payload is not what its kind promises. */
function readSignal({ kind, session, sequence, payload }: OpenedSignal, ageMs: number | null): SignalFact | undefined {
  if (kind === 'poke') return { kind: 'poke-received', sequence, ageMs };
  if (kind === 'candidates') {
    const candidates = parseCandidatesPayload(payload);
    return candidates && { kind: 'candidates-received', session, candidates };
  }
  if (kind === 'restart') {
    const half = parseRestartPayload(payload);
    return half && { kind: 'restart-received', session, sequence, ageMs, half };
  }
  if (kind !== 'offer' && kind !== 'answer') return undefined;
  const description = kind === 'offer' ? parseOfferPayload(payload) : parseAnswerPayload(payload);
  return description && { kind: `${kind}-received`, session, sequence, ageMs, description };
}
