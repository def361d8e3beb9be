import type { EditableContactBook } from './contacts/contact-book.ts';
import { makeCard } from './crypto/card.ts';
import { unwrapPreImage } from './crypto/identity-keys.ts';
import type { ActiveBrowser } from './identity/active-browser.ts';
import { createActiveBrowser } from './identity/active-browser.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import type { Publication } from './identity/publication.ts';
import { createPublication } from './identity/publication.ts';
import type { Links } from './links/links.ts';
import type { CleanUp } from './mailbox/clean-up.ts';
import type { Inbox } from './mailbox/inbox.ts';
import type { MailboxHours } from './mailbox/mailbox-hours.ts';
import { createMailboxHours } from './mailbox/mailbox-hours.ts';
import type { NetworkWatch } from './mailbox/network-watch.ts';
import type { Outgoing } from './mailbox/outgoing.ts';
import { createPresence } from './mailbox/presence.ts';
import type { ReceivedMail } from './mailbox/received-mail.ts';
import type { RestingMailbox } from './mailbox/resting-mailbox.ts';
import type { News } from './news.ts';
import type { PresenceNaming } from './pairing/presence-name.ts';
import { reintroduce } from './pairing/reintroduction.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { IdentityRecord } from './ports/stores-port.ts';

export interface AttendanceDependencies {
  readonly resting: RestingMailbox;
  readonly own: OwnIdentity;
  readonly contacts: EditableContactBook;
  readonly outgoing: Outgoing;
  readonly links: Pick<Links, 'want'>;
  readonly prekeys: { start(): Promise<void>; stop(): void };
  readonly network: NetworkWatch;
  readonly news: Pick<News, 'changed'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Another browser with this identity is the active one now. */
  onElsewhere(): void;
}

/** Those who read what others wrote to us, and see to what becomes of it. */
interface Correspondence {
  readonly cleanUp: CleanUp;
  readonly presenceNaming: Pick<PresenceNaming, 'changed'>;
  readonly mail: ReceivedMail;
  readonly inbox: Inbox;
}

/** When we are there for others. */
interface Attendance {
  readonly hours: MailboxHours;
  readonly activeBrowser: ActiveBrowser;
  readonly publication: Publication;
}

/** When the mailbox is open: as soon as we can be reached, while no other browser with this identity is the active one. */
export function createAttendance(deps: AttendanceDependencies, correspondence: Correspondence): Attendance {
  const { cleanUp, presenceNaming, inbox, mail } = correspondence;
  const { own, contacts, outgoing, network, clock, log } = deps;
  const { mailbox, service, rest, refused } = deps.resting;
  const { identity, header } = own;
  const { tell: changed } = deps.news.changed;
  const nowMs = (): number => mailbox.serverNowMs() ?? clock.nowMs();
  const publishCard = async (self: IdentityRecord) => mailbox.publishCard(self.id, await makeCard(self), self.box);
  const presence = createPresence({ mailbox: service, contacts, want: deps.links.want, clock, own, log });
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
    grants: () => countGrants(contacts),
    onReachable() {
      hours.watchAnew();
      activeBrowser.start();
    },
    onTrouble: network.handleService,
    changed,
  });
  refused.listen(publication.handleRefused);
  // The claim names it, and the marks are watched under it.
  presenceNaming.changed.listen(publication.start);
  return { hours, activeBrowser, publication };
}

const countGrants = (contacts: EditableContactBook): number =>
  contacts.all().filter((contact) => 'myGrant' in contact).length;
