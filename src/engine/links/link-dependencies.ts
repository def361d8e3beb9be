import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { CreatePeerLink } from '../ports/peer-port.ts';
import type { Route } from './route.ts';
import type { RelayReport } from './rules/obstacle.ts';

/** What links need from the rest of the engine and from the world. */
export interface LinkDependencies {
  readonly self: () => ContactId;
  readonly contacts: ContactBook;
  readonly signals: Pick<SignalSender, 'send'>;
  readonly createPeerLink: CreatePeerLink;
  readonly clock: Clock;
  readonly newSession: () => number;
  /** In 0..1, spreads retries. */
  readonly random: () => number;
  /** Undefined while nothing may connect. */
  readonly route: () => Route | undefined;
  /** A word that was waited for did not come: the watch of the own mailbox may be dead. */
  readonly renewMailbox: () => void;
  readonly log: Log;
  /** What a connection learnt of the relays. */
  readonly onRelay?: (report: RelayReport) => void;
}
