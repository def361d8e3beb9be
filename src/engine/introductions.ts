import type { Settings } from '../shared/settings/settings.ts';
import type { EditableContactBook } from './contacts/contact-book.ts';
import { parseCard } from './crypto/card.ts';
import { idOfKeys } from './crypto/identity-keys.ts';
import type { OpenedLetter } from './crypto/letter.ts';
import { safetyDigest } from './crypto/safety-digest.ts';
import type { Instance } from './identity/instance.ts';
import { createInstance } from './identity/instance.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import { createOwnIdentity } from './identity/own-identity.ts';
import type { PrekeyExchange } from './identity/prekey-exchange.ts';
import { createPrekeyExchange } from './identity/prekey-exchange.ts';
import type { Chores } from './mailbox/chores.ts';
import { createChores } from './mailbox/chores.ts';
import type { Inbox } from './mailbox/inbox.ts';
import { createInbox } from './mailbox/inbox.ts';
import type { Mail } from './mailbox/mail.ts';
import { createMail } from './mailbox/mail.ts';
import type { MailboxHours } from './mailbox/mailbox-hours.ts';
import { createMailboxHours } from './mailbox/mailbox-hours.ts';
import type { NetworkWatch } from './mailbox/network-watch.ts';
import type { Past } from './mailbox/past.ts';
import { createPast } from './mailbox/past.ts';
import type { Post } from './mailbox/post.ts';
import { createPost } from './mailbox/post.ts';
import type { Presence } from './mailbox/presence.ts';
import { createPresence } from './mailbox/presence.ts';
import { shutMailbox } from './mailbox/shutting.ts';
import { createSilentMailbox } from './mailbox/silent-mailbox.ts';
import type { Pairing } from './pairing/pairing.ts';
import { createPairing } from './pairing/pairing.ts';
import { reintroduce } from './pairing/reintroduction.ts';
import type { Verification } from './pairing/verification.ts';
import { createVerification } from './pairing/verification.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { ContactRecord, IdentityRecord, Stores } from './ports/stores-port.ts';
import { randomHex } from './random.ts';
import type { LinkPrekeys, Links, MailReader } from './services.ts';

interface IntroductionsDependencies {
  readonly stores: Pick<Stores, 'identity' | 'prekeys' | 'past'>;
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  readonly log: Log;
  readonly contacts: EditableContactBook;
  readonly links: Links;
  readonly conversations: MailReader;
  readonly settings: () => Settings;
  readonly network: NetworkWatch;
  /** Another browser with this identity is the active one now. */
  onElsewhere(): void;
  changed(): void;
}

export interface Introductions extends Pick<OwnIdentity, 'identity' | 'publication'> {
  readonly instance: Pick<Instance, 'isElsewhere' | 'useHere'>;
  readonly post: Post;
  readonly pairing: Pairing;
  readonly verification: Verification;
  readonly prekeys: LinkPrekeys;
  readonly mail: Pick<Mail, 'leave' | 'handleConversationChanged'>;
  /** Tells the service again who may knock. */
  renewHeader(): void;
  droppedDocuments(): number;
  /** Leaves a mailbox into which nobody can write; rejects with `MailboxError`. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

/** Everything that goes through the introduction service: who we are, who asks, and the letters that bring links up. */
export function createIntroductions(given: IntroductionsDependencies): Introductions {
  const deps = { ...given, mailbox: createSilentMailbox(given.mailbox, () => instance.isElsewhere()) };
  const own = createOwnIdentity({ ...deps, onReachable: () => instance.start() });
  const { identity, publication, prekeys: ownPrekeys } = own;
  const prekeys = createPrekeyExchange({ ...deps, own: own.prekeys, identity: identity.require, publication });
  const past = createPast({ ...deps, store: deps.stores.past });
  const chores = createChores({ ...deps, past, identity: identity.require });
  const { post, pairing, mail } = createLetters({ ...deps, past, chores }, own, prekeys);
  const verification = createVerification({ ...deps, identity: identity.require, digest: safetyDigest });
  const { inbox, hours } = createOwnMailbox(deps, {
    identity: identity.require,
    envelope: own.envelope,
    past,
    post,
    pairing,
    mail,
    prekeys,
    chores,
    // Falls silent last: that the browser is gone is to be told by it.
    presence: createPresence({ ...given, own: identity.require }),
  });
  const instance: Instance = createOwnInstance({ ...deps, own, hours });

  return {
    identity,
    publication,
    instance,
    post,
    pairing,
    verification,
    prekeys,
    mail,
    renewHeader() {
      const failed = (error: unknown): void => deps.log('warn', 'header-not-renewed', { reason: String(error) });
      publication.renewHeader(identity.require()).catch(failed);
    },
    droppedDocuments: () => inbox.dropped() + mail.dropped(),
    async shut() {
      const own = identity.get();
      if (own?.publishedBy) await shutMailbox({ ...deps, prekeys: ownPrekeys, newToken: () => randomHex(16) }, own);
    },
    close() {
      instance.stop();
      return hours.shut();
    },
  };
}

interface MailboxParts {
  readonly identity: () => IdentityRecord;
  readonly envelope: OwnIdentity['envelope'];
  readonly past: Past;
  readonly post: Post;
  readonly pairing: Pairing;
  readonly mail: Mail;
  readonly prekeys: PrekeyExchange;
  readonly chores: Chores;
  readonly presence: Presence;
}

/** The own mailbox: who reads what comes, and what goes on while it is open. */
function createOwnMailbox(deps: IntroductionsDependencies, parts: MailboxParts): { inbox: Inbox; hours: MailboxHours } {
  const { pairing, mail, chores, identity } = parts;
  const box = (): string => identity().box;
  const inbox = createInbox({
    ...deps,
    ...parts,
    box,
    idOfKeys,
    onLetter: createLetterReader({ pairing, mail, links: deps.links }),
    onKnock: pairing.handleKnock,
    onState(state) {
      deps.network.handleService(state);
      if (state !== 'live') return;
      deps.conversations.seekAbsent();
      void chores.perform();
    },
  });
  const nowMs = (): number => deps.mailbox.serverNowMs() ?? deps.clock.nowMs();
  const hours = createMailboxHours({
    ...deps,
    ...parts,
    box,
    listener: { ...inbox.listener, onMail: mail.handleMail },
    reintroduce: () => reintroduce({ ...deps, ...parts, nowMs }),
  });
  return { inbox, hours };
}

/** Opens and shuts the mailbox as this browser becomes the active one of its identity, or another does. */
function createOwnInstance({
  own,
  hours,
  ...deps
}: IntroductionsDependencies & { readonly own: OwnIdentity; readonly hours: MailboxHours }): Instance {
  return createInstance({
    ...deps,
    identity: own.identity.require,
    prekeys: own.prekeys,
    publication: own.publication,
    onUnreachable: () => deps.network.handleService('unreachable'),
    onHere: hours.open,
    onElsewhere() {
      deps.onElsewhere();
      void hours.shut();
    },
  });
}

/** Hands on what contacts write to us. */
function createLetterReader({ pairing, mail, links }: { pairing: Pairing; mail: Mail; links: Links }) {
  return async (contact: ContactRecord, letter: OpenedLetter, ageMs: number | null): Promise<void> => {
    if (letter.kind === 'accept') {
      await pairing.handleAccept(contact, letter, ageMs);
      // What they left for us may have been read before their acceptance.
      mail.handleConversationChanged(contact.id);
    } else if (contact.status === 'accepted') {
      await pairing.handleConfirmed(contact);
      links.handleLetter(contact.id, letter, ageMs);
    }
  };
}

/** What we write to others: letters on existing contacts, those that make contacts, and messages for the absent. */
function createLetters(
  deps: IntroductionsDependencies & { readonly past: Past; readonly chores: Chores },
  { identity, envelope }: OwnIdentity,
  { sealingKey, handleIntroducedAgain }: PrekeyExchange,
): { readonly post: Post; readonly pairing: Pairing; readonly mail: Mail } {
  const sealing = { envelope, sealingKey, newId: () => randomHex(16) };
  const post = createPost({
    ...deps,
    ...sealing,
    introduction: ({ myGrant }) => ({
      name: identity.require().name,
      beacon: identity.require().beacon,
      grant: myGrant,
    }),
  });
  const pairing = createPairing({
    ...deps,
    post,
    identity: identity.require,
    verifyCard: parseCard,
    nowMs: deps.clock.nowMs,
    newGrant: () => randomHex(16),
    onIntroducedAgain: handleIntroducedAgain,
  });
  const mail = createMail({ ...deps, ...sealing, box: () => identity.require().box });
  return { post, pairing, mail };
}
