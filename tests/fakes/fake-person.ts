import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import { safetyDigest } from '#src/engine/crypto/safety-digest.ts';
import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import { createOwnIdentity } from '#src/engine/identity/own-identity.ts';
import type { Links } from '#src/engine/links/links.ts';
import { createNetworkWatch } from '#src/engine/mailbox/network-watch.ts';
import { createOutgoing } from '#src/engine/mailbox/outgoing.ts';
import { createRestingMailbox } from '#src/engine/mailbox/resting-mailbox.ts';
import { createNews } from '#src/engine/news.ts';
import { createVerification } from '#src/engine/pairing/verification.ts';
import type { Clock } from '#src/engine/ports/clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import type { ContactRecord, IdentityRecord, PrekeyRecord } from '#src/engine/ports/stores-port.ts';
import { createPrekeyExchange } from '#src/engine/prekeys/prekey-exchange.ts';
import { createReception } from '#src/engine/reception.ts';
import { createTopic } from '#src/engine/topic.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import { createInMemoryStores } from './in-memory-stores.ts';

/** What links would have been asked to do. */
export interface LinkOrders {
  readonly signals: { readonly id: string; readonly signal: OpenedSignal; readonly ageMs: number | null }[];
  readonly wanted: string[];
  readonly dropped: string[];
  offers: number;
}

function createRecordingLinks(orders: LinkOrders): Links {
  return {
    register: () => undefined,
    want: (id) => void orders.wanted.push(id),
    prepare: () => undefined,
    presence: () => 'away',
    isOpen: () => false,
    met: () => false,
    peer: () => undefined,
    send: () => false,
    sendBytes: () => false,
    hold: () => () => undefined,
    droppedFrames: () => 0,
    expectAnswer: () => undefined,
    countBadFrame: () => undefined,
    handleSignal: (id, signal, ageMs) => void orders.signals.push({ id, signal, ageMs }),
    async offerForAccept() {
      orders.offers += 1;
      return { session: 7, description: { from: 'the acceptor' } };
    },
    handleNetworkReturned: () => undefined,
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

/** What one person has of the service, with real keys and links that only take notes. */
export function createFakePerson({ name, mailbox: service, clock, saved = createSaved() }: FakePersonOptions) {
  const orders: LinkOrders = { signals: [], wanted: [], dropped: [], offers: 0 };
  const settings = { ...defaultSettings };
  const log = (): void => undefined;
  const { replayGuard } = createInMemoryStores();
  const news = createNews();
  const contacts = createContactBook(
    {
      all: async () => [...saved.contacts.values()],
      save: async (contact) => void saved.contacts.set(contact.id, contact),
      remove: async (id) => void saved.contacts.delete(id),
    },
    () => undefined,
  );
  const resting = createRestingMailbox(service);
  const { mailbox } = resting;
  const stores = {
    prekeys: {
      load: async () => saved.prekeys,
      async save(prekeys: readonly PrekeyRecord[]) {
        saved.prekeys = prekeys;
      },
    },
    identity: {
      load: async () => saved.identity,
      async save(identity: IdentityRecord) {
        saved.identity = identity;
      },
    },
  };
  const own = createOwnIdentity({ stores, mailbox, clock, settings: () => settings, changed: () => undefined });
  const { identity, header, prekeys } = own;
  const outgoing = createOutgoing({ mailbox, contacts, own, clock, log });
  const links = createRecordingLinks(orders);
  const reception = createReception({
    stores: { replayGuard },
    resting,
    own,
    contacts,
    outgoing,
    links,
    prekeys: createPrekeyExchange({
      own: prekeys,
      theirs: outgoing.theirPrekeys,
      identity: identity.require,
      header,
      contacts,
      links,
      clock,
      log,
    }),
    names: { tellAll: () => undefined, reaches: () => false, introduced: createTopic() },
    conversations: {
      takeMail: () => undefined,
      hasSettled: () => false,
      receivedThrough: () => 0,
      seekAbsent: () => undefined,
    },
    network: createNetworkWatch({
      host: { isOnline: () => true, onNetworkChange: () => undefined },
      clock,
      onChange: () => undefined,
    }),
    news,
    clock,
    log,
    onElsewhere: () => undefined,
  });
  const verification = createVerification({ contacts, identity: identity.require, digest: safetyDigest, clock });
  const introductions = {
    ...reception,
    identity: {
      ...identity,
      /** As the engine does, which publishes what it made or loaded. */
      async create(wanted: string) {
        if (await identity.create(wanted)) reception.publication.start();
      },
      async load() {
        await identity.load();
        if (identity.get()) reception.publication.start();
      },
    },
    header,
    signals: outgoing.signals,
    verification,
  };
  return { name, introductions, contacts, orders, settings, saved, replayGuard };
}
