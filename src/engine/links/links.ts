import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { OpenedLetter } from '../crypto/letter.ts';
import type { Lane } from '../ports/peer-port.ts';
import type { LinkEvents, Links } from '../services.ts';
import type { ContactLink } from './contact-link.ts';
import { createContactLink } from './contact-link.ts';
import { createFrameFuse } from './frame-fuse.ts';
import type { LinkDependencies } from './link-dependencies.ts';
import { parseAnswerPayload, parseCandidatesPayload, parseOfferPayload } from './rules/letters.ts';
import type { LetterFact, LinkNews } from './rules/state.ts';

/** More live connections cost memory and sockets; the least recently used ones rest (docs/protocol.md#links). */
const maxLiveLinks = 16;

export interface LinksDependencies extends Omit<LinkDependencies, 'random'> {
  readonly random?: () => number;
  readonly events: LinkEvents;
}

interface Entry {
  readonly link: ContactLink;
  countBadFrame(): void;
  usedAtMs: number;
}

/** The links to all contacts: one machine each, and what concerns them together. */
export function createLinks(dependencies: LinksDependencies): Links {
  const { clock, log } = dependencies;
  const entries = new Map<ContactId, Entry>();
  let badFrames = 0;

  const linkOf = (contactId: ContactId): ContactLink | undefined => entries.get(contactId)?.link;

  function use(contactId: ContactId): ContactLink {
    const entry = entries.get(contactId) ?? createEntry(dependencies, contactId, { onOpened, onBadFrame });
    entries.set(contactId, entry);
    entry.usedAtMs = clock.nowMs();
    return entry.link;
  }

  function onOpened(): void {
    const live = [...entries.values()].filter(({ link }) => link.isUp());
    const idlest = live.toSorted((a, b) => a.usedAtMs - b.usedAtMs).slice(0, Math.max(0, live.length - maxLiveLinks));
    for (const { link } of idlest) link.tell({ kind: 'closed-here' });
  }

  function onBadFrame(): void {
    badFrames += 1;
  }

  function mayLink(contactId: ContactId): boolean {
    if (dependencies.contacts.get(contactId)?.status === 'accepted') return true;
    log('warn', 'link-refused', { reason: 'not-accepted' });
    return false;
  }

  return {
    want(contactId) {
      if (mayLink(contactId)) use(contactId).tell({ kind: 'wanted' });
    },
    presence: (contactId) => linkOf(contactId)?.presence() ?? 'away',
    isOpen: (contactId) => linkOf(contactId)?.isUp() ?? false,
    peer: (contactId) => linkOf(contactId)?.peer(),
    send: (contactId, lane, frame) => linkOf(contactId)?.peer() !== undefined && sendOn(use(contactId), lane, frame),
    expectAnswer: (contactId) => linkOf(contactId)?.tell({ kind: 'answer-expected' }),
    droppedFrames: () => badFrames,
    countBadFrame: (contactId) => entries.get(contactId)?.countBadFrame(),
    handleLetter(contactId, letter, ageMs) {
      if (!mayLink(contactId)) return;
      const fact = readLetter(letter, ageMs);
      if (fact === undefined) log('warn', 'link-letter-dropped', { kind: letter.kind });
      else use(contactId).tell(fact);
    },
    offerForAccept: async (contactId) => (mayLink(contactId) ? use(contactId).requestOffer() : null),
    drop(contactId) {
      linkOf(contactId)?.tell({ kind: 'closed-here' });
      entries.delete(contactId);
    },
    closeAll() {
      for (const { link } of entries.values()) link.tell({ kind: 'closed-here' });
      entries.clear();
    },
  };
}

function createEntry(
  dependencies: LinksDependencies,
  contactId: ContactId,
  { onOpened, onBadFrame }: { onOpened(): void; onBadFrame(): void },
): Entry {
  const { clock, events, log, random = Math.random } = dependencies;
  const fuse = createFrameFuse(clock);

  function countBadFrame(): void {
    onBadFrame();
    if (!fuse.count()) return;
    log('warn', 'link-closed', { reason: 'bad-frames' });
    link.tell({ kind: 'closed-here' });
  }

  const link = createContactLink(
    contactId,
    { ...dependencies, random },
    {
      onNews(news) {
        if (news === 'opened') {
          entry.usedAtMs = clock.nowMs();
          onOpened();
        }
        announce(events, contactId, news);
      },
      onPresence: () => events.onPresence(contactId),
      onFrame(lane, frame) {
        entry.usedAtMs = clock.nowMs();
        events.onFrame(contactId, lane, frame);
      },
      onBadFrame: countBadFrame,
      onMediaReady: () => events.onMediaReady(contactId),
    },
  );
  const entry: Entry = { link, countBadFrame, usedAtMs: clock.nowMs() };
  return entry;
}

function announce(events: LinkEvents, contactId: ContactId, news: LinkNews): void {
  if (news === 'opened') events.onOpened(contactId);
  else if (news === 'restored') events.onRestored(contactId);
  else if (news === 'unreachable') events.onUnreachable(contactId);
  else events.onClosed(contactId, news);
}

function sendOn(link: ContactLink, lane: Lane, frame: unknown): boolean {
  return link.peer()?.send(lane, frame) ?? false;
}

/** Undefined when the payload is not what its kind promises. */
function readLetter({ kind, session, sequence, payload }: OpenedLetter, ageMs: number | null): LetterFact | undefined {
  if (kind === 'poke') return { kind: 'poke-received', sequence, ageMs };
  if (kind === 'candidates') {
    const candidates = parseCandidatesPayload(payload);
    return candidates && { kind: 'candidates-received', session, candidates };
  }
  if (kind !== 'offer' && kind !== 'answer') return undefined;
  const description = kind === 'offer' ? parseOfferPayload(payload) : parseAnswerPayload(payload);
  return description && { kind: `${kind}-received`, session, sequence, ageMs, description };
}
