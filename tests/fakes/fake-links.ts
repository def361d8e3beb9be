import type { Links } from '#src/engine/links/links.ts';
import type { Lane, PeerLink } from '#src/engine/ports/peer-port.ts';
import type { FakePeerMedia } from './fake-media.ts';
import { createFakePeerMedia } from './fake-media.ts';

export interface SentFrame {
  readonly contactId: string;
  readonly lane: Lane;
  readonly frame: unknown;
}

/** What calls use of links, opened and closed by the test. */
export interface FakeLinks
  extends Pick<Links, 'want' | 'isOpen' | 'peer' | 'send' | 'expectAnswer' | 'hold' | 'countBadFrame'> {
  /** Contacts whose link is held now. */
  readonly held: string[];
  readonly wanted: string[];
  /** Contacts whose answer was awaited. */
  readonly awaited: string[];
  readonly sent: SentFrame[];
  readonly badFrames: string[];
  /** A new connection to that contact, with slots that are not ready. */
  open(contactId: string): FakePeerMedia;
  close(contactId: string): void;
  media(contactId: string): FakePeerMedia;
  /** The `t` of every frame sent to that contact. */
  kinds(contactId: string): readonly unknown[];
}

export function createFakeLinks(onSend?: (sent: SentFrame) => void): FakeLinks {
  const connections = new Map<string, { readonly peer: PeerLink; readonly media: FakePeerMedia }>();
  const sent: SentFrame[] = [];
  const wanted: string[] = [];
  const awaited: string[] = [];
  const badFrames: string[] = [];
  const held: string[] = [];

  function media(contactId: string): FakePeerMedia {
    const connection = connections.get(contactId);
    if (connection === undefined) throw new Error(`no link to ${contactId}`);
    return connection.media;
  }

  return {
    wanted,
    sent,
    awaited,
    badFrames,
    held,
    hold(contactId) {
      held.push(contactId);
      return () => void held.splice(held.indexOf(contactId), 1);
    },
    want: (contactId) => void wanted.push(contactId),
    isOpen: (contactId) => connections.has(contactId),
    peer: (contactId) => connections.get(contactId)?.peer,
    send(contactId, lane, frame) {
      if (!connections.has(contactId)) return false;
      const copy: SentFrame = { contactId, lane, frame: structuredClone(frame) };
      sent.push(copy);
      onSend?.(copy);
      return true;
    },
    expectAnswer: (contactId) => void awaited.push(contactId),
    countBadFrame: (contactId) => void badFrames.push(contactId),
    open(contactId) {
      const fresh = createFakePeerMedia();
      connections.set(contactId, { peer: peerWith(fresh), media: fresh });
      return fresh;
    },
    close: (contactId) => void connections.delete(contactId),
    media,
    kinds: (contactId) =>
      sent
        .filter((each) => each.contactId === contactId)
        .map(({ frame }) => (typeof frame === 'object' && frame !== null && 't' in frame ? frame.t : undefined)),
  };
}

function peerWith(media: FakePeerMedia): PeerLink {
  const unused = (): never => {
    throw new Error('calls use the media of a link and nothing else');
  };
  return {
    media,
    prepareOffer: unused,
    createOffer: unused,
    acceptOffer: unused,
    acceptAnswer: unused,
    addCandidates: unused,
    send: unused,
    sendBytes: unused,
    bufferedBytes: unused,
    restartIce: unused,
    takeRestart: unused,
    countCarried: unused,
    close: unused,
  };
}
