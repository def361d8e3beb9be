import type { EditableContactBook } from './contacts/contact-book.ts';
import { makeCard, parseCard } from './crypto/card.ts';
import { idOfKeys, unwrapPreImage } from './crypto/identity-keys.ts';
import { randomHex } from './crypto/random.ts';
import type { OpenedSignal } from './crypto/signal.ts';
import type { ActiveBrowser } from './identity/active-browser.ts';
import { createActiveBrowser } from './identity/active-browser.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import type { Publication } from './identity/publication.ts';
import { createPublication } from './identity/publication.ts';
import type { Links } from './links/links.ts';
import type { CleanUp } from './mailbox/clean-up.ts';
import { createCleanUp } from './mailbox/clean-up.ts';
import type { Inbox } from './mailbox/inbox.ts';
import { createInbox } from './mailbox/inbox.ts';
import type { MailReader } from './mailbox/mail-shelf.ts';
import type { MailboxHours } from './mailbox/mailbox-hours.ts';
import { createMailboxHours } from './mailbox/mailbox-hours.ts';
import type { NetworkWatch } from './mailbox/network-watch.ts';
import type { Outgoing } from './mailbox/outgoing.ts';
import { createPresence } from './mailbox/presence.ts';
import type { ReceivedMail } from './mailbox/received-mail.ts';
import { createReceivedMail } from './mailbox/received-mail.ts';
import { createReplayGuard } from './mailbox/replay-guard.ts';
import type { RestingMailbox } from './mailbox/resting-mailbox.ts';
import { shutMailbox } from './mailbox/shut-mailbox.ts';
import type { News } from './news.ts';
import type { Pairing } from './pairing/pairing.ts';
import { createPairing } from './pairing/pairing.ts';
import { reintroduce } from './pairing/reintroduction.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { ContactRecord, IdentityRecord, Stores } from './ports/stores-port.ts';

interface ReceptionDependencies {
  readonly stores: Pick<Stores, 'replayGuard'>;
  readonly resting: RestingMailbox;
  readonly own: OwnIdentity;
  readonly contacts: EditableContactBook;
  readonly outgoing: Outgoing;
  readonly links: Pick<Links, 'want' | 'handleSignal' | 'offerForAccept' | 'isOpen' | 'drop'>;
  readonly prekeys: { start(): Promise<void>; stop(): void };
  readonly conversations: MailReader;
  readonly network: NetworkWatch;
  readonly news: Pick<News, 'changed' | 'conversationChanged'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Another browser with this identity is the active one now. */
  onElsewhere(): void;
}

/** The own mailbox: whoever writes to us is received here, as long as this browser is the active one. */
export interface Reception {
  readonly pairing: Pairing;
  readonly activeBrowser: Pick<ActiveBrowser, 'restsFor' | 'useHere'>;
  readonly publication: Publication;
  /** Documents that were not what they should be, since the start. */
  droppedDocuments(): number;
  /** Leaves a mailbox into which nobody can write; rejects with `MailboxError`. */
  shut(): Promise<void>;
  close(): Promise<void>;
  /** Takes everything away by which we can be found, once closed; rejects with `MailboxError`. */
  erase(): Promise<void>;
}

export function createReception(deps: ReceptionDependencies): Reception {
  const { mailbox } = deps.resting;
  const { identity, prekeys } = deps.own;
  const correspondence = createCorrespondence(deps);
  const { hours, activeBrowser, publication } = createAttendance(deps, correspondence);
  return {
    pairing: correspondence.pairing,
    activeBrowser,
    publication,
    droppedDocuments: () => correspondence.inbox.dropped() + correspondence.mail.dropped(),
    async shut() {
      const published = identity.get();
      if (!published?.publishedBy) return;
      await shutMailbox({ mailbox, contacts: deps.contacts, prekeys, newToken: () => randomHex(16) }, published);
    },
    close() {
      publication.stop();
      activeBrowser.stop();
      return hours.shut();
    },
    async erase() {
      const published = identity.get();
      if (published?.claimedBeacon ?? published?.publishedBy) await mailbox.erase(published);
    },
  };
}

interface Correspondence {
  readonly cleanUp: CleanUp;
  readonly pairing: Pairing;
  readonly mail: ReceivedMail;
  readonly inbox: Inbox;
}

/** Who reads what others wrote to us, and what becomes of it. */
function createCorrespondence(deps: ReceptionDependencies): Correspondence {
  const { contacts, outgoing, links, conversations, clock, log } = deps;
  const { mailbox } = deps.resting;
  const { identity, envelope } = deps.own;
  const box = (): string => identity.require().box;

  const guard = createReplayGuard({ store: deps.stores.replayGuard, mailbox, clock });
  const cleanUp = createCleanUp({ guard, mailbox, identity: identity.require, clock, log });
  const pairing = createPairing({
    mailbox,
    contacts,
    signals: outgoing.signals,
    guard,
    cleanUp,
    links,
    identity: identity.require,
    verifyCard: parseCard,
    nowMs: clock.nowMs,
    newGrant: () => randomHex(16),
    onIntroducedAgain: outgoing.theirPrekeys.handleIntroducedAgain,
  });
  outgoing.slotWritten.listen((to, taken) => {
    // Without our own mailbox we are nobody to the service, and nobody has shut us out.
    if (!taken && deps.network.view() !== 'online') return;
    const failed = (error: unknown): void => log('error', 'standing-not-kept', { reason: String(error) });
    pairing.handleSlotWritten(to, taken).catch(failed);
  });
  const mail = createReceivedMail({ mailbox, contacts, conversations, box, envelope, log });
  deps.news.conversationChanged.listen(mail.handleConversationChanged);
  const inbox = createInbox({
    mailbox,
    box,
    envelope,
    contacts,
    guard,
    idOfKeys,
    log,
    onSignal: createSignalReader({ pairing, mail, links }),
    onKnock: pairing.handleKnock,
    onState(state) {
      deps.network.handleService(state);
      if (state === 'denied') deps.resting.refused.tell();
      if (state !== 'live') return;
      conversations.seekAbsent();
      pairing.handleServiceBack();
      void cleanUp.perform();
    },
  });
  return { cleanUp, pairing, mail, inbox };
}

/** Hands on what contacts write to us. */
function createSignalReader({
  pairing,
  mail,
  links,
}: Pick<Correspondence, 'pairing' | 'mail'> & Pick<ReceptionDependencies, 'links'>) {
  return async (contact: ContactRecord, signal: OpenedSignal, ageMs: number | null): Promise<void> => {
    if (signal.kind === 'accept') {
      await pairing.handleAccept(contact, signal, ageMs);
      // What they left for us may have been read before their acceptance.
      mail.handleConversationChanged(contact.id);
    } else {
      await pairing.handleHeard(contact);
      if (contact.status === 'accepted') links.handleSignal(contact.id, signal, ageMs);
    }
  };
}

interface Attendance {
  readonly hours: MailboxHours;
  readonly activeBrowser: ActiveBrowser;
  readonly publication: Publication;
}

/** When the mailbox is open: as soon as we can be reached, while no other browser with this identity is the active one. */
function createAttendance(deps: ReceptionDependencies, { cleanUp, inbox, mail }: Correspondence): Attendance {
  const { own, contacts, outgoing, network, clock, log } = deps;
  const { mailbox, rest, refused } = deps.resting;
  const { identity, header } = own;
  const changed = deps.news.changed.tell;
  const nowMs = (): number => mailbox.serverNowMs() ?? clock.nowMs();
  const { want } = deps.links;
  const publishCard = async (self: IdentityRecord): Promise<void> =>
    mailbox.publishCard(self.id, await makeCard(self), self.box);
  const presence = createPresence({ mailbox: deps.resting.service, contacts, want, clock, own, log });
  const hours = createMailboxHours({
    mailbox,
    box: () => identity.require().box,
    listener: { ...inbox.listener, onMail: mail.handleMail },
    presence,
    prekeys: deps.prekeys,
    cleanUp,
    reintroduce: () => reintroduce({ contacts, signals: outgoing.signals, identity: identity.require, nowMs, log }),
    log,
  });
  const activeBrowser = createActiveBrowser({
    mailbox,
    identity: identity.require,
    prekeys: own.prekeys,
    start: own.start,
    header,
    publishCard,
    announce: presence.announce,
    rest,
    log,
    onTrouble: network.handleService,
    onHere: hours.open,
    onElsewhere() {
      deps.onElsewhere();
      void hours.shut();
    },
    changed,
  });
  const publication = createPublication({
    mailbox,
    clock,
    log,
    identity,
    header,
    preImage: unwrapPreImage,
    publishCard,
    grants: () => contacts.all().filter((contact) => 'myGrant' in contact).length,
    onReachable() {
      hours.watchAnew();
      activeBrowser.start();
    },
    onTrouble: network.handleService,
    changed,
  });
  refused.listen(publication.handleRefused);
  return { hours, activeBrowser, publication };
}
