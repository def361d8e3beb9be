import type { ContactId } from '../shared/identity/contact-id.ts';
import type { OrderedFrame } from './chat/rules/frames.ts';
import type { OpenedLetter } from './crypto/letter.ts';
import type { Lane, PeerLink } from './ports/peer-port.ts';
import type { AcceptedContact, ContactRecord } from './ports/stores-port.ts';

/** How the parts of the engine see each other. Facts come in by `handle…` and leave by the `on…` functions given at creation. */

/** Contacts with whom both sides agreed, and everybody who asked or was asked. */
export interface ContactBook {
  get(id: ContactId): ContactRecord | undefined;
  all(): readonly ContactRecord[];
  accepted(): readonly AcceptedContact[];
}

/** Puts messages into the mailbox of somebody who is away, at one place of the ring; never rejects. */
export type LeaveMail = (
  to: ContactId,
  mail: { readonly index: number; readonly frames: readonly OrderedFrame[] },
) => Promise<'left' | 'refused' | 'failed'>;

/** The conversations as the mail for them sees them. */
export interface MailReader {
  /** Frames that came by mail; they count like those of a link. */
  takeMail(contactId: ContactId, frames: readonly OrderedFrame[]): void;
  /** Everything of theirs in `epoch` up to this count is stored. */
  receivedThrough(contactId: ContactId, epoch: string): number;
  /** Looks for everybody for whom something waits that is nowhere but here. */
  seekAbsent(): void;
}

/** Sends sealed letters to a contact's slots; sequence numbers are reserved in storage before anything leaves. */
export interface LetterBox {
  /** Rejects with `MailboxError`. */
  send(to: ContactRecord, letter: Pick<OpenedLetter, 'kind' | 'session' | 'payload'>): Promise<void>;
}

export interface Links {
  /** Brings the link up now if it is not; called when a person opens a conversation, sends or calls. */
  want(contactId: ContactId): void;
  /** Presence as people see it. */
  presence(contactId: ContactId): 'online' | 'away' | 'connecting';
  isOpen(contactId: ContactId): boolean;
  /** The live connection, present while open or interrupted. */
  peer(contactId: ContactId): PeerLink | undefined;
  /** False when the link is not open. */
  send(contactId: ContactId, lane: Lane, frame: unknown): boolean;
  /** Something was sent that the peer answers at once if it is there: finds out within seconds when it is not. */
  expectAnswer(contactId: ContactId): void;
  /** Frames refused since the start, of all links. */
  droppedFrames(): number;
  /** Counts a frame that its reader refused; after 20 in a minute the link is closed. */
  countBadFrame(contactId: ContactId): void;
  /** Offer, answer, candidates or poke from an accepted contact. `ageMs` is by the server's stamp, null when unknown. */
  handleLetter(contactId: ContactId, letter: OpenedLetter, ageMs: number | null): void;
  /** We accepted a request: makes the offer that travels inside our `accept` letter. */
  offerForAccept(contactId: ContactId): Promise<{ session: number; description: unknown } | null>;
  /** Closes and forgets; for block and remove. */
  drop(contactId: ContactId): void;
  closeAll(): void;
}

/** The part of the introductions that travels on links: the prekeys of both sides. */
export interface LinkPrekeys {
  handleOpened(contactId: ContactId): void;
  /** False for a frame that is not what it should be. */
  handleFrame(contactId: ContactId, frame: unknown): boolean;
}

export interface LinkEvents {
  onOpened(contactId: ContactId): void;
  /** `interrupted` may come back by itself; `down` needs a new link. */
  onClosed(contactId: ContactId, how: 'interrupted' | 'down'): void;
  /** An interrupted link carries packets again. */
  onRestored(contactId: ContactId): void;
  onMediaReady(contactId: ContactId): void;
  onPresence(contactId: ContactId): void;
  onFrame(contactId: ContactId, lane: Lane, frame: unknown): void;
  /** The peer could not be reached with the attempt that `want` began. */
  onUnreachable(contactId: ContactId): void;
}
