import type { Settings } from '../../../shared/settings.ts';
import { parseCard } from '../../crypto/card.ts';
import { idOfKeys } from '../../crypto/identity-keys.ts';
import { safetyDigest } from '../../crypto/safety-digest.ts';
import type { Clock, Log, MailboxPort, OpenedLetter } from '../../ports.ts';
import type { ContactRecord, Stores } from '../../store/records.ts';
import type { EditableContactBook } from '../contact-book.ts';
import type { NetworkWatch } from '../network-watch.ts';
import { randomHex } from '../random.ts';
import type { Links } from '../services.ts';
import { createInbox } from './inbox.ts';
import type { Post } from './letter-box.ts';
import { createPost } from './letter-box.ts';
import type { OwnIdentity } from './own-identity.ts';
import { createOwnIdentity } from './own-identity.ts';
import type { Pairing } from './pairing.ts';
import { createPairing } from './pairing.ts';
import { createPresence } from './presence.ts';
import type { Verification } from './verification.ts';
import { createVerification } from './verification.ts';

interface IntroductionsDependencies {
  readonly stores: Pick<Stores, 'identity'>;
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  readonly log: Log;
  readonly contacts: EditableContactBook;
  readonly links: Links;
  readonly settings: () => Settings;
  readonly network: NetworkWatch;
  changed(): void;
}

export interface Introductions extends Pick<OwnIdentity, 'identity' | 'publication'> {
  readonly post: Post;
  readonly pairing: Pairing;
  readonly verification: Verification;
  /** Tells the service again who may knock. */
  renewHeader(): void;
  droppedDocuments(): number;
  close(): Promise<void>;
}

/** Everything that goes through the introduction service: who we are, who asks, and the letters that bring links up. */
export function createIntroductions(deps: IntroductionsDependencies): Introductions {
  const { mailbox, links, log } = deps;
  const stopped = new AbortController();

  const { identity, publication, envelope } = createOwnIdentity({ ...deps, onReachable });

  const post = createPost({
    ...deps,
    envelope,
    newId: () => randomHex(16),
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
  const verification = createVerification({
    contacts: deps.contacts,
    ownKeys: () => identity.require().publicKeys,
    digest: safetyDigest,
    nowMs: deps.clock.nowMs,
  });
  const presence = createPresence({ ...deps, own: identity.require });
  const inbox = createInbox({
    ...deps,
    box: () => identity.require().box,
    envelope,
    idOfKeys,
    onLetter: takeLetter,
    onKnock: pairing.handleKnock,
    onState: deps.network.handleService,
  });

  async function takeLetter(contact: ContactRecord, letter: OpenedLetter, ageMs: number | null): Promise<void> {
    if (letter.kind === 'accept') {
      await pairing.handleAccept(contact, letter, ageMs);
    } else if (contact.status === 'accepted') {
      await pairing.handleConfirmed(contact);
      links.handleLetter(contact.id, letter, ageMs);
    }
  }

  function onReachable(): void {
    mailbox.watchInbox(identity.require().box, inbox.listener, stopped.signal);
    presence.start().catch(report('presence-failed'));
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
    renewHeader: () => void publication.renewHeader(identity.require()).catch(report('header-not-renewed')),
    droppedDocuments: inbox.dropped,
    async close() {
      stopped.abort();
      if (identity.get()?.publishedBy) await presence.stop();
    },
  };
}
