import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import type { OpenedLetter } from '#src/engine/crypto/letter.ts';
import { createIntroductions } from '#src/engine/introductions.ts';
import { createNetworkWatch } from '#src/engine/mailbox/network-watch.ts';
import type { Clock } from '#src/engine/ports/clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import type { ContactRecord, IdentityRecord, PrekeyRecord } from '#src/engine/ports/stores-port.ts';
import type { Links } from '#src/engine/services.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import { createInMemoryStores } from './in-memory-stores.ts';

/** What links would have been asked to do. */
export interface LinkOrders {
  readonly letters: { readonly id: string; readonly letter: OpenedLetter; readonly ageMs: number | null }[];
  readonly wanted: string[];
  readonly dropped: string[];
  offers: number;
}

function createRecordingLinks(orders: LinkOrders): Links {
  return {
    want: (id) => void orders.wanted.push(id),
    presence: () => 'away',
    isOpen: () => false,
    peer: () => undefined,
    send: () => false,
    droppedFrames: () => 0,
    expectAnswer: () => undefined,
    countBadFrame: () => undefined,
    handleLetter: (id, letter, ageMs) => void orders.letters.push({ id, letter, ageMs }),
    async offerForAccept() {
      orders.offers += 1;
      return { session: 7, description: { from: 'the acceptor' } };
    },
    drop: (id) => void orders.dropped.push(id),
    closeAll: () => undefined,
  };
}

interface Saved {
  identity?: IdentityRecord;
  prekeys: readonly PrekeyRecord[];
  readonly contacts: Map<string, ContactRecord>;
}

const createSaved = (): Saved => ({ prekeys: [], contacts: new Map() });

interface FakePersonOptions {
  readonly name: string;
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  /** Of an earlier start. */
  readonly saved?: Saved;
}

/** One person's introductions over the given mailbox, with real keys and links that only take notes. */
export function createFakePerson({ name, mailbox, clock, saved = createSaved() }: FakePersonOptions) {
  const orders: LinkOrders = { letters: [], wanted: [], dropped: [], offers: 0 };
  const settings = { ...defaultSettings };
  const { past } = createInMemoryStores();
  const contacts = createContactBook(
    {
      all: async () => [...saved.contacts.values()],
      save: async (contact) => void saved.contacts.set(contact.id, contact),
      remove: async (id) => void saved.contacts.delete(id),
    },
    () => undefined,
  );
  const introductions = createIntroductions({
    stores: {
      past,
      prekeys: {
        load: async () => saved.prekeys,
        async save(prekeys) {
          saved.prekeys = prekeys;
        },
      },
      identity: {
        load: async () => saved.identity,
        async save(identity) {
          saved.identity = identity;
        },
      },
    },
    mailbox,
    clock,
    contacts,
    links: createRecordingLinks(orders),
    conversations: { takeMail: () => undefined, receivedThrough: () => 0, seekAbsent: () => undefined },
    settings: () => settings,
    network: createNetworkWatch({ isOnline: () => true, onNetworkChange: () => undefined }, () => undefined),
    log: () => undefined,
    onElsewhere: () => undefined,
    changed: () => undefined,
  });
  return { name, introductions, contacts, orders, settings, saved, past };
}
