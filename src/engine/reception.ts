import type { AttendanceDependencies } from './attendance.ts';
import { createAttendance } from './attendance.ts';
import { parseCard } from './crypto/card.ts';
import { idOfKeys } from './crypto/identity-keys.ts';
import { randomHex } from './crypto/random.ts';
import type { OpenedSignal } from './crypto/signal.ts';
import type { ActiveBrowser } from './identity/active-browser.ts';
import type { Publication } from './identity/publication.ts';
import type { Links } from './links/links.ts';
import type { CleanUp } from './mailbox/clean-up.ts';
import { createCleanUp } from './mailbox/clean-up.ts';
import type { Inbox } from './mailbox/inbox.ts';
import { createInbox } from './mailbox/inbox.ts';
import type { MailReader } from './mailbox/mail-shelf.ts';
import type { ReceivedMail } from './mailbox/received-mail.ts';
import { createReceivedMail } from './mailbox/received-mail.ts';
import { createReplayGuard } from './mailbox/replay-guard.ts';
import { shutMailbox } from './mailbox/shut-mailbox.ts';
import type { News } from './news.ts';
import type { Pairing } from './pairing/pairing.ts';
import { createPairing } from './pairing/pairing.ts';
import type { Introductions, PresenceNaming } from './pairing/presence-name.ts';
import { createPresenceNaming } from './pairing/presence-name.ts';
import type { ContactRecord, Stores } from './ports/stores-port.ts';

interface ReceptionDependencies extends AttendanceDependencies {
  readonly stores: Pick<Stores, 'replayGuard'>;
  readonly links: Pick<Links, 'want' | 'handleSignal' | 'offerForAccept' | 'isOpen' | 'drop'>;
  readonly names: Introductions;
  readonly conversations: MailReader;
  readonly news: Pick<News, 'changed' | 'conversationChanged'>;
}

/** The own mailbox: whoever writes to us is received here, as long as this browser is the active one. */
export interface Reception {
  readonly pairing: Pairing;
  readonly presenceNaming: Pick<PresenceNaming, 'tell'>;
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
    presenceNaming: correspondence.presenceNaming,
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
  readonly presenceNaming: PresenceNaming;
  readonly pairing: Pairing;
  readonly mail: ReceivedMail;
  readonly inbox: Inbox;
}

/** Who reads what others wrote to us, and what becomes of it. */
function createCorrespondence(deps: ReceptionDependencies): Correspondence {
  const { contacts, outgoing, links, conversations, clock, log } = deps;
  const { mailbox } = deps.resting;
  const { identity, envelope, start } = deps.own;
  const { signals } = outgoing;
  const box = (): string => identity.require().box;

  const guard = createReplayGuard({ store: deps.stores.replayGuard, mailbox, clock });
  const cleanUp = createCleanUp({ guard, mailbox, identity: identity.require, clock, log });
  const report = (event: string) => (error: unknown) => log('error', event, { reason: String(error) });
  const newName = (): string => randomHex(16);
  const introductions = deps.names;
  const presenceNaming = createPresenceNaming({ contacts, signals, identity, start, introductions, newName, log });
  const pairing = createPairing({
    mailbox,
    contacts,
    signals,
    guard,
    cleanUp,
    links,
    identity: identity.require,
    verifyCard: parseCard,
    nowMs: clock.nowMs,
    newGrant: newName,
    onIntroducedAgain: outgoing.theirPrekeys.handleIntroducedAgain,
    onParted: () => void presenceNaming.change().catch(report('presence-not-renamed')),
  });
  outgoing.slotWritten.listen((to, taken) => {
    // Without our own mailbox we are nobody to the service, and nobody has shut us out.
    if (!taken && deps.network.view() !== 'online') return;
    pairing.handleSlotWritten(to, taken).catch(report('standing-not-kept'));
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
      void presenceNaming.tell().catch(report('presence-untold'));
      void cleanUp.perform();
    },
  });
  return { cleanUp, presenceNaming, pairing, mail, inbox };
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
