import type { Settings } from '../../../shared/settings.ts';
import { parseCard } from '../../crypto/card.ts';
import { idOfKeys } from '../../crypto/identity-keys.ts';
import { safetyDigest } from '../../crypto/safety-digest.ts';
import type { Clock, Log, MailboxPort, OpenedLetter } from '../../ports.ts';
import type { ContactRecord, Stores } from '../../store/records.ts';
import type { EditableContactBook } from '../contact-book.ts';
import type { Mail } from '../mail/mail.ts';
import { createMail } from '../mail/mail.ts';
import type { NetworkWatch } from '../network-watch.ts';
import { randomHex } from '../random.ts';
import type { LinkPrekeys, Links, MailReader } from '../services.ts';
import type { Chores } from './chores.ts';
import { createChores } from './chores.ts';
import { createInbox } from './inbox.ts';
import type { OwnIdentity } from './own-identity.ts';
import { createOwnIdentity } from './own-identity.ts';
import type { Pairing } from './pairing.ts';
import { createPairing } from './pairing.ts';
import type { Past } from './past.ts';
import { createPast } from './past.ts';
import type { Post } from './post.ts';
import { createPost } from './post.ts';
import type { PrekeyExchange } from './prekey-exchange.ts';
import { createPrekeyExchange } from './prekey-exchange.ts';
import { createPresence } from './presence.ts';
import type { Verification } from './verification.ts';
import { createVerification } from './verification.ts';

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
  changed(): void;
}

export interface Introductions extends Pick<OwnIdentity, 'identity' | 'publication'> {
  readonly post: Post;
  readonly pairing: Pairing;
  readonly verification: Verification;
  readonly prekeys: LinkPrekeys;
  readonly mail: Pick<Mail, 'leave' | 'handleConversationChanged'>;
  /** Tells the service again who may knock. */
  renewHeader(): void;
  droppedDocuments(): number;
  close(): Promise<void>;
}

/** Everything that goes through the introduction service: who we are, who asks, and the letters that bring links up. */
export function createIntroductions(deps: IntroductionsDependencies): Introductions {
  const { mailbox, links, log } = deps;
  const stopped = new AbortController();

  const own = createOwnIdentity({ ...deps, onReachable });
  const { identity, publication } = own;
  const prekeys = createPrekeyExchange({ ...deps, own: own.prekeys, identity: identity.require, publication });
  const past = createPast({ ...deps, store: deps.stores.past });
  const chores = createChores({ ...deps, past, identity: identity.require });
  const { post, pairing, mail } = createLetters({ ...deps, past, chores }, own, prekeys.sealingKey);
  const verification = createVerification({ ...deps, identity: identity.require, digest: safetyDigest });
  const presence = createPresence({ ...deps, own: identity.require });
  const inbox = createInbox({
    ...deps,
    past,
    box: () => identity.require().box,
    envelope: own.envelope,
    idOfKeys,
    onLetter: createLetterReader({ pairing, mail, links }),
    onKnock: pairing.handleKnock,
    onState: handleService,
  });

  function handleService(state: 'live' | 'unreachable'): void {
    deps.network.handleService(state);
    if (state !== 'live') return;
    deps.conversations.seekAbsent();
    void chores.perform();
  }

  function onReachable(): void {
    mailbox.watchInbox(identity.require().box, { ...inbox.listener, onMail: mail.handleMail }, stopped.signal);
    // Lighting the beacon tells the service's clock, by which prekeys age.
    const lit = presence.start().catch(report('presence-failed'));
    void lit.then(prekeys.start).catch(report('prekeys-not-renewed'));
  }

  const report =
    (event: string) =>
    (error: unknown): void =>
      log('warn', event, { reason: String(error) });

  return {
    identity,
    publication,
    post,
    pairing,
    verification,
    prekeys,
    mail,
    renewHeader: () => void publication.renewHeader(identity.require()).catch(report('header-not-renewed')),
    droppedDocuments: () => inbox.dropped() + mail.dropped(),
    async close() {
      stopped.abort();
      prekeys.stop();
      chores.stop();
      if (identity.get()?.publishedBy) await presence.stop();
    },
  };
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
  sealingKey: PrekeyExchange['sealingKey'],
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
  });
  const mail = createMail({ ...deps, ...sealing, box: () => identity.require().box });
  return { post, pairing, mail };
}
