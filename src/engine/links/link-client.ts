import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Lane } from '../ports/peer-port.ts';

/**
 * Whatever uses links for a purpose of its own: chat, calls, prekeys. Lane and prefix together make a frame its own: one that
 * comes by another lane, or whose name begins otherwise, is a bad frame (docs/protocol.md#bad-frame-fuse).
 */
export interface LinkClient {
  readonly lane: Lane;
  /** What the names of its frames (`t`) have before their first dot. */
  readonly prefix: string;
  /** `frame` has a name of this client and is otherwise unverified. False for one that is not well-formed, which then counts as bad. */
  handleFrame(contactId: ContactId, frame: unknown): boolean;
  /** Bytes that came by its lane, which only one client of a lane may take; nobody else's. False when they count as a bad frame. */
  handleBytes?(contactId: ContactId, bytes: Uint8Array<ArrayBuffer>): boolean;
  /** Its lane was fuller than its low-water mark and is no more: time to send the next. */
  handleDrained?(contactId: ContactId): void;
  handleOpened?(contactId: ContactId): void;
  /** `interrupted` may come back by itself; `down` needs a new link. */
  handleClosed?(contactId: ContactId, how: 'interrupted' | 'down'): void;
  /** An interrupted link carries packets again. */
  handleRestored?(contactId: ContactId): void;
  handleMediaReady?(contactId: ContactId): void;
  /** The peer could not be reached with the attempt that `want` began. */
  handleUnreachable?(contactId: ContactId): void;
  /** `away`: nobody answers there, and nobody is being sought. */
  handlePresence?(contactId: ContactId, away: boolean): void;
}

export interface LinkClients {
  /** Throws when lane and prefix are taken, or the bytes of the lane. */
  register(client: LinkClient): void;
  /** In the order in which they came. */
  all(): readonly LinkClient[];
  /** False when the frame is nobody's, or not what its reader expects. */
  deliver(contactId: ContactId, lane: Lane, frame: { readonly t: string }): boolean;
  /** False when nobody expects bytes on that lane, or not these. */
  deliverBytes(contactId: ContactId, lane: Lane, bytes: Uint8Array<ArrayBuffer>): boolean;
  tellDrained(contactId: ContactId, lane: Lane): void;
}

/** Frames of the link itself, which no client sees. */
const reservedPrefixes: readonly string[] = ['link', 'negotiation'];

export function createLinkClients(): LinkClients {
  const clients: LinkClient[] = [];
  const on = (lane: Lane): readonly LinkClient[] => clients.filter((client) => client.lane === lane);
  const find = (lane: Lane, prefix: string): LinkClient | undefined =>
    on(lane).find((client) => client.prefix === prefix);
  const readerOfBytes = (lane: Lane): LinkClient | undefined => on(lane).find(({ handleBytes }) => handleBytes);
  return {
    register(client) {
      const { lane, prefix } = client;
      if (reservedPrefixes.includes(prefix) || find(lane, prefix)) throw new Error(`${prefix}.* on ${lane} is taken`);
      if (client.handleBytes && readerOfBytes(lane)) throw new Error(`the bytes of ${lane} are taken`);
      clients.push(client);
    },
    all: () => clients,
    deliver(contactId, lane, frame) {
      const [prefix = ''] = frame.t.split('.', 1);
      return find(lane, prefix)?.handleFrame(contactId, frame) ?? false;
    },
    deliverBytes: (contactId, lane, bytes) => readerOfBytes(lane)?.handleBytes?.(contactId, bytes) ?? false,
    tellDrained(contactId, lane) {
      for (const client of on(lane)) client.handleDrained?.(contactId);
    },
  };
}
